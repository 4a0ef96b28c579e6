import AuditRecords
import DockerActivity

/// Remembers audit rules that were removed, until they are there again or it is too late.
///
/// Loading rules anew (augenrules(8)) removes all of them first: that is none of the removals that matter. The kernel's
/// record of a removal has the rule's key and list and nothing else, so rules of equal keys stand for each other.
struct RemovedRules: Sendable, Codable {
    /// Milliseconds within which a rule that is loaded anew was not gone.
    static let patience: Int64 = 60_000
    /// Removals that wait; of more the oldest are told at once.
    static let limit = 512

    private struct Removal: Codable {
        var edit: Edit
        var key: [UInt8]
        var count: UInt64
        var isWanted: Bool
    }

    private var removals: [Removal] = []
    private var overdue: [Removal] = []

    /// Takes an edit if it removes rules or loads them.
    mutating func takes(_ edit: Edit, isWanted: Bool) -> Bool {
        let activity = edit.activity
        guard let audit = activity.audit, activity.outcome != .failure else { return false }
        let key = [UInt8](copying: edit.text.span.extracting(audit.key.indices))
        switch activity.action {
        case .auditRuleRemove:
            if removals.count >= Self.limit { overdue.append(removals.removeFirst()) }
            removals.append(Removal(edit: edit, key: key, count: edit.steps, isWanted: isWanted))
            return true
        case .auditRuleAdd:
            var added = edit.steps
            for index in removals.indices.reversed() where removals[index].key == key && added > 0 {
                let cancelled = min(added, removals[index].count)
                removals[index].count -= cancelled
                added -= cancelled
            }
            removals.removeAll { $0.count == 0 }
            return true
        default: return false
        }
    }

    /// Takes out the removals that nothing made good before a time, in milliseconds since 1970.
    mutating func due(before time: Int64) -> [(edit: Edit, isWanted: Bool)] {
        let waiting = removals.firstIndex { time < .max && $0.edit.last.milliseconds >= time - Self.patience }
        let due = overdue + removals[..<(waiting ?? removals.count)]
        if due.isEmpty { return [] }
        removals.removeFirst(due.count - overdue.count)
        overdue = []
        return due.map { ($0.edit, $0.isWanted) }
    }
}
