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

    @Option(help: ArgumentHelp("Names of users for logs without names: a passwd file.", valueName: "file"))
    var passwd: String?

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: files)
        let names = AccountNames(passwd: try passwd.map { try SmallFile.bytes(of: $0) } ?? [], group: [])
        // All is read before anything is opened for writing: what cannot be joined leaves no empty report behind.
        let parts = try files.map { (path: $0, result: try PartialFile.read($0)) }
        let result = try PartialFile.orExit { () throws(PartialError) in try PartialResult.merge(parts) }
        let inputs = files.map { GivenFile(.partial, $0) } + (passwd.map { [GivenFile(.accounts, $0)] } ?? [])
        throw try report.finish(ReportNames(names), zone, look, inputs: inputs) { result }
    }
}
