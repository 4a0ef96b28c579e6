/// Text of base64 (RFC 4648, 4), as far as rules look for it.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of bytes, filled up with `=`.
    static func text(of bytes: [UInt8]) -> [UInt8] {
        var text = sextets(of: bytes).map { digits[$0] }
        while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        return text
    }

    /// The text that bytes give where so many others stand before them, without the digits that depend on their neighbours.
    static func text(of bytes: [UInt8], behind offset: Int) -> [UInt8] {
        let sextets = sextets(of: [UInt8](repeating: 0, count: offset) + bytes)
        let bits = (offset + bytes.count) * 8
        let first = (offset * 8 + 5) / 6
        return sextets[first..<max(first, bits / 6)].map { digits[$0] }
    }

    private static func sextets(of bytes: [UInt8]) -> [Int] {
        var sextets: [Int] = []
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                sextets.append(buffer >> bits & 63)
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { sextets.append(buffer << (6 - bits) & 63) }
        return sextets
    }
}
