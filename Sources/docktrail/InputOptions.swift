import Analysis
public import ArgumentParser
import AuditEvents
public import DockerActivity
import Reports

/// What is read, and how its numbers are named: options of every command.
struct InputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Names of users for logs without names: the passwd file of the log's host.",
            valueName: "file"
        )
    )
    var passwd: String?

    @Option(help: ArgumentHelp("Names of groups, likewise.", valueName: "file"))
    var group: String?

    @Flag(help: "No progress on standard error.")
    var noProgress = false

    @Option(help: ArgumentHelp("Cores to use; all, if not given. The result is the same.", valueName: "n"))
    var cores: Int?

    @Option(help: ArgumentHelp("Bytes scanned as one piece. The result is the same.", visibility: .hidden))
    var segmentSize: UInt64?

    /// An analysis of the operands, set up as the options say.
    func analysis(of paths: [String], filter: ActivityFilter = ActivityFilter()) throws -> LogAnalysis {
        if let cores, cores < 1 { throw ValidationError("--cores: at least one is needed.") }
        let names = try names(for: paths)
        var analysis = LogAnalysis(Self.operands(paths))
        analysis.filter = filter
        analysis.names = names
        if let cores { analysis.cores = cores }
        if let segmentSize { analysis.segmentSize = max(1, segmentSize) }
        return analysis
    }

    /// The operands, or where auditd keeps its log.
    static func operands(_ paths: [String]) -> [String] {
        paths.isEmpty ? ["/var/log/audit"] : paths
    }

    /// The names that the options give; those of this machine only for its own log.
    func names(for paths: [String]) throws -> AccountNames {
        let isOwnLog = paths.isEmpty && passwd == nil && group == nil
        return AccountNames(
            passwd: try bytes(of: passwd ?? (isOwnLog ? "/etc/passwd" : nil)),
            group: try bytes(of: group ?? (isOwnLog ? "/etc/group" : nil))
        )
    }

    private func bytes(of path: String?) throws -> [UInt8] {
        guard let path else { return [] }
        return try SmallFile.bytes(of: path)
    }
}

/// Which activities are wanted: options of the commands that filter.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only from this time on: 2026-11-20, 2026-11-20T21:12:18Z, 21:12, 2h (ago), today, yesterday, recent, …",
            valueName: "time"
        )
    )
    var since: String?

    @Option(help: ArgumentHelp("Only up to this time, likewise.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Only this login user: a name, a number, or unset. Can be repeated.", valueName: "name"))
    var user: [String] = []

    @Option(help: ArgumentHelp("Only this file and what lies below it; * and ? are wildcards. Can be repeated."))
    var path: [String] = []

    @Option(help: ArgumentHelp("Only this action. Can be repeated.", valueName: "action"))
    var action: [Action] = []

    @Option(help: ArgumentHelp("Only events with this key of an audit rule. Can be repeated."))
    var key: [String] = []

    @Option(help: ArgumentHelp("Only the event with this serial. Can be repeated.", valueName: "n"))
    var serial: [UInt64] = []

    @Option(help: ArgumentHelp("Only records of this node. Can be repeated.", valueName: "name"))
    var node: [String] = []

    /// The filter that the options describe; times are read in `zone`.
    func filter(in zone: DisplayZone) throws -> ActivityFilter {
        let reference = TimeSpecification.Reference(
            now: Clock.now,
            bootTime: Clock.bootTime,
            offset: { zone.offset(at: $0) }
        )
        var filter = ActivityFilter()
        filter.since = try since.map { try moment($0, "--since", as: .since, reference) }
        filter.until = try until.map { try moment($0, "--until", as: .until, reference) }
        if let since = filter.since, let until = filter.until, since > until {
            throw ValidationError("--since lies behind --until, so nothing can match.")
        }
        filter.users = user
        filter.paths = path
        filter.actions = action
        filter.keys = key
        filter.serials = serial
        filter.nodes = node
        return filter
    }

    private func moment(
        _ text: String,
        _ option: String,
        as bound: TimeSpecification.Bound,
        _ reference: TimeSpecification.Reference
    ) throws -> Int64 {
        do {
            return try TimeSpecification(text).milliseconds(as: bound, in: reference)
        } catch {
            throw ValidationError("\(option): \(error)")
        }
    }
}

extension Action: ExpressibleByArgument {}

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
