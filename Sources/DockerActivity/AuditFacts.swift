public import AuditRecords

/// What a CONFIG_CHANGE or DAEMON_* record tells.
public struct AuditFacts: Sendable, Codable {
    /// The record's `op=` (`remove_rule`, `set`, `start`).
    public var operation = ByteRange()
    /// The key of the rule that was added or removed, decoded.
    public var key = ByteRange()
    /// The path of the rule, decoded.
    public var path = ByteRange()
    /// The setting that `op=set` changed (`audit_enabled`).
    public var setting = ByteRange()
    /// The setting's value before.
    public var old: Int64?
    /// The setting's value after.
    public var new: Int64?

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&operation)
        move(&key)
        move(&path)
        move(&setting)
    }
}
