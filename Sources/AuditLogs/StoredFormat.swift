/// What kind of file something is by its first bytes, never by its name.
enum StoredFormat: Equatable {
    case readable(LogCompression)
    /// An archive of files, each of which may be a log.
    case tar
    /// Known, but not readable here; the name is the one people use.
    case unsupported(String)

    /// As many first bytes as the longest signature needs.
    static let prefixLength = TarHeader.size

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
        if prefix.count >= TarHeader.size, TarHeader(prefix.extracting(first: TarHeader.size)) != nil { return .tar }
        return isOpen && !prefix.isEmpty && !isComplete ? nil : .readable(.none)
    }

    private static let signatures: [Signature] =
        [
            Signature(.readable(.gzip), [0x1f, 0x8b]),
            Signature(.readable(.xz), [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
            // lzma has no signature; this is what every encoder's usual settings begin with.
            Signature(.readable(.xz), [0x5d, 0x00, 0x00]),
            Signature(.readable(.zstd), [0x28, 0xb5, 0x2f, 0xfd]),
            Signature(.readable(.bzip2), Array("BZh".utf8)),
            Signature(.readable(.lz4), [0x04, 0x22, 0x4d, 0x18]),
            Signature(.unsupported("legacy lz4"), [0x02, 0x21, 0x4c, 0x18]),
            Signature(.unsupported("zip"), [0x50, 0x4b, 0x03, 0x04]),
            Signature(.unsupported("zip"), [0x50, 0x4b, 0x05, 0x06]),  // an empty one
            Signature(.unsupported("7z"), [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
            Signature(.unsupported("rar"), Array("Rar!".utf8) + [0x1a, 0x07]),
            Signature(.unsupported("OLE"), [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            Signature(.unsupported("lzip"), Array("LZIP".utf8)),
            Signature(.unsupported("compress"), [0x1f, 0x9d]),
            Signature(.unsupported("openssl"), Array("Salted__".utf8)),
            Signature(.unsupported("age"), Array("age-encryption.org/".utf8)),
            Signature(.unsupported("age"), Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)),
            Signature(.unsupported("gpg"), Array("-----BEGIN PGP MESSAGE-----".utf8)),
            // Its binary form has no signature: a session key, for public keys of the common kinds or for a passphrase.
            Signature(.unsupported("gpg"), [0x85, 0x01, 0x0c, 0x03]),
            Signature(.unsupported("gpg"), [0x85, 0x02, 0x0c, 0x03]),
            Signature(.unsupported("gpg"), [0x84, 0x8c, 0x03]),
            Signature(.unsupported("gpg"), [0x84, 0x5e, 0x03]),
            Signature(.unsupported("gpg"), [0x8c, 0x0d, 0x04]),
        ] + (0x50...0x5f).map { Signature(.readable(.zstd), [$0, 0x2a, 0x4d, 0x18]) }  // skippable frames
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
