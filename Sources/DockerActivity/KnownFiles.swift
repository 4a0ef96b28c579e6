public import AuditRecords

/// Which file of a host was which at one moment, as a snapshot tells: `docktrail rules install` takes one of what it watches.
public struct KnownFiles: Sendable {
    /// One file.
    public struct File: Sendable, Codable {
        /// Its device and inode.
        public let identity: FileIdentity
        /// Its path on the host.
        public let path: [UInt8]
        /// Whether it is a directory.
        public let isDirectory: Bool

        /// A file by what a snapshot has of it; nil where its device is not of the form `fe:00`.
        public init?(device: String, inode: UInt64, path: String, isDirectory: Bool) {
            let device = Array(device.utf8)
            guard let number = FileIdentity.device(device.span), path.utf8.first == UInt8(ascii: "/") else {
                return nil
            }
            identity = FileIdentity(device: number, inode: inode)
            self.path = Array(path.utf8)
            self.isDirectory = isDirectory
        }
    }

    /// Files of a snapshot that are taken.
    public static let limit = 20_000

    /// When the snapshot was taken, in milliseconds since 1970.
    public let milliseconds: Int64
    /// The files.
    public let files: [File]

    /// A snapshot; of too many files the first.
    public init(milliseconds: Int64, files: [File]) {
        self.milliseconds = milliseconds
        self.files = Array(files.prefix(Self.limit))
    }
}

extension KnownFiles: SavedState {
    /// Whether the limit is kept, each path is one, and the time can be one.
    public var isSound: Bool {
        files.count <= Self.limit && files.allSatisfy { $0.path.first == UInt8(ascii: "/") }
            && Stamp.isTime(milliseconds)
    }
}
