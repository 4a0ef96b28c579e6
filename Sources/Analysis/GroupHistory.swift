import DockerActivity

/// What became of the docker group, told from all changes of groups in order of time.
///
/// A group is the docker group by its name, or by its number: who is in a second group with the number of docker's may
/// open the engine's socket just the same. Which number a group had is also told by what came later: that it was deleted
/// as number 105 says what it was before.
struct GroupHistory {
    /// One change with its texts.
    struct Entry {
        var change: Report.GroupChange
        /// The group's number, and the docker group's as known then.
        var id: UInt32?
        var dockerID: UInt32?
    }

    /// The changes of the docker group, by time.
    private(set) var changes: [Report.GroupChange] = []
    /// Its members at the end, as far as known, and since when; nil for those that a file named.
    private(set) var members: [[UInt8]: Int64?] = [:]
    /// When users came and went.
    private(set) var memberships: [Report.DockerGroup.Membership] = []

    private var numbers = GroupNumbers()
    /// The group by which each member is in.
    private var groups: [[UInt8]: [UInt8]] = [:]
    /// Members for whom it is the group that they log in with.
    private var primaries: Set<[UInt8]> = []

    /// The history that changes in order of time tell, after what a group file tells.
    init(_ entries: [Entry], known: KnownGroup?) {
        for name in known?.members ?? [] { enter(name, since: nil, by: Self.docker) }
        for (place, entry) in entries.enumerated() { numbers.note(entry, at: place) }
        if let known { numbers.assume(known.id, of: Self.docker) }
        for (place, entry) in entries.enumerated() { take(entry, at: place) }
    }

    private mutating func take(_ entry: Entry, at place: Int) {
        var change = entry.change
        guard isDocker(entry, at: place) else {
            leavePrimary(change)
            return
        }
        if change.group.isEmpty {
            // With its number it is docker's; without, nobody knows which group it was.
            if entry.id == nil { change.kind = .unknown } else { change.group = Self.docker }
        }
        let names = change.member.split(separator: UInt8(ascii: ",")).map { Array($0) }
        switch change.kind {
        case .add:
            primaries.subtract(names)
            for name in names { add(change, name) }
        case .primary:
            primaries.formUnion(names)
            for name in names { add(change, name) }
        case .remove:
            for name in names { remove(change, name) }
        case .set:
            for name in members.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
            where !names.contains(name) && !primaries.contains(name) {
                if groups[name] == change.group { remove(change, name) }
            }
            for name in names where members[name] == nil { add(change, name) }
            if names.isEmpty, changes.last?.serial != change.serial { append(change, .remove, []) }
        case .delete:
            for (name, group) in groups where group == change.group { leave(name, at: change.milliseconds) }
            changes.append(change)
        case .rename:
            rename(change)
            changes.append(change)
        default: changes.append(change)
        }
    }

    private mutating func add(_ change: Report.GroupChange, _ name: [UInt8]) {
        append(change, .add, name)
        enter(name, since: change.milliseconds, by: change.group)
    }

    private mutating func remove(_ change: Report.GroupChange, _ name: [UInt8]) {
        append(change, .remove, name)
        leave(name, at: change.milliseconds)
    }

    private mutating func append(_ change: Report.GroupChange, _ kind: GroupFacts.Change, _ name: [UInt8]) {
        var change = change
        change.kind = kind
        change.member = name
        changes.append(change)
    }

    /// Who logged in with the docker group and does so no longer is out, unless he is on its list as well.
    private mutating func leavePrimary(_ change: Report.GroupChange) {
        guard change.kind == .primary, primaries.remove(change.member) != nil else { return }
        var change = change
        change.group = groups[change.member] ?? Self.docker
        remove(change, change.member)
    }

    /// A group's members go with its new name, and a member's new name is as good as the old one.
    private mutating func rename(_ change: Report.GroupChange) {
        let newName = change.newName
        guard !newName.isEmpty else { return }
        if change.member.isEmpty {
            for (name, group) in groups where group == change.group { groups[name] = newName }
        } else {
            // Which of a member's two names is the old one differs from record to record.
            let isOld = members[change.member] != nil
            let (old, new) = isOld ? (change.member, newName) : (newName, change.member)
            guard let group = groups[old] else { return }
            leave(old, at: change.milliseconds)
            enter(new, since: change.milliseconds, by: group)
        }
    }

    private mutating func enter(_ name: [UInt8], since: Int64?, by group: [UInt8]) {
        guard members[name] == nil else { return }
        members[name] = .some(since)
        groups[name] = group
        memberships.append(Report.DockerGroup.Membership(name: name, from: since, to: nil))
    }

    private mutating func leave(_ name: [UInt8], at time: Int64) {
        members[name] = nil
        groups[name] = nil
        if let place = memberships.lastIndex(where: { $0.name == name && $0.to == nil }) {
            memberships[place].to = time
        } else {
            memberships.append(Report.DockerGroup.Membership(name: name, from: nil, to: time))
        }
    }

    /// Whether a change is about the docker group, or may be: a group that nothing names.
    private func isDocker(_ entry: Entry, at place: Int) -> Bool {
        let group = entry.change.group
        if group == Self.docker || entry.change.newName == Self.docker && entry.change.member.isEmpty { return true }
        guard let id = entry.id ?? numbers.number(of: group, at: place) else { return group.isEmpty }
        return id == (entry.dockerID ?? numbers.number(of: Self.docker, at: place))
    }

    static let docker = Array("docker".utf8)
}
