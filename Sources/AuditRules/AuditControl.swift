/// What can be asked of, and set in, a kernel's audit system.
///
/// `KernelAudit` is the real one. Everything that plans, compares or installs rules sees only this, so that a stand-in
/// can be put in its place: a locked system lasts until the next boot and cannot be tried on a real one.
public protocol AuditControl: AnyObject {
    /// The audit system's state.
    func status() throws(KernelAuditError) -> AuditStatus
    /// All rules, list by list, in the order in which they are asked.
    func rules() throws(KernelAuditError) -> [AuditRule]
    /// Adds a rule to the end of its list.
    func add(_ rule: AuditRule) throws(KernelAuditError)
    /// Adds a rule to the head of its list.
    func prepend(_ rule: AuditRule) throws(KernelAuditError)
    /// Removes a rule, which must be equal in every field.
    func delete(_ rule: AuditRule) throws(KernelAuditError)
}

/// The state of a kernel's audit system: `struct audit_status` of linux/audit.h.
public struct AuditStatus: Hashable, Sendable {
    /// 0 off, 1 on, 2 locked until the next boot.
    public var enabled: UInt32
    /// What a failure to record does: 0 nothing, 1 a message, 2 a panic.
    public var failure: UInt32
    /// The process that records are sent to; 0 where there is none.
    public var pid: UInt32
    /// Records a second that are let through; 0 without limit.
    public var rateLimit: UInt32
    /// How many records may wait.
    public var backlogLimit: UInt32
    /// Records lost since the boot, or since that number was set back.
    public var lost: UInt32
    /// Records that wait.
    public var backlog: UInt32

    /// A state of its parts.
    public init(
        enabled: UInt32,
        failure: UInt32 = 1,
        pid: UInt32 = 0,
        rateLimit: UInt32 = 0,
        backlogLimit: UInt32 = 64,
        lost: UInt32 = 0,
        backlog: UInt32 = 0
    ) {
        self.enabled = enabled
        self.failure = failure
        self.pid = pid
        self.rateLimit = rateLimit
        self.backlogLimit = backlogLimit
        self.lost = lost
        self.backlog = backlog
    }

    /// Whether rules can be changed no more until the next boot (`-e 2`).
    public var isLocked: Bool { enabled == 2 }
}
