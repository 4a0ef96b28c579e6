import AuditRecords

/// The bytes of a path, as a key whose hash is made once, however often it is looked up.
struct FileName: Hashable, Sendable {
    let bytes: [UInt8]
    private let hash: UInt64

    /// Drawn anew in each run, so that nobody can write a log whose names all have one hash; nothing that is said depends on it.
    private static let seed = UInt64.random(in: .min ... .max)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        hash = bytes.span.hash(Self.seed)
    }

    static func == (left: Self, right: Self) -> Bool { left.hash == right.hash && left.bytes == right.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// Saved as its bytes: the hash means nothing to another run.
extension FileName: Codable {
    private enum CodingKeys: CodingKey {
        case bytes
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try container.decode([UInt8].self, forKey: .bytes))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(bytes, forKey: .bytes)
    }
}
