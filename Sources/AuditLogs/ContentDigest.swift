import Crypto

/// SHA-256 of bytes in memory.
public enum ContentDigest {
    /// Bytes of a digest.
    public static let count = 32

    /// The digest of some bytes.
    public static func of(_ bytes: Span<UInt8>) -> [UInt8] {
        var hash = SHA256()
        // The hash function takes raw bytes; the buffer does not leave the closure.
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        return Array(hash.finalize())
    }
}
