import AuditRecords
import DockerActivity

/// Notices that auditd starts though it never ended: it was killed.
///
/// A machine that lost its power leaves the same trace, but then it has started anew as well.
struct AuditDaemonWatch: Sendable, Codable {
    /// Nodes whose daemon is remembered.
    static let limit = 1024

    /// By node, the edit that tells of the latest start.
    private var running: [[UInt8]: Int64] = [:]

    /// Takes an edit; true if it starts a daemon that was killed before.
    mutating func startsAfterKill(_ edit: Edit) -> Bool {
        let action = edit.activity.action
        guard action == .auditDaemonStart || action == .auditDaemonStop else { return false }
        let node = [UInt8](copying: edit.text.span.extracting(edit.activity.node.indices))
        defer {
            if action == .auditDaemonStop {
                running[node] = nil
            } else if running.count < Self.limit || running[node] != nil {
                running[node] = edit.activity.stamp.milliseconds
            }
        }
        return action == .auditDaemonStart && running[node] != nil
    }

    /// Takes that a machine started anew.
    mutating func restart(_ node: [UInt8]) { running[node] = nil }
}
