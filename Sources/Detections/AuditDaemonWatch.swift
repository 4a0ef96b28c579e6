import AuditRecords
import DockerActivity

/// Notices that auditd starts though it never ended: it was killed.
///
/// A machine that lost its power leaves the same trace, but then it has started anew as well.
struct AuditDaemonWatch: Sendable, Codable {
    /// Nodes whose daemon is remembered.
    static let limit = 1024

    /// The nodes whose daemon has started and not ended.
    private var running: Set<[UInt8]> = []

    /// Takes an edit; true if it starts a daemon that was killed before.
    mutating func startsAfterKill(_ edit: Edit) -> Bool {
        let action = edit.activity.action
        guard action == .auditDaemonStart || action == .auditDaemonStop else { return false }
        let node = [UInt8](copying: edit.text.span.extracting(edit.activity.node.indices))
        defer {
            if action == .auditDaemonStop {
                running.remove(node)
            } else if running.count < Self.limit {
                running.insert(node)
            }
        }
        return action == .auditDaemonStart && running.contains(node)
    }

    /// Takes that a machine started anew.
    mutating func restart(_ node: [UInt8]) { running.remove(node) }
}
