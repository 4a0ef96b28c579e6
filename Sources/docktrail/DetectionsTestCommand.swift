import Analysis
import ArgumentParser
import Detections
import Reports

/// Tries a file of detections on logs.
struct DetectionsTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Try detections on logs: what matches, and what nearly does.",
        usage: "docktrail detections test [<options>] RULES PATH ...",
        discussion: """
            docktrail detections test my-rules.yml samples/admin-edits-config

            Of activities that do not match, those are shown that come nearest, with what each part of the rule says of them.
            """
    )

    @Argument(help: ArgumentHelp("A file of Sigma rules, or a directory.", valueName: "rules"))
    var rules: String

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String]

    @OptionGroup
    var redaction: RedactionOption

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        var loader = DetectionLoader()
        try DetectionFiles.add(rules, of: "RULES", to: &loader)
        let library = loader.library()
        Messages.tell(loader.problems)
        var analysis = try input.analysis(of: paths, filter: try filters.filter(in: zone))
        try engine.add(to: &analysis, isOwnLog: false)
        var trial = DetectionTrial(
            library,
            context: ActivityContext(analysis),
            zone: zone,
            redactor: redaction.redactor
        )
        let timeline = analysis.timeline()
        while let piece = timeline.next() {
            for run in piece.runs { trial.add(run.positions, of: run.batch) }
        }
        if trial.needsFindings {
            analysis.detections = library
            trial.add(analysis.report(hashing: false).findings)
        }
        var text = trial.text(columns: columns, style: look.style)
        try Output().write(&text)
        let status = Messages.status(after: timeline.outcome())
        throw loader.problems.isEmpty ? status : ExitCode(2)
    }
}
