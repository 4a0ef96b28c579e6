import AuditLogs

/// One thing to look for: a file's name or its digest, an address, a user, a container, an image, a program.
public struct Indicator: Sendable {
    /// What is looked for.
    ///
    /// The raw values are the ones that are written before a colon, and printed.
    public enum Kind: String, CaseIterable, Sendable {
        /// A path with what lies below it, or a pattern.
        case path
        /// A program's path.
        case program = "exe"
        /// The SHA-256 of a path, or of its last part.
        case sha256 = "name-sha256"
        /// The SHA-1 of one.
        case sha1 = "name-sha1"
        /// The MD5 of one.
        case md5 = "name-md5"
        /// An address or a network.
        case address
        /// A user's name or number.
        case user
        /// A container's id or name.
        case container
        /// An image.
        case image

        /// What digests it is about; nil for other kinds.
        var digest: NameDigest? {
            switch self {
            case .sha256: .sha256
            case .sha1: .sha1
            case .md5: .md5
            default: nil
            }
        }
    }

    /// What is looked for; several where the text's form leaves it open.
    public let kinds: [Kind]
    /// The text, without its kind.
    public let text: String
    /// The line that it was read from, from 1.
    public let line: Int

    /// The text with its kind, as it can stand in a list.
    public var label: String { kinds.count == 1 ? "\(kinds[0].rawValue):\(text)" : text }
}
