import Crypto

/// The digests by which lists of indicators name files without telling their names.
///
/// SHA-1 and MD5 are there since such lists have them; nothing rests on them.
public enum NameDigest: String, CaseIterable, Sendable {
    /// 32 bytes.
    case sha256
    /// 20 bytes.
    case sha1
    /// 16 bytes.
    case md5

    /// Bytes of a digest.
    public var count: Int {
        switch self {
        case .sha256: 32
        case .sha1: 20
        case .md5: 16
        }
    }

    /// The digest of a name.
    public func digest(of name: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: Array(SHA256.hash(data: name))
        case .sha1: Array(Insecure.SHA1.hash(data: name))
        case .md5: Array(Insecure.MD5.hash(data: name))
        }
    }
}
