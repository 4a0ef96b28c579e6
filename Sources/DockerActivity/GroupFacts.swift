public import AuditRecords

/// What the records tell of a group's change.
public struct GroupFacts: Sendable {
    /// The group's name; empty where no record says it.
    public var name = ByteRange()
    /// The member added or removed; empty where no record says it.
    public var member = ByteRange()
    /// What says so.
    public var resolvedBy = Resolution.record

    /// What tells a group's or member's name.
    ///
    /// The raw values are the ones that are printed.
    public enum Resolution: String, Sendable {
        /// The account record itself.
        case record
        /// A command line.
        case arguments
        /// A change of the file /etc/group.
        case fileEdit = "file-edit"
    }

    /// Facts of which nothing is known yet.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&name)
        move(&member)
    }
}
