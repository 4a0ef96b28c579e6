import Analysis
import ArgumentParser
import Reports

/// The forensic report over the logs.
struct ReportCommand: ParsableCommand {
    /// What the report is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print the whole account of the logs: files, users, groups, and what is missing.",
        usage: "docktrail report [<options>] [PATH ...]",
        discussion: """
            docktrail report /var/log/audit
            docktrail report --format json -o report.json archive/
            zcat old.gz | docktrail report -
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("What the report is written as.", valueName: "format"))
    var format = Format.text

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        let output = try Output(output)  // before the work: a path that cannot be written shows at once
        let (report, names) = try gather(paths, input, filters, zone, hashing: true)
        var text: OutputBuffer
        switch format {
        case .json:
            let json = JSONReport(names: names, version: Docktrail.version, generated: Clock.now)
            text = json.text(of: report)
        case .text:
            let writer = TextReport(names: names, zone: zone, columns: columns, style: look.style)
            text = writer.text(of: report)
        }
        try output.write(&text)
        for note in report.coverage.notes { Messages.tell("note: \(note)") }
        Messages.tell(report.coverage.problems)
        throw Messages.status(after: report.coverage.problems)
    }
}
