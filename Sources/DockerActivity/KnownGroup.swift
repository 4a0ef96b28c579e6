/// The docker group as a group file tells it that was given with the log.
public struct KnownGroup: Sendable, Equatable {
    /// Its number.
    public var id: UInt32
    /// Its members' names.
    public var members: [[UInt8]]

    /// A group by its number and members.
    public init(id: UInt32, members: [[UInt8]]) {
        self.id = id
        self.members = members
    }
}
