import ArgumentParser
import Detections
import Reports

/// Checks files of detections.
struct DetectionsLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check files of detections: all mistakes, each with its line.",
        usage: "docktrail detections lint FILE ...",
        discussion: """
            docktrail detections lint my-rules.yml /etc/docktrail/rules

            Exit status 1 where anything cannot be run. Filters and correlations may name the program's own detections.
            """
    )

    @Argument(help: ArgumentHelp("Files of Sigma rules, or directories.", valueName: "file"))
    var files: [String]

    func run() throws {
        var loader = DetectionLoader.embedded()
        let own = Set(loader.library().cards.map(\.id))
        for path in files { try DetectionFiles.add(path, of: "FILE", to: &loader) }
        let library = loader.library()
        let loaded = library.cards.count { $0.file != nil }
        let replaced = library.cards.count { $0.file != nil && own.contains($0.id) }
        var text = DetectionLint(loader.problems, loaded: loaded, replaced: replaced).text
        try Output().write(&text)
        if !loader.problems.isEmpty { throw ExitCode(1) }
    }
}
