internal import AuditRecords

extension SecretFinder {
    /// `Authorization: Bearer X`, `"password": "X"`, `-H X-Api-Key:X`, `pass:X`, `Bearer X`.
    func secret(behindColon range: Range<Int>, in text: Span<UInt8>) -> Secret? {
        let word = text.extracting(range)
        let end = range.upperBound
        if options.isOpenSSL, word.hasPrefix("pass:") {
            let value = value(from: range.lowerBound + 5, ofWord: range, in: text)
            return value.isEmpty ? nil : Secret(.option, value)
        }
        if word.equalsFolded("bearer"), let start = argument(behind: range, in: text) {
            let value = value(from: start, ofWord: start..<start, in: text)
            return value.count >= 16 ? Secret(.header, value) : nil
        }
        if end < text.count, text[end].isQuote || text[end] == UInt8(ascii: "\\") {
            return secret(ofMember: range, in: text)
        }
        let colon = word.firstIndex(of: UInt8(ascii: ":"), from: 0, to: word.count)
        let isLast = colon == word.count - 1 && end < text.count && text[end] == UInt8(ascii: " ")
        guard colon < word.count, isLast || options.areHeadersLikely else { return nil }
        let strength = SecretNames.strength(of: word.extracting(0..<colon))
        guard strength != .none else { return nil }
        var start = range.lowerBound + colon + 1
        while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
        start = behindScheme(start, in: text)
        let value = value(from: start, ofWord: range, in: text)
        return SecretValues.isHarmless(text.extracting(value), strength) ? nil : Secret(.header, value)
    }

    /// A member of JSON: what stands behind its name's closing quotation mark and a colon.
    func secret(ofMember range: Range<Int>, in text: Span<UInt8>) -> Secret? {
        var index = range.upperBound
        func skip(while isSkipped: (UInt8) -> Bool) {
            while index < text.count, isSkipped(text[index]) { index += 1 }
        }
        skip { $0 == UInt8(ascii: "\\") || $0.isQuote }
        skip { $0 == UInt8(ascii: " ") }
        guard index < text.count, text[index] == UInt8(ascii: ":") else { return nil }
        let strength = SecretNames.strength(of: text.extracting(range))
        guard strength != .none else { return nil }
        index += 1
        skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\\") }
        guard index < text.count, text[index].isQuote else { return nil }
        let value = value(from: index, fillsArgument: false, behind: nil, in: text)
        return SecretValues.isHarmless(text.extracting(value), strength) ? nil : Secret(.member, value)
    }

    /// Where the credentials of a header begin, behind the name of their scheme (RFC 9110, 11.1).
    func behindScheme(_ start: Int, in text: Span<UInt8>) -> Int {
        for scheme in ["bearer ", "basic ", "token ", "digest ", "negotiate ", "apikey "] as [StaticString]
        where text.holdsFolded(scheme, at: start) {
            return start + scheme.utf8CodeUnitCount
        }
        return start
    }
}
