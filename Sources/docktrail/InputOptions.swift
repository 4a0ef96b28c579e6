import Analysis
import ArgumentParser
import AuditEvents
import AuditLogs
import Reports

/// What is read, and how its numbers are named: options of every command.
struct InputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Names of users for logs without names: the passwd file of the log's host. Of several hosts, one each.",
            valueName: "[host=]file"
        )
    )
    var passwd: [String] = []

    @Option(help: ArgumentHelp("Names of groups, likewise.", valueName: "[host=]file"))
    var group: [String] = []

    @Option(
        name: .customLong("host-from"),
        help: ArgumentHelp(
            "Which host's a log is, by its path: archive/{host}/{date}/*, with *, ? and ** as wildcards. Each folder is one host's "
                + "without it.",
            valueName: "pattern"
        )
    )
    var hostPattern: String?

    @Flag(help: "No progress on standard error.")
    var noProgress = false

    @Option(help: ArgumentHelp("Cores to use; all, if not given. The result is the same.", valueName: "n"))
    var cores: Int?

    @Option(help: ArgumentHelp("Bytes scanned as one piece. The result is the same.", visibility: .hidden))
    var segmentSize: UInt64?

    /// An analysis of the operands, set up as the options say.
    func analysis(of paths: [String], filter: ActivityFilter = ActivityFilter()) throws -> LogAnalysis {
        if let cores, cores < 1 { throw ValidationError("--cores: at least one is needed.") }
        var analysis = LogAnalysis(Self.operands(paths), hostsFrom: try hosts())
        analysis.filter = filter
        try addAccounts(to: &analysis, isOwnLog: paths.isEmpty)
        if let cores { analysis.cores = cores }
        if let segmentSize { analysis.segmentSize = max(1, segmentSize) }
        return analysis
    }

    /// The pattern that tells whose a log is.
    private func hosts() throws -> HostPattern? {
        guard let hostPattern else { return nil }
        do throws(HostPatternError) {
            return try HostPattern(hostPattern)
        } catch {
            throw ValidationError("--host-from \(hostPattern): \(error).")
        }
    }

    /// The operands, or where auditd keeps its log.
    static func operands(_ paths: [String]) -> [String] {
        paths.isEmpty ? ["/var/log/audit"] : paths
    }

    /// Gives an analysis the names that the options give; those of this machine only for its own log.
    private func addAccounts(to analysis: inout LogAnalysis, isOwnLog: Bool) throws {
        let hosts = analysis.inventory.sets.count
        let isOwn = isOwnLog && passwd.isEmpty && group.isEmpty
        let users = try HostArgument.all(isOwn ? ["/etc/passwd"] : passwd, of: "--passwd", hosts: hosts, isSingle: true)
        let groups = try HostArgument.all(isOwn ? ["/etc/group"] : group, of: "--group", hosts: hosts, isSingle: true)
        for host in Set((users + groups).map(\.host)) {
            let own = (users.first { $0.host == host }?.path, groups.first { $0.host == host }?.path)
            let names = AccountNames(passwd: try bytes(of: own.0), group: try bytes(of: own.1))
            let files =
                [
                    own.0.map { AccountFile(.passwd, path: $0, host: host) },
                    own.1.map { AccountFile(.group, path: $0, host: host) },
                ]
                .compactMap(\.self)
            if let host {
                analysis.hostStates[host, default: HostState()].names = names
                analysis.hostStates[host, default: HostState()].accountFiles = files
            } else {
                analysis.names = names
                analysis.accountFiles = files
            }
        }
    }

    /// The files that give names.
    func givenFiles(for paths: [String]) -> [GivenFile] {
        let isOwnLog = paths.isEmpty && passwd.isEmpty && group.isEmpty
        let files = isOwnLog ? ["/etc/passwd", "/etc/group"] : passwd + group
        return files.map { GivenFile(.accounts, HostArgument($0).path) }
    }

    private func bytes(of path: String?) throws -> [UInt8] {
        guard let path else { return [] }
        return try SmallFile.bytes(of: path)
    }
}

/// How text looks: options of the commands that print text.
struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Zone of the times in text, such as Europe/Berlin or local; UTC unless it is this machine's own log.",
            valueName: "zone"
        )
    )
    var timezone: String?

    @OptionGroup
    var terminal: TerminalOptions

    /// The zone in which times are read and shown.
    func zone(for paths: [String]) throws -> DisplayZone {
        guard let timezone else { return paths.isEmpty ? .local : .utc }
        if timezone == "local" { return .local }
        guard let zone = DisplayZone(named: timezone) else {
            throw ValidationError("--timezone: there is no zone called \(timezone); try Europe/Berlin, UTC or local.")
        }
        return zone
    }

    /// Whether text is coloured.
    var style: TextStyle { terminal.style }

    /// Columns of text on standard output; nil for a pipe, where nothing is cut.
    func columns() throws -> Int? { try terminal.columns() }
}

/// How text looks that has no times in it.
struct TerminalOptions: ParsableArguments {
    /// When text is coloured.
    enum Colour: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    @Option(name: .customLong("color"), help: ArgumentHelp("When text is coloured.", valueName: "when"))
    var colour = Colour.auto

    @Option(
        help: ArgumentHelp("Columns of text; the terminal's, if not given. Nothing is cut for a pipe.", valueName: "n")
    )
    var width: Int?

    /// Whether text is coloured.
    var style: TextStyle {
        switch colour {
        case .always: TextStyle(hasColour: true)
        case .never: TextStyle(hasColour: false)
        case .auto: TextStyle(hasColour: Terminal.isOutput && !Terminal.wantsNoColour)
        }
    }

    /// Columns of text on standard output; nil for a pipe, where nothing is cut.
    func columns() throws -> Int? {
        if let width, width < 40 { throw ValidationError("--width: at least 40 columns are needed.") }
        return width ?? (Terminal.isOutput ? Terminal.width ?? 80 : nil)
    }
}
