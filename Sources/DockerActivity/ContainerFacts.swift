public import AuditRecords

/// The container that acted, as far as it is known.
public struct ContainerFacts: Sendable, Codable {
    /// Its id: 64 hexadecimal digits, or as many of the first as are known; empty where it is not known which container it is.
    public var id = ByteRange()
    /// Its name; empty where nothing tells.
    public var name = ByteRange()
    /// Its image, as the client or the engine names it.
    public var image = ByteRange()
    /// The login user who had it started; empty where nobody is named.
    public var startedBy = ByteRange()
    /// The login user's id.
    public var startedByID: UInt32?
    /// How sure that is; nil where nobody is named.
    public var confidence: Confidence?
    /// The login users of whom any may have been it, where there are several, with the byte 0x01 between them.
    public var candidates = ByteRange()
    /// The id of the container one of whose processes had this one started; empty where the host's did.
    public var startedFrom = ByteRange()
    /// Whether what acts was run in the container later (`docker exec`), so that `startedBy` is who had that done.
    public var isExecuted = false

    /// A container of which nothing is known.
    public init() {}

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&id)
        move(&name)
        move(&image)
        move(&startedBy)
        move(&candidates)
        move(&startedFrom)
    }
}

/// How sure a conclusion is.
///
/// The raw values are the ones that are printed.
public enum Confidence: String, Sendable, CaseIterable, Codable {
    /// The records leave no other reading.
    case certain
    /// Another reading is possible, and nothing speaks for it.
    case likely
    /// One of several readings.
    case possible
}
