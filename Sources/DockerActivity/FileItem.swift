public import AuditRecords

/// One name that a call looked up, as its PATH record tells it.
///
/// Text lies in the bytes of the `ActivityBatch` that holds the item.
public struct FileItem: Sendable, Codable {
    /// What the call did with it.
    public var part: PathRecord.NameType
    /// The name as recorded, decoded; empty where there is none.
    public var recorded = ByteRange()
    /// The absolute, normalised path that the event alone leads to; empty where it leads to none.
    ///
    /// It is the process's word: a container has names of its own, and a symbolic link on the way does not show.
    public var path = ByteRange()
    /// How `path` was found: `name`, `cwd`, or `unresolved`.
    public var basis = PathResolution.unresolved
    /// Device and inode; nil where the lookup failed.
    public var identity: FileIdentity?
    /// Type and permission bits before the call.
    public var mode: UInt32?
    /// The group's gid before the call.
    public var groupID: UInt32?

    /// An item of which only its part is known.
    public init(part: PathRecord.NameType) { self.part = part }

    /// Whether it is a directory (S_IFDIR, inode(7)).
    public var isDirectory: Bool { mode.map { $0 & 0o170000 == 0o040000 } ?? false }

    mutating func mapText(_ move: (inout ByteRange) -> Void) {
        move(&recorded)
        move(&path)
    }
}

/// The items of one event among those of its batch.
public struct ItemRange: Sendable {
    /// The first item's index.
    public var start: UInt32 = 0
    /// How many there are; of an event with more, the first 255.
    public var count: UInt8 = 0
    /// The file acted on, counted from `start`; nil where it has no item.
    public var target: UInt8?
    /// The old name of a rename, or the file that was linked, likewise.
    public var from: UInt8?

    /// No items.
    public init() {}

    /// The items' indices in the batch.
    public var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }

    /// Items of one event that are kept.
    static let limit = 255
}

extension ItemRange: SavedState {
    /// Whether the files that are told apart are among the items.
    public var isSound: Bool { [target, from].allSatisfy { $0.map { $0 < count } ?? true } }

    /// Whether the items are among a number of them.
    func isWithin(_ number: Int) -> Bool { indices.upperBound <= number }
}
