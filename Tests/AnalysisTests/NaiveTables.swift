import AuditRecords
import DockerActivity

@testable import Analysis

/// What tables of activities should tell, counted without any limit and cut afterwards.
struct NaiveTables {
    struct User: Hashable {
        var id: UInt32?
        var name: [UInt8]
        var node: [UInt8]

        var identity: UInt64 { UserTable.identity(id, name.span, node.span) }
    }

    struct Row: Hashable {
        /// Empty for what is counted by kind.
        var path: [UInt8]
        var place: DockerPlace
        var user: User
    }

    struct Count: Equatable {
        var actions: [Action: UInt64] = [:]
        var failures: UInt64 = 0
        var dispositions: [Disposition: UInt64] = [:]
        var first = Int64.max
        var last = Int64.min

        var sum: UInt64 { dispositions.values.reduce(0, +) }

        mutating func add(_ other: Count) {
            actions.merge(other.actions, uniquingKeysWith: +)
            dispositions.merge(other.dispositions, uniquingKeysWith: +)
            failures += other.failures
            first = min(first, other.first)
            last = max(last, other.last)
        }
    }

    struct Session: Hashable {
        var user: User
        var number: UInt32
        var start: Int64?
    }

    struct SessionCount: Equatable {
        var activities: UInt64 = 0
        var first = Int64.max
        var last = Int64.min
        var terminals: [(stamp: Stamp, name: [UInt8])] = []

        var terminal: [UInt8] {
            terminals.min { left, right in
                left.stamp != right.stamp
                    ? left.stamp < right.stamp : left.name.lexicographicallyPrecedes(right.name)
            }?
            .name ?? []
        }

        static func == (left: SessionCount, right: SessionCount) -> Bool {
            (left.activities, left.first, left.last) == (right.activities, right.first, right.last)
                && left.terminal == right.terminal
        }
    }

    /// A change's stamp and the bytes of its texts.
    typealias Change = (stamp: Stamp, bytes: Int)

    private(set) var rows: [Row: Count] = [:]
    private(set) var sessions: [Session: SessionCount] = [:]
    private(set) var groupChanges: [Change] = []
    /// Changes of groups with other names.
    private(set) var otherGroupChanges: [Change] = []
    private(set) var ruleChanges: [Change] = []

    init(_ batch: ActivityBatch) {
        for activity in batch.activities { add(activity, batch.bytes) }
    }

    private mutating func add(_ activity: Activity, _ bytes: [UInt8]) {
        func text(_ range: ByteRange) -> [UInt8] { Array(bytes[range.indices]) }
        let subject = activity.subject
        let user = User(id: subject.loginID, name: text(subject.login), node: text(activity.node))
        let time = activity.stamp.milliseconds
        if let number = subject.session, number != SubjectFacts.unset {
            let session = Session(user: user, number: number, start: subject.sessionStart)
            var count = sessions[session] ?? SessionCount()
            count.activities += 1
            count.first = min(count.first, time)
            count.last = max(count.last, time)
            if !subject.terminal.isEmpty { count.terminals.append((activity.stamp, text(subject.terminal))) }
            sessions[session] = count
        }
        let texts = [subject.login, subject.executable, activity.node]
        if let group = activity.group, group.change != nil {
            let bytes = ([group.name, group.member] + texts).reduce(0) { $0 + $1.count }
            if [[], Array("docker".utf8)].contains(text(group.name)) {
                groupChanges.append((activity.stamp, bytes))
            } else {
                otherGroupChanges.append((activity.stamp, bytes))
            }
        }
        if let audit = activity.audit,
            [.auditRuleAdd, .auditRuleRemove, .auditRuleUpdate].contains(activity.action)
        {
            ruleChanges.append((activity.stamp, ([audit.key, audit.path] + texts).reduce(0) { $0 + $1.count }))
        }
        guard let file = activity.file else { return }
        var paths: [(path: [UInt8], place: DockerPlace)] = []
        if file.place != .other { paths.append((text(file.path), file.place)) }
        let from = text(file.from)
        let fromPlace = DockerPlace(path: from.span)
        if fromPlace != .other, activity.action != .symlink { paths.append((from, fromPlace)) }
        let isChange = ![Action.execute, .openRead, .connect].contains(activity.action)
        if file.place == .other, fromPlace == .other, !activity.keys.isEmpty, isChange {
            paths.append((text(file.path), .other))
        }
        let count = Count(
            actions: [activity.action: 1],
            failures: activity.outcome == .failure ? 1 : 0,
            // What is suspicious is known of edits only, and marked later.
            dispositions: [activity.disposition == .routine ? .routine : .noteworthy: 1],
            first: time,
            last: time
        )
        // Two files that are counted in one row are one act there.
        let acted = Set(
            paths.map { path, place in
                Row(path: Array(path.prefix(place.foldedLength(of: path.span))), place: place, user: user)
            }
        )
        for row in acted { rows[row, default: Count()].add(count) }
    }

    /// The rows that are kept, and those of kind and user that the others are counted in; the acts in these.
    func cutRows(_ limits: ActivityTables.Limits) -> (rows: [Row: Count], beyond: UInt64) {
        let keyed = rows.keys.map { ($0, FileRow.key($0.path.span, $0.place, identity: $0.user.identity)) }
        var kept: [Row: Count] = [:]
        var beyond: UInt64 = 0
        var (number, bytes) = (0, 0)
        for (row, _) in keyed.sorted(by: { $0.1 < $1.1 }) {
            guard let count = rows[row] else { continue }
            number += 1
            bytes += row.path.count
            if number <= limits.rows, bytes <= limits.pathBytes {
                kept[row] = count
            } else {
                kept[Row(path: [], place: row.place, user: row.user), default: Count()].add(count)
                beyond += count.sum
                bytes = .max / 2  // nothing behind the first one is kept
            }
        }
        return (kept, beyond)
    }

    /// How many changes are kept: those of the earliest events.
    static func keptChanges(_ changes: [Change], _ limits: ActivityTables.Limits) -> [Stamp] {
        let sorted = changes.sorted { $0.stamp < $1.stamp }
        var bytes = 0
        for (index, change) in sorted.enumerated() {
            bytes += change.bytes
            if index < limits.changes, bytes <= limits.changeBytes { continue }
            return sorted.map(\.stamp).filter { $0 < change.stamp }
        }
        return sorted.map(\.stamp)
    }
}
