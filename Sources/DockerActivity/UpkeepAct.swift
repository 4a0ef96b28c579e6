public import AuditRecords

/// An act of the engine's own upkeep below its data root: what counting takes, and no more.
///
/// It is routine. Text lies in the `upkeepBytes` of the `ActivityBatch` that holds the act.
public struct UpkeepAct: Sendable {
    /// Time and serial of the event.
    public var stamp: Stamp
    /// What was done, or attempted.
    public var action: Action
    /// Whether it was done.
    public var outcome: Outcome
    /// The file's true path.
    public var path: ByteRange
    /// The old path of a rename, or the target of a link.
    public var from: ByteRange
    /// What kind of file `path` is.
    public var place: DockerPlace
    /// The login user's id; nil where the record has none.
    public var loginID: UInt32?
    /// The login user's name as enriched by auditd.
    public var login: ByteRange
    /// The login session.
    public var session: UInt32?
    /// The machine that the records name with `node=`.
    public var node: ByteRange
}
