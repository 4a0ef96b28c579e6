import Analysis
import ArgumentParser
import AuditEvents
import AuditRecords
import Reports

/// One event in full.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print events in full: their records as they stand, and what each field means.",
        usage: "docktrail explain SERIAL ... [--input PATH ...] [<options>]",
        discussion: """
            docktrail explain 44625 --input archive/
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The number behind the colon in audit(1795209140.011:44625).",
            valueName: "serial"
        )
    )
    var serials: [UInt64]

    @Option(
        name: .customLong("input"),
        help: ArgumentHelp("Logs to look in. Can be repeated.", valueName: "path")
    )
    var paths: [String] = []

    @Option(help: ArgumentHelp("Only records of this node. Can be repeated.", valueName: "name"))
    var node: [String] = []

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let analysis = try input.analysis(of: paths)
        let (events, outcome) = analysis.events(serials: Set(serials))
        var explanation = Explanation(
            sources: analysis.sourceNames,
            names: analysis.names,
            zone: zone,
            style: look.style
        )
        var buffer = OutputBuffer()
        let output = try Output()
        let wanted = events.filter { node.isEmpty || node.contains($0.nodeName) }
        if !wanted.isEmpty {
            Messages.tell("note: records are shown as they stand; passwords and tokens in them are not replaced")
        }
        for (number, event) in wanted.enumerated() {
            if number > 0 { buffer.append("\n") }
            explanation.append(event, to: &buffer)
            try output.write(&buffer)
        }
        let found = Set(wanted.map(\.stamp.serial))
        for serial in serials where !found.contains(serial) {
            Messages.tell("no event with serial \(serial) in the logs")
        }
        let status = Messages.status(after: outcome)
        throw found.count < Set(serials).count ? ExitCode(2) : status
    }
}
