import AuditRecords
import DockerActivity

/// Remembers audit rules that were removed, until it is clear whether they were loaded anew.
///
/// Loading rules from a file removes all of them first (auditctl(8), `-R` with `-D` in the file; augenrules(8) does so): where
/// the same process adds as many rules of the same key as it removed, none is gone. The kernel's record of a removal has the
/// rule's key and list and nothing else, so rules of equal keys stand for each other. A rule that somebody removes and
/// another command puts back was gone in between; putting it back belongs to the story.
struct RemovedRules: Sendable, Codable {
    /// Milliseconds after which rules that were removed have not been loaded anew.
    static let patience: Int64 = 60_000
    /// Removals that wait; of more the oldest are told at once.
    static let limit = 512

    /// Rules that one process removed.
    struct Removal: Codable {
        /// The edit that removed them.
        var edit: Edit
        /// Whether findings on it are asked for.
        var isWanted: Bool
        /// What put rules of this key back, by another command of the same person.
        var restorations: [Edit] = []
        /// Whether it is no person's doing: the kernel dropped the rule, since what it watched is gone.
        var isKernels: Bool
        fileprivate var key: [UInt8]
        fileprivate var process: UInt32?
        fileprivate var session: UInt32?
        /// Rules that were not added again.
        fileprivate var left: UInt64
    }

    private var removals: [Removal] = []
    private var overdue: [Removal] = []
    /// Removals that were told, since the rules may still be gone.
    private var told: [Removal] = []
    /// Removals of which that is remembered.
    private static let toldLimit = 64
    /// Restorations of one removal that are remembered.
    private static let restorationsLimit = 8

    /// Takes an edit if it removes rules or adds them; true if it has to wait.
    mutating func takes(_ edit: Edit, isWanted: Bool) -> Bool {
        let activity = edit.activity
        guard let audit = activity.audit, activity.outcome != .failure else { return false }
        let key = [UInt8](copying: edit.text.span.extracting(audit.key.indices))
        switch activity.action {
        case .auditRuleRemove:
            if removals.count >= Self.limit { overdue.append(removals.removeFirst()) }
            let isKernels = activity.subject.process == nil && activity.subject.loginID == nil
            removals.append(
                Removal(
                    edit: edit,
                    isWanted: isWanted,
                    isKernels: isKernels,
                    key: key,
                    process: activity.subject.process,
                    session: activity.subject.session,
                    left: edit.steps
                )
            )
            return true
        case .auditRuleAdd:
            restore(edit, key)
            return false
        default: return false
        }
    }

    private mutating func restore(_ edit: Edit, _ key: [UInt8]) {
        let subject = edit.activity.subject
        var added = edit.steps
        for index in removals.indices.reversed() where removals[index].key == key && added > 0 {
            let removal = removals[index]
            // Without a number of the process, what the same session does at once is one command's.
            let isSameProcess =
                removal.process != nil
                ? removal.process == subject.process
                : subject.process == nil && removal.session == subject.session && removal.edit.steps > 1
            if isSameProcess || removal.isKernels {
                let cancelled = min(added, removal.left)
                removals[index].left -= cancelled
                added -= cancelled
            } else if removal.edit.activity.subject.loginID == subject.loginID,
                removal.restorations.count < Self.restorationsLimit
            {
                removals[index].restorations.append(edit)
            }
        }
        removals.removeAll { $0.left == 0 }
    }

    /// Takes out the removals that nothing made good before a time, in milliseconds since 1970.
    mutating func due(before time: Int64) -> [Removal] {
        if removals.isEmpty, overdue.isEmpty { return [] }
        let waiting = removals.firstIndex { time < .max && $0.edit.last.milliseconds >= time - Self.patience }
        let due = overdue + removals[..<(waiting ?? removals.count)]
        removals.removeFirst(due.count - overdue.count)
        overdue = []
        told = (told + due).suffix(Self.toldLimit)
        return due
    }

    /// What removed rules that were not there when an edit was made, as far as anybody knows.
    func gone(before edit: Edit) -> [Edit] {
        let time = edit.activity.stamp
        return (told + removals)
            .filter { removal in
                removal.edit.activity.stamp < time && !removal.isKernels
                    && removal.restorations.reduce(0) { $0 + ($1.activity.stamp < time ? $1.steps : 0) } < removal.left
            }
            .map(\.edit)
    }
}
