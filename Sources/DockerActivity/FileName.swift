import AuditRecords

/// The bytes of a path, as a key that is hashed eight bytes at a time.
struct FileName: Hashable, Sendable, Codable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func hash(into hasher: inout Hasher) {
        let text = bytes.span
        var index = 0
        while index + 8 <= text.count {
            hasher.combine(text.word(at: index))
            index += 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index += 1
        }
        hasher.combine(rest)
        hasher.combine(bytes.count)
    }
}
