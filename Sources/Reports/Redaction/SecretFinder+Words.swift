internal import AuditRecords

extension SecretFinder {
    /// The first secret that stands in a word: what is assigned to a name, a URL's password, a token.
    func secret(inside range: Range<Int>, of text: Span<UInt8>) -> Secret? {
        for index in range {
            let byte = text[index]
            var secret: Secret?
            if byte == UInt8(ascii: "=") {
                secret = self.secret(assignedAt: index, ofWord: range, in: text)
            } else if byte == UInt8(ascii: ":") {
                secret = password(ofURLAt: index, in: text)
            } else if TokenForms.canBegin(with: byte),
                index == range.lowerBound || !text[index - 1].isLetterOrDigit
            {
                secret = TokenForms.secret(in: text, at: index)
            }
            if let secret { return secret }
        }
        return nil
    }

    /// `NAME=X`, `--name=X`, `?name=X`.
    func secret(assignedAt equals: Int, ofWord range: Range<Int>, in text: Span<UInt8>) -> Secret? {
        var start = equals
        while start > range.lowerBound, text[start - 1].isOfName { start -= 1 }
        while start < equals, text[start] == UInt8(ascii: "-") { start += 1 }
        let strength = strength(of: text.extracting(start..<equals))
        guard strength != .none else { return nil }
        let value = value(from: equals + 1, ofWord: range, in: text)
        if SecretValues.isHarmless(text.extracting(value), strength) { return nil }
        let isOption = text[range.lowerBound] == UInt8(ascii: "-") && start <= range.lowerBound + 2
        return Secret(isOption ? .option : .variable, value)
    }

    /// The password of a URL whose `://` begins at an offset.
    func password(ofURLAt colon: Int, in text: Span<UInt8>) -> Secret? {
        guard text.holds("://", at: colon, end: text.count) else { return nil }
        var separator: Int?
        var at: Int?
        var index = colon + 3
        scan: while index < text.count {
            switch text[index] {
            case 0...UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""),
                UInt8(ascii: "'"):
                break scan
            case UInt8(ascii: ":") where separator == nil: separator = index
            case UInt8(ascii: "@"): at = index
            default: break
            }
            index += 1
        }
        guard let separator, let at, separator + 1 < at else { return nil }
        let value = separator + 1..<at
        return SecretValues.isHarmless(text.extracting(value), .strong) ? nil : Secret(.url, value)
    }
}
