/// How a log is compressed on disk, told by its first bytes.
public enum LogCompression: String, Hashable, Sendable, CaseIterable {
    /// Stored as it was written.
    case none
    /// gzip (RFC 1952), one member or several.
    case gzip

    /// What undoes this compression; nil where there is nothing to undo.
    ///
    /// A further format is a case here, its magic bytes in `StoredFormat`, and one file with its `Decompressor`.
    func makeDecompressor() -> (any Decompressor & ~Copyable)? {
        switch self {
        case .none: nil
        case .gzip: GzipDecompressor()
        }
    }
}
