public import Analysis
public import ArgumentParser
import Detections
public import DockerActivity
import Reports

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

    @Option(
        help: ArgumentHelp(
            "Only this login user: a name, a number, or unset. This and what follows can be repeated: any may hold. * and ? "
                + "are wildcards in all names; \\*, \\? and \\xNN (a byte) are taken as they are.",
            valueName: "name"
        )
    )
    var user: [String] = []

    @Option(help: "Only this file and what lies below it, by its true path, the old one or the recorded name.")
    var path: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only this very file, as reports count it by its true path: below the data root one name stands for many.",
            valueName: "path"
        )
    )
    var file: [String] = []

    @Option(name: .customLong("class"), help: ArgumentHelp("Only this kind of file.", valueName: "class"))
    var places: [DockerPlace] = []

    @Option(
        help: ArgumentHelp(
            "Only the file with this inode: 983938, or with its device fe:00:983938.",
            valueName: "inode"
        )
    )
    var inode: [InodePattern] = []

    @Option(help: ArgumentHelp("Only this container: its id's first digits, its name or its image.", valueName: "id"))
    var container: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only logins from this address or network, such as 203.0.113.0/24.",
            valueName: "address"
        )
    )
    var source: [String] = []

    @Option(help: ArgumentHelp("Only this login session.", valueName: "n"))
    var session: [UInt32] = []

    @Option(
        help: ArgumentHelp(
            "Only this process and those that it started, as far as records name them.",
            valueName: "pid"
        )
    )
    var tree: [UInt32] = []

    @Option(help: "Only events with this key of an audit rule.")
    var key: [String] = []

    @Option(help: "Only this action.")
    var action: [Action] = []

    @Option(help: ArgumentHelp("Only what is part of a finding of this level or above.", valueName: "level"))
    var level: Level?

    @Option(
        help: ArgumentHelp(
            "Only what is part of this finding: its id, its detection's or its incident's.",
            valueName: "id"
        )
    )
    var finding: [String] = []

    @Option(help: ArgumentHelp("Only what is part of a finding of this incident.", valueName: "id"))
    var incident: [String] = []

    @Option(help: ArgumentHelp("Only the event with this serial.", valueName: "n"))
    var serial: [UInt64] = []

    @Option(help: ArgumentHelp("Only records of this node.", valueName: "name"))
    var node: [String] = []

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Only logs of this host, as the report's sets name it.", valueName: "name")
    )
    var sets: [String] = []

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
        filter.users = user.map { UserPattern($0) }
        filter.paths = path.map { FilterText($0) }
        filter.files = file.map { FilterText($0) }
        filter.places = places
        filter.inodes = inode
        filter.containers = container.map { ContainerPattern($0) }
        filter.sources = source.map { AddressPattern($0) }
        filter.sessions = session
        filter.trees = tree
        filter.keys = key.map { FilterText($0) }
        filter.actions = action
        filter.level = level
        filter.findings = finding.map { FilterText($0) }
        filter.incidents = incident.map { FilterText($0) }
        filter.serials = serial
        filter.nodes = node.map { FilterText($0) }
        filter.sets = sets.map { FilterText($0) }
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

extension DockerPlace: ExpressibleByArgument {}

extension InodePattern: ExpressibleByArgument {
    /// An inode as an option's value.
    public init?(argument: String) { self.init(argument) }
}
