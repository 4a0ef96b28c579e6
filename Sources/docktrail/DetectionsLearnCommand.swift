import Analysis
import ArgumentParser
import Detections
import Reports

/// Writes down what is usual on a site.
struct DetectionsLearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Write down who and what changes Docker files, for --baseline.",
        usage: "docktrail detections learn --baseline FILE [<options>] [PATH ...]",
        discussion: """
            docktrail detections learn --baseline site.baseline /var/log/audit
            docktrail report --baseline site.baseline --since yesterday

            What the logs hold is added to the file; look at it, and remove the lines that should be told as new.
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("The file to write, or to add to.", valueName: "file"))
    var baseline: String

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        var known = try DetectionOptions.baselineIfThere(baseline)
        let file = try AtomicFile(baseline)
        let zone = try look.zone(for: paths)
        let none = DetectionLibrary(cards: [])
        let (report, _, _) = try gather(paths, input, engine, filters, none, zone)
        let count = known.learn(from: report)
        try file.write(Array(known.text.utf8))
        Messages.tell("\(baseline): \(count) new entries, \(known.entries.count) in all")
        throw Messages.status(after: report)
    }
}
