public import AuditRecords

/// Who acted: the subject as the kernel states it.
public struct SubjectFacts: Sendable {
    /// The value of an auid or session that was never set.
    public static let unset: UInt32 = 4_294_967_295

    /// The login user's id; nil where the record has none.
    public var loginID: UInt32?
    /// The login user's name as enriched by auditd.
    public var login = ByteRange()
    /// The login session.
    public var session: UInt32?
    /// When the session began, in milliseconds since 1970; nil where the log does not hold its beginning.
    ///
    /// Numbers of sessions are given anew after each start of the machine: this tells them apart.
    public var sessionStart: Int64?
    /// The source address of the session's login.
    public var source = ByteRange()
    /// The real user id.
    public var userID: UInt32?
    /// The real user's name as enriched by auditd.
    public var user = ByteRange()
    /// The real group id.
    public var groupID: UInt32?
    /// The effective group id.
    public var effectiveGroupID: UInt32?
    /// The effective user id.
    public var effectiveUserID: UInt32?
    /// The effective user's name as enriched by auditd.
    public var effectiveUser = ByteRange()
    /// The process.
    public var process: UInt32?
    /// The parent process.
    public var parentProcess: UInt32?
    /// The executable, decoded.
    ///
    /// Inside a container it is the container's word.
    public var executable = ByteRange()
    /// The task's name, decoded; at most 15 bytes in the kernel.
    public var taskName = ByteRange()
    /// The command line: EXECVE's arguments, else the process title (cut at 128 bytes by the kernel), joined by blanks.
    public var command = ByteRange()
    /// The arguments of an execution, with a zero behind each; empty where the records do not hold them all.
    public var arguments = ByteRange()
    /// The terminal; empty for `(none)`.
    public var terminal = ByteRange()
    /// What kind of subject acted; nil as long as nothing tells.
    public var kind: SubjectKind?

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&login)
        move(&source)
        move(&user)
        move(&effectiveUser)
        move(&executable)
        move(&taskName)
        move(&command)
        move(&arguments)
        move(&terminal)
    }
}

/// What kind of subject acted.
///
/// The raw values are the ones that are printed.
public enum SubjectKind: String, Sendable, CaseIterable, Codable {
    /// Somebody who logged in.
    case person
    /// A login user that is a service: deployment, configuration management.
    case automation
    /// dpkg, rpm and their front ends.
    case packageManager = "package-manager"
    /// The container engine and its runtime.
    case runtime
    /// A process inside a container.
    case container
    /// A service of the host.
    case system
}

extension SubjectFacts: SavedState {
    /// Whether the time can be one.
    public var isSound: Bool { sessionStart.map(Stamp.isTime) ?? true }
}
