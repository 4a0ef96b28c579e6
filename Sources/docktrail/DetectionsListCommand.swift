import ArgumentParser
import Detections
import Reports

/// Lists detections.
struct DetectionsListCommand: ParsableCommand {
    /// What the list is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the detections: the program's own and those that are given.",
        usage: "docktrail detections list [<options>]",
        discussion: """
            docktrail detections list
            docktrail detections list --detections /etc/docktrail/rules --format json
            """
    )

    @Option(help: ArgumentHelp("What the list is written as.", valueName: "format"))
    var format = Format.text

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: TerminalOptions

    func run() throws {
        let columns = try look.columns()
        let detections = try detections.load(keepingDisabled: true)
        let list = DetectionList(detections.library.cards, disabled: detections.disabled)
        var text =
            switch format {
            case .text: list.text(columns: columns, style: look.style)
            case .json: list.json()
            }
        try Output().write(&text)
        throw detections.status(.success)
    }
}
