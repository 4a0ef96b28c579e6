/// What is given of a host besides its log, to understand the log by.
public struct GivenState: Sendable {
    /// What its group file tells of the docker group.
    public var group: KnownGroup?
    /// The containers that the engine's own files describe.
    public var containers: [KnownContainer] = []
    /// A snapshot of its files.
    public var files: KnownFiles?
    /// The numbers of processes whose own activities and whose descendants' are to be known (`Activity.isInTree`).
    public var trees: [UInt32] = []

    /// Nothing is given.
    public init() {}
}
