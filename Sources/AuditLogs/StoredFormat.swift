/// What kind of file something is by its first bytes, never by its name.
enum StoredFormat: Equatable {
    case readable(LogCompression)
    /// Known, but not readable here; the name is the one people use.
    case unsupported(String)

    /// As many first bytes as the longest signature needs.
    static let prefixLength = 263

    /// The format, or nil while more bytes could still decide otherwise.
    ///
    /// A stream may give only a byte or two at first: a log is known from its first byte. tar, whose signature stands
    /// far behind, is recognised only in a prefix that is long enough.
    static func recognise(_ prefix: Span<UInt8>, isComplete: Bool) -> StoredFormat? {
        var isOpen = false
        for signature in signatures {
            switch signature.compare(prefix) {
            case .matches: return signature.format
            case .tooShort: isOpen = isOpen || signature.offset == 0
            case .differs: break
            }
        }
        return isOpen && !prefix.isEmpty && !isComplete ? nil : .readable(.none)
    }

    private static let signatures: [Signature] = [
        Signature(.readable(.gzip), [0x1f, 0x8b]),
        Signature(.unsupported("xz"), [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
        Signature(.unsupported("zstd"), [0x28, 0xb5, 0x2f, 0xfd]),
        Signature(.unsupported("bzip2"), Array("BZh".utf8)),
        Signature(.unsupported("lz4"), [0x04, 0x22, 0x4d, 0x18]),
        Signature(.unsupported("lz4"), [0x02, 0x21, 0x4c, 0x18]),  // its older form
        Signature(.unsupported("zip"), [0x50, 0x4b, 0x03, 0x04]),
        Signature(.unsupported("zip"), [0x50, 0x4b, 0x05, 0x06]),  // an empty one
        Signature(.unsupported("7z"), [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
        Signature(.unsupported("compress"), [0x1f, 0x9d]),
        Signature(.unsupported("tar"), Array("ustar".utf8), offset: 257),
    ]
}

/// Bytes at a fixed place that give a format away.
private struct Signature {
    enum Comparison {
        case matches
        case differs
        case tooShort
    }

    let format: StoredFormat
    let bytes: [UInt8]
    let offset: Int

    init(_ format: StoredFormat, _ bytes: [UInt8], offset: Int = 0) {
        self.format = format
        self.bytes = bytes
        self.offset = offset
    }

    func compare(_ prefix: Span<UInt8>) -> Comparison {
        for (index, byte) in bytes.enumerated() {
            guard offset + index < prefix.count else { return .tooShort }
            guard prefix[offset + index] == byte else { return .differs }
        }
        return .matches
    }
}
