import ArgumentParser

/// Detections: listed, checked and tried.
struct DetectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detections",
        abstract: "List what docktrail looks for, and check and try detections of your own.",
        discussion: """
            Detections are Sigma rules: YAML files that name what an activity has to be like.

            Exit status: 0 done; 1 a file has mistakes (lint); 2 something could not be read or run; 64 wrong arguments.
            """,
        subcommands: [
            DetectionsListCommand.self, DetectionsLintCommand.self, DetectionsTestCommand.self,
            DetectionsLearnCommand.self,
        ]
    )
}
