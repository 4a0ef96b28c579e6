public import DockerActivity

/// What a renderer must know beside the activities: the sources' names, and words for numbers.
///
/// The closures are asked once for each number and renderer, or nearly so; each answers nil where it does not know. What
/// they answer is escaped like text from a log.
public struct ActivityContext: Sendable {
    /// The sources in the analysis's order, as `Activity.Evidence.source` counts them.
    public var sources: [String]
    /// A user's name by uid, from account files that an option gave; never from the analysing host's own.
    public var userName: @Sendable (_ id: UInt32) -> String?
    /// A group's name by gid, from account files that an option gave.
    public var groupName: @Sendable (_ id: UInt32) -> String?
    /// A system call's name (`openat`).
    public var systemCallName: @Sendable (_ call: Activity.SystemCall) -> String?
    /// An architecture's name (`x86_64`) by its AUDIT_ARCH value.
    public var architectureName: @Sendable (_ architecture: UInt32) -> String?
    /// An error's name (`EACCES`) by its positive number.
    public var errorName: @Sendable (_ number: Int32) -> String?

    /// A context in which every name is unknown until its closure is set.
    public init(
        sources: [String],
        userName: @escaping @Sendable (_ id: UInt32) -> String? = { _ in nil },
        groupName: @escaping @Sendable (_ id: UInt32) -> String? = { _ in nil },
        systemCallName: @escaping @Sendable (_ call: Activity.SystemCall) -> String? = { _ in nil },
        architectureName: @escaping @Sendable (_ architecture: UInt32) -> String? = { _ in nil },
        errorName: @escaping @Sendable (_ number: Int32) -> String? = { _ in nil }
    ) {
        self.sources = sources
        self.userName = userName
        self.groupName = groupName
        self.systemCallName = systemCallName
        self.architectureName = architectureName
        self.errorName = errorName
    }
}
