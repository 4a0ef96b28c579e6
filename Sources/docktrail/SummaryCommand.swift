import Analysis
import ArgumentParser
import Reports

/// One screen: files by users.
struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Print one screen: findings, Docker files and who touched them, totals, and what is missing.",
        usage: "docktrail summary [<options>] [PATH ...]",
        discussion: """
            docktrail summary
            docktrail summary --since yesterday --user alice
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "Also the names that an edit only passed through, such as temporary files.")
    var steps = false

    @OptionGroup
    var manifest: ManifestOption

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Findings")
    var findings: FindingOptions

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        let detections = try detections.load()
        let draft = try manifest.begin()
        let (report, names, logs) = try gather(paths, input, engine, filters, detections.library, zone)
        let summary = Summary(
            names: names,
            zone: zone,
            columns: columns,
            style: look.style,
            listsSteps: steps,
            leastLevel: findings.textLevel
        )
        var text = summary.text(of: report)
        let output = try Output(isHashed: manifest.isWanted)
        try output.write(&text)
        let status = detections.status(findings.status(after: report))
        let inputs =
            logs + input.givenFiles(for: paths) + engine.givenFiles(isOwnLog: paths.isEmpty)
            + self.detections.givenFiles
        throw try draft?.write(inputs: inputs, outputs: [output.written], status) ?? status
    }
}
