import Glibc

/// An address of a filter: `203.0.113.9`, `2001:db8::1`, or a network such as `203.0.113.0/24`.
///
/// However an address is written, it is the same: `::ffff:203.0.113.9` is an IPv4 address, and a zone behind `%` says only by
/// which interface it was reached. What is no address stands for a host's name, with `*` and `?` as wildcards.
public struct AddressPattern: Hashable, Sendable {
    /// The text as it was given.
    public var text: String { name.text }
    /// Whether it is an address or a network.
    public var isAddress: Bool { network != nil }
    private let name: FilterText
    private let network: Network?

    private struct Network: Hashable, Sendable {
        /// Four bytes or sixteen.
        let address: [UInt8]
        /// How many of its bits count.
        let bits: Int
    }

    /// The text of an option, or of a line in a list.
    public init(_ text: String) {
        name = FilterText(text)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.address(String(parts[0])) else {
            network = nil
            return
        }
        let most = address.count * 8
        if parts.count == 1 {
            network = Network(address: address, bits: most)
        } else {
            network = Int(parts[1]).flatMap { (0...most).contains($0) ? Network(address: address, bits: $0) : nil }
        }
    }

    /// Whether it means a session's source.
    func matches(_ source: Span<UInt8>) -> Bool {
        if source.isEmpty { return false }
        guard let network else { return name.matches(source) }
        var text: [UInt8] = []
        for index in source.indices { text.append(source[index]) }
        guard let address = Self.address(String(decoding: text, as: UTF8.self)),
            address.count == network.address.count
        else { return false }
        return (0..<address.count)
            .allSatisfy { index in
                let counted = min(8, max(0, network.bits - index * 8))
                let mask = UInt8(truncatingIfNeeded: 0xff00 >> counted)
                return address[index] & mask == network.address[index] & mask
            }
    }

    /// An address's bytes; nil where a text is none.
    private static func address(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        // inet_pton(3) writes four or sixteen bytes, which is what there is room for.
        if unsafe inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        let withoutZone = String(text.prefix { $0 != "%" })
        guard unsafe inet_pton(AF_INET6, withoutZone, &bytes) == 1 else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }
}

extension AddressPattern: Comparable {
    /// By the text as it was given.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
