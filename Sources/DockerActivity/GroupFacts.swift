public import AuditRecords

/// What the records tell of a group's change.
public struct GroupFacts: Sendable, Codable {
    /// The group's name; empty where no record says it.
    public var name = ByteRange()
    /// The member added or removed; empty where no record says it.
    ///
    /// Where a list of members was set, the list as written: `alice,bob`.
    public var member = ByteRange()
    /// What says so.
    public var resolvedBy = Resolution.record
    /// The group's number, where a record or an argument has it.
    public var id: UInt32?
    /// The other name where something was renamed; empty where nothing was, or where no source says it.
    ///
    /// A group's new one; of a member's two names the one that `member` is not.
    public var newName = ByteRange()
    /// The number of the docker group at that time, as far as it was known then.
    public var dockerID: UInt32?
    /// What changed; nil where nothing did, or where another activity has told the same change.
    public var change: Change?
    /// What the account record calls the operation: `op=`.
    public internal(set) var operation = ByteRange()

    /// What tells a group's or member's name.
    ///
    /// The raw values are the ones that are printed.
    public enum Resolution: String, Sendable, CaseIterable, Codable {
        /// The account record itself.
        case record
        /// A command line.
        case arguments
        /// A change of the file /etc/group.
        case fileEdit = "file-edit"
    }

    /// What changed of a group.
    ///
    /// The raw values are the ones that are printed.
    public enum Change: String, Sendable, CaseIterable, Codable {
        /// A member came.
        case add
        /// A member went.
        case remove
        /// The group that a user logs in with is another: he came into this one, and left the one before.
        case primary
        /// A list of members was set: who is not on it is out.
        case set
        /// The group was made.
        case create
        /// The group was deleted.
        case delete
        /// The group, or one of its members, has another name.
        case rename
        /// The group has another number.
        case id
        /// The group has a password, another one, or none: who knows it can enter.
        case password
        /// Other users may change the group's members.
        case administrators
        /// Something, and no source says what.
        case unknown
    }

    /// Whether it is the docker group, by its name or by the number that the docker group had at that time.
    public func isDocker(in bytes: Span<UInt8>) -> Bool {
        bytes.extracting(name.indices).equals("docker") || bytes.extracting(newName.indices).equals("docker")
            || id != nil && id == dockerID
    }

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&name)
        move(&member)
        move(&newName)
        move(&operation)
    }
}
