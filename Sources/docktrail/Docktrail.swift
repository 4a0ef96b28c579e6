import ArgumentParser

/// The program: its name, its commands, and nothing else.
@main
struct Docktrail: ParsableCommand {
    /// The program's version.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "docktrail",
        abstract: "Who did what to which Docker file, from the host's audit log.",
        discussion: """
            Reads the logs of auditd: the live one, rotated sets, compressed files (gzip, xz, zstd, bzip2, lz4) and tar \
            archives, of one host or many. PATH is a file, a directory (its whole set, oldest first, and that of each \
            directory below it), or - for standard input; without one it is /var/log/audit.

            Exit status: 0 done; 1 rules or files are not as they should be, or there is a finding that --fail-on asks for; \
            2 something could not be read (the rest was), joined or done; 64 wrong arguments.
            """,
        version: version,
        subcommands: [
            ReportCommand.self, TimelineCommand.self, SummaryCommand.self, HuntCommand.self, ExplainCommand.self,
            ExhibitCommand.self, MergeCommand.self, AttestCommand.self, VerifyManifestCommand.self,
            DetectionsCommand.self, RulesCommand.self,
        ]
    )
}
