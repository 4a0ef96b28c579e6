internal import Glibc

/// Tells addresses from names of hosts.
enum InternetAddress {
    /// The longest text of an address, with the zero behind it (`INET6_ADDRSTRLEN`).
    private static let textLimit = 46

    /// Whether a text is an IPv4 or IPv6 address, as Elasticsearch takes one: without a zone.
    static func isOne(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, text.count < textLimit else { return false }
        var characters = InlineArray<46, CChar>(repeating: 0)
        for index in text.indices {
            // inet_pton(3) would stop at a zero.
            if text[index] == 0 { return false }
            characters[index] = CChar(bitPattern: text[index])
        }
        var address = in6_addr()
        let span = characters.span
        // A zero ends the text, and either kind of address has room in the larger one.
        return unsafe span.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return unsafe inet_pton(AF_INET, start, &address) == 1 || inet_pton(AF_INET6, start, &address) == 1
        }
    }
}
