public import DockerActivity

/// A snapshot of a host's files that was given beside its logs.
public struct HostMapInput: Sendable {
    /// What the report lists of it.
    public struct Source: Sendable, Equatable {
        /// Its path as given.
        public var path: String
        /// When it was taken, in milliseconds since 1970.
        public var milliseconds: Int64
        /// Files that it names.
        public var files: UInt64
        /// The host that it was said to be of; nil where no host was named.
        public var host: String?
    }

    /// What it says.
    public let files: KnownFiles
    /// Where it comes from.
    public let source: Source

    /// A snapshot, and what the report calls it by.
    public init(_ files: KnownFiles, path: String) {
        self.files = files
        source = Source(path: path, milliseconds: files.milliseconds, files: UInt64(files.files.count))
    }
}
