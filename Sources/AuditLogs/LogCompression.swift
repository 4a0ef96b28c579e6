/// How a log is compressed on disk, told by its first bytes.
public enum LogCompression: String, Hashable, Sendable, CaseIterable {
    /// Stored as it was written.
    case none
    /// gzip (RFC 1952), one member or several.
    case gzip
    /// xz, one stream or several; also its forerunner lzma.
    case xz
    /// Zstandard (RFC 8878), one frame or several.
    case zstd
    /// bzip2, one stream or several.
    case bzip2
    /// lz4, one frame or several, but not the legacy format.
    case lz4

    /// What undoes this compression; nil where there is nothing to undo.
    ///
    /// A further format is a case here, its magic bytes in `StoredFormat`, and one file with its decoder.
    func makeDecompressor() -> (any Decompressor & ~Copyable)? {
        switch self {
        case .none: nil
        case .gzip: GzipDecompressor()
        case .xz: StreamedDecompressor<XzCodec>()
        case .zstd: StreamedDecompressor<ZstdCodec>()
        case .bzip2: StreamedDecompressor<Bzip2Codec>()
        case .lz4: StreamedDecompressor<LZ4Codec>()
        }
    }
}
