import Crypto

/// SHA-256 of bytes that come piece by piece.
public struct RunningDigest: Sendable {
    private var hash = SHA256()
    /// Bytes so far.
    public private(set) var count: UInt64 = 0

    /// A digest of nothing yet.
    public init() {}

    /// Takes further bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
        // The hash function takes raw bytes; the buffer does not leave the closure.
        unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        count += UInt64(bytes.count)
    }

    /// The digest of all bytes so far, in lower-case hex; more can follow.
    public var text: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
