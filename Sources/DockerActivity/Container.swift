import AuditRecords

/// A container, as far as the records and the engine's files tell.
struct Container: Sendable {
    /// Its id: 64 hexadecimal digits.
    let id: [UInt8]
    /// Its name; empty where nothing tells.
    var name: [UInt8] = []
    /// Its image, as the client or the engine names it.
    var image: [UInt8] = []
    /// The program that is run in it, with its arguments; empty where nothing tells.
    var command: [UInt8] = []
    /// What is mounted into it; nil where that is not sure.
    var mounts: ContainerMounts?
    /// Whether name, image and mounts are from the engine's own files.
    var isFromEngine = false

    /// When it was made, in milliseconds since 1970; nil where that is not known.
    var created: Int64?
    /// Who had it made.
    var creator: Starter?
    /// Whether those who had it made do not leave the start to others, as `docker run` does.
    var isStartedByCreator = false
    /// When it was started last, or was seen to be about to.
    var started: Int64?
    /// When it ended; nil while it runs, as far as is known.
    var ended: Int64?
    /// Who had it started last.
    var starter: Starter?
    /// The highest process number that was known to be given out when it was started last; its shim's is higher.
    var floor: UInt32?
    /// The highest that was known long enough after it for the shim's to be lower; nil as long as none was.
    var ceiling: UInt32?
    /// Its shim's process number; nil where no record and no reasoning tells.
    var shim: UInt32?
    /// How sure it is that the shim is its own.
    var placement = Confidence.likely
    /// Whether a process below the shim had the very command line that the container was to run.
    var commandWasSeen = false
    /// The program that it was started with; what else its shim starts was run in it later.
    var firstProcess: UInt32?

    /// A container of which nothing but the id is known.
    init(id: [UInt8]) { self.id = id }
}

extension Container {
    /// Bytes of an id.
    static let idLength = 64

    /// Whether a word is an id.
    static func isID(_ word: some Collection<UInt8>) -> Bool {
        word.count == idLength && word.allSatisfy { HexDigit.value(of: $0) != nil }
    }
}

extension Container: SavedState {
    /// Whether the id is one, and the times can be times.
    var isSound: Bool {
        Self.isID(id) && [created, started, ended].allSatisfy { $0.map(Stamp.isTime) ?? true }
    }
}
