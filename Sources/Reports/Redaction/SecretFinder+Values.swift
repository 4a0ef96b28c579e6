internal import AuditRecords

extension SecretFinder {
    /// What a name tells, seen from the command that it stands in.
    ///
    /// The engine's `--secret` names a secret and is none, and `podman run --passwd` is a switch.
    func strength(of name: Span<UInt8>) -> SecretNames.Strength {
        if options.isClient, name.equals("secret") || name.equals("passwd") { return .none }
        return SecretNames.strength(of: name)
    }

    /// The value that begins at an offset and belongs to a name in a word.
    func value(from start: Int, ofWord range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0
        let quote = before.isQuote ? before : nil
        return value(from: start, fillsArgument: beginsArgument(range, in: text), behind: quote, in: text)
    }

    /// The value that begins at an offset.
    func value(
        from start: Int,
        fillsArgument: Bool,
        behind quote: UInt8?,
        in text: Span<UInt8>
    ) -> Range<Int> {
        SecretValues.value(
            from: start,
            fillsArgument: fillsArgument && !isScript,
            behind: quote,
            in: text,
            isExact: isExact
        )
    }

    /// Whether an argument begins where a word does, as far as is known.
    func beginsArgument(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        range.lowerBound == 0 || text[range.lowerBound - 1] == 0
    }

    /// What stands behind the first colon; empty without one.
    func behindColon(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        let colon = text.firstIndex(of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound)
        return min(colon + 1, range.upperBound)..<range.upperBound
    }
}
