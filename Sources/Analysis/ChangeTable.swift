import AuditRecords
import DockerActivity

/// Changes of groups, or of audit rules, in the order of the log.
struct ChangeTable: Sendable {
    /// One change.
    struct Change: Sendable {
        let stamp: Stamp
        let action: Action
        let outcome: Outcome
        /// The login user's id.
        let byID: UInt32?
        /// What was changed: the group, or the rule's key; its member, or the rule's path; who did it; by what program.
        fileprivate(set) var texts: InlineArray<4, ByteRange>
    }

    /// The changes.
    private(set) var changes: [Change] = []
    /// Changes that were not kept.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var text: [UInt8] = []

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { changes.capacity * MemoryLayout<Change>.stride + text.capacity }

    /// One of a change's texts.
    func text(_ index: Int, of change: Change) -> [UInt8] { Array(text[change.texts[index].indices]) }

    /// Who did a change.
    func by(_ change: Change) -> Report.LoginName { Report.LoginName(id: change.byID, name: text(2, of: change)) }

    /// Notes a change with its texts, which lie in `bytes`.
    mutating func add(_ activity: Activity, _ first: ByteRange, _ second: ByteRange, _ bytes: Span<UInt8>) {
        let change = Change(
            stamp: activity.stamp,
            action: activity.action,
            outcome: activity.outcome,
            byID: activity.subject.loginID,
            texts: [first, second, activity.subject.login, activity.subject.executable]
        )
        add(change, bytes)
    }

    /// Adds the changes of a later part of the log.
    mutating func add(_ later: ChangeTable) {
        for change in later.changes { add(change, later.text.span) }
        beyondLimit += later.beyondLimit
    }

    private mutating func add(_ change: Change, _ bytes: Span<UInt8>) {
        var change = change
        var length = 0
        for index in change.texts.indices { length += change.texts[index].count }
        guard changes.count < limits.changes, text.count + length <= limits.changeBytes else {
            beyondLimit += 1
            return
        }
        text.makeRoom(for: length, upTo: limits.changeBytes)
        for index in change.texts.indices {
            let start = text.count
            text.append(copying: bytes.extracting(change.texts[index].indices))
            change.texts[index] = ByteRange(start: start, end: text.count)
        }
        changes.append(change, upTo: limits.changes)
    }
}
