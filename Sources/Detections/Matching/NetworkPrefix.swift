import AuditRecords
import Glibc

/// A network: `10.0.0.0/8`, `fe80::/10`, or one address.
struct NetworkPrefix: Sendable, Hashable {
    /// The longest text of an address (`INET6_ADDRSTRLEN`, with its zone).
    private static let textLimit = 64

    private let address: [UInt8]
    private let length: Int

    /// Reads a network; nil for what is none.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = Self.address(String(parts[0])) else { return nil }
        let bits = address.count * 8
        guard parts.count == 2 else {
            self.address = address
            length = bits
            return
        }
        guard let length = Int(parts[1]), (0...bits).contains(length) else { return nil }
        self.address = address
        self.length = length
    }

    /// Whether a value is an address of the network; an IPv4 address may be written within IPv6 (`::ffff:192.0.2.1`).
    func matches(_ value: Span<UInt8>) -> Bool {
        guard value.count <= Self.textLimit else { return false }
        var text: [UInt8] = []
        text.append(copying: value)
        guard var other = Self.address(String(decoding: text, as: UTF8.self)) else { return false }
        if other.count == 16, address.count == 4, other[..<10].allSatisfy({ $0 == 0 }), other[10] == 0xff,
            other[11] == 0xff
        {
            other = Array(other[12...])
        }
        guard other.count == address.count else { return false }
        for bit in 0..<length where (other[bit / 8] ^ address[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 { return false }
        return true
    }

    private static func address(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            // It writes 4 bytes for the one family and 16 for the other (inet_pton(3)).
            if unsafe inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
