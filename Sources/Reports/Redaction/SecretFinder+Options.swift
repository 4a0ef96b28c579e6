internal import AuditRecords

extension SecretFinder {
    /// `-p X`, `-pX` of a program whose password that is, and `--password X`; `--password=X` is an assignment.
    func secret(ofOption range: Range<Int>, in text: Span<UInt8>) -> Secret? {
        let word = text.extracting(range)
        if let (form, isAttached) = options.form(of: word) {
            let start = isAttached ? range.lowerBound + 2 : argument(behind: range, in: text)
            guard let start else { return nil }
            let fills = isAttached ? beginsArgument(range, in: text) : text[range.upperBound] == 0
            var value = value(from: start, fillsArgument: fills, behind: nil, in: text)
            if form == .userAndPassword { value = behindColon(value, in: text) }
            let bytes = text.extracting(value)
            if SecretValues.isHarmless(bytes, .strong) || SecretValues.isPortMapping(bytes) { return nil }
            return Secret(.option, value)
        }
        var dashes = 1
        while dashes < word.count, word[dashes] == UInt8(ascii: "-") { dashes += 1 }
        let name = word.extracting(dashes..<word.count)
        guard name.count > 2, dashes < 3, word.firstIndex(of: UInt8(ascii: "="), from: 0, to: word.count) == word.count
        else { return nil }
        let strength = options.isOpenSSL ? .none : strength(of: name)
        guard strength != .none, let start = argument(behind: range, in: text), text[start] != UInt8(ascii: "-") else {
            return nil
        }
        let value = value(from: start, fillsArgument: text[range.upperBound] == 0, behind: nil, in: text)
        let bytes = text.extracting(value)
        if SecretValues.isHarmless(bytes, strength) { return nil }
        // `--auth` alone is a switch of many programs.
        let hasColon = bytes.firstIndex(of: UInt8(ascii: ":"), from: 0, to: bytes.count) < bytes.count
        if name.equals("auth"), !hasColon { return nil }
        return Secret(.option, value)
    }

    /// Where the argument behind a word begins; nil where there is none.
    func argument(behind range: Range<Int>, in text: Span<UInt8>) -> Int? {
        var start = range.upperBound
        guard start < text.count, text[start] <= UInt8(ascii: " ") else { return nil }
        if text[start] == 0 { return start + 1 < text.count ? start + 1 : nil }
        while start < text.count, text[start] <= UInt8(ascii: " "), text[start] != 0 { start += 1 }
        return start < text.count && text[start] != 0 ? start : nil
    }
}
