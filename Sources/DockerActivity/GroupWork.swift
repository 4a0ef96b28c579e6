import AuditRecords

/// What a process has done to groups in the last moments, by which several records of one change are known as such.
struct GroupWork: Sendable {
    /// A change that the process told.
    private struct Told: Codable {
        var change: GroupFacts.Change
        var group: [UInt8]
        var member: [UInt8]

        /// Whether it tells what another one tells, which may say less.
        func covers(_ other: Self) -> Bool {
            guard group == other.group || group.isEmpty || other.group.isEmpty else { return false }
            if other.change == .unknown { return true }
            // Of a renamed member one record has the old name, another the new one, and a third none.
            if change == .rename { return other.change == .rename }
            return change == other.change && (member == other.member || other.member.isEmpty)
        }

        /// Whether another one takes it back, so that it may be told once more.
        func isUndone(by other: Self) -> Bool {
            guard group == other.group, member == other.member else { return false }
            return change == .add && other.change == .remove || change == .remove && other.change == .add
        }
    }

    /// The groups that come to be named by the records of one change, one for each record.
    private struct Allotment: SavedState {
        var change: GroupFacts.Change
        var groups: [[UInt8]]
        /// How many went to records on /etc/group, and to their twins on /etc/gshadow.
        var given = 0
        var givenToTwins = 0

        mutating func next(isShadow: Bool) -> [UInt8]? {
            let number = isShadow ? givenToTwins : given
            if isShadow { givenToTwins += 1 } else { given += 1 }
            return number < groups.count ? groups[number] : nil
        }

        /// Whether the numbers are some.
        var isSound: Bool { [given, givenToTwins].allSatisfy { (0..<1 << 56).contains($0) } }
    }

    /// Changes of one process that are remembered: it makes one, or one for each group of a list.
    private static let toldLimit = 64

    /// The process's login user.
    let loginID: UInt32?
    /// Its latest act, in milliseconds since 1970.
    var latest: Int64
    /// Whether it had the host's /etc/group open, or changed it.
    var hasGroupFile = false
    /// Whether it had a file of that name open, or changed it, of which nobody knows as yet whether it is the host's.
    var mayHaveGroupFile = false

    private var told: [Told] = []
    private var allotments: [Allotment] = []

    /// The work of a process that has not done anything yet.
    init(loginID: UInt32?, latest: Int64) {
        self.loginID = loginID
        self.latest = latest
    }

    /// Whether the process told any change.
    var hasTold: Bool { !told.isEmpty }

    /// Tells a change; false if the process has told it already.
    mutating func tell(_ naming: GroupNaming) -> Bool {
        let change = Told(change: naming.change, group: naming.group, member: naming.member)
        guard !told.contains(where: { $0.covers(change) }) else { return false }
        told.removeAll { $0.isUndone(by: change) }
        if told.count < Self.toldLimit { told.append(change) }
        return true
    }

    /// The next group for a record that names none: each of several like records is about one of the groups.
    mutating func nextGroup(_ naming: GroupNaming, isShadow: Bool) -> [UInt8]? {
        var place = allotments.firstIndex { $0.change == naming.change }
        if place == nil, let groups = naming.groups {
            allotments.append(Allotment(change: naming.change, groups: groups))
            place = allotments.count - 1
        }
        return place.flatMap { allotments[$0].next(isShadow: isShadow) }
    }
}

extension GroupWork: SavedState {
    /// Whether its time can be one.
    var isSound: Bool { Stamp.isTime(latest) }
}
