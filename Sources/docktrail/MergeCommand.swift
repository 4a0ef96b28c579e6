import Analysis
import ArgumentParser
import AuditEvents
import Reports

/// The report over partial results of several hosts.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join what report --partial saved of several hosts, and print the report.",
        usage: "docktrail merge [<options>] FILE ...",
        discussion: """
            docktrail merge web1.partial web2.partial db.partial
            docktrail merge --partial site.partial web*.partial

            The report is the same, to the byte, as one over all logs at once, in whatever order the files come. \
            Of a host's results the one that continues the others is used. Two of one host where neither continues \
            the other, or made with different filters, are refused.
            """
    )

    @Argument(help: ArgumentHelp("Files that report --partial or merge --partial wrote.", valueName: "file"))
    var files: [String]

    @OptionGroup
    var report: ReportOptions

    @Option(
        help: ArgumentHelp(
            "Names of users for logs without names: a passwd file. Of several hosts, one each.",
            valueName: "[host=]file"
        )
    )
    var passwd: [String] = []

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: files)
        // All is read before anything is opened for writing: what cannot be joined leaves no empty report behind.
        let parts = try files.map { (path: $0, result: try PartialFile.read($0)) }
        var result = try PartialFile.orExit { () throws(PartialError) in try PartialResult.merge(parts) }
        let hosts = result.hostNames
        let given = try HostArgument.all(passwd, of: "--passwd", hosts: hosts.count, isSingle: true)
        for file in given {
            guard let named = file.host ?? hosts.first else { continue }
            guard let host = hosts.first(where: { $0 == named || $0.hasSuffix("/\(named)") }) else {
                throw ValidationError("--passwd: none of the files holds the host \(named).")
            }
            result.name(usersOf: host, by: AccountNames(passwd: try SmallFile.bytes(of: file.path), group: []))
        }
        let inputs = files.map { GivenFile(.partial, $0) } + given.map { GivenFile(.accounts, $0.path) }
        throw try report.finish(ReportNames(AccountNames()), zone, look, inputs: inputs) { result }
    }
}
