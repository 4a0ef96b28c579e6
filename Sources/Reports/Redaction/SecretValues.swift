internal import AuditRecords

/// Tells how far a secret's value goes, and which values are none.
///
/// In the text a zero ends each argument where arguments are known by themselves. Where they are not, a blank may be part of
/// a value and nobody can tell; the value then goes to the next blank.
enum SecretValues {
    /// The value that begins at an offset; empty where there is none.
    ///
    /// - Parameters:
    ///   - start: the offset.
    ///   - fillsArgument: whether the value goes on to the end of its argument, if that is known.
    ///   - quote: the quotation mark that stands before the value's name, such as the one in `"PASS=a b"`.
    ///   - text: the command line.
    ///   - isExact: whether a zero ends each argument.
    /// - Returns: where the value stands.
    static func value(
        from start: Int,
        fillsArgument: Bool,
        behind quote: UInt8?,
        in text: Span<UInt8>,
        isExact: Bool
    ) -> Range<Int> {
        guard start < text.count else { return text.count..<text.count }
        if let end = PrivateKeyText.end(in: text, from: start) { return start..<end }
        if isExact, fillsArgument { return start..<text.firstIndex(of: 0, from: start, to: text.count) }
        if text[start].isQuote, let end = closing(text[start], in: text, from: start + 1) { return start + 1..<end }
        if let quote, let end = closing(quote, in: text, from: start) { return start..<end }
        var end = start
        while end < text.count, !isEnd(text[end], inShell: isExact) { end += 1 }
        return start..<end
    }

    /// Whether a value is one that hides nothing: a variable that the shell fills in, a switch, something that is hidden
    /// already; for a name that says little, also a file or a small number.
    static func isHarmless(_ value: Span<UInt8>, _ strength: SecretNames.Strength) -> Bool {
        if value.count == 0 || isReference(value) || isSwitch(value) || isHidden(value) { return true }
        return strength == .weak && (isPath(value) || isNumber(value))
    }

    /// `80:80`, `127.0.0.1:8080:80/tcp`: what `docker run -p` takes.
    static func isPortMapping(_ value: Span<UInt8>) -> Bool {
        var hasColon = false
        var end = value.count
        if value.hasSuffix("/tcp") || value.hasSuffix("/udp") { end -= 4 }
        for index in 0..<end {
            switch value[index] {
            case UInt8(ascii: ":"): hasColon = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"): continue
            default: return false
            }
        }
        return hasColon
    }

    // MARK: - Ends

    private static func isEnd(_ byte: UInt8, inShell: Bool) -> Bool {
        if byte <= UInt8(ascii: " ") || byte.isQuote { return true }
        guard inShell else { return false }
        return switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// The place of the quotation mark that closes one, in the same argument.
    private static func closing(_ quote: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.count, text[index] != 0 {
            if text[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                // `\"` closes what `\"` opened.
                if index + 1 < text.count, text[index + 1] == quote, start >= 2, text[start - 2] == text[index] {
                    return index
                }
                index += 2
                continue
            }
            if text[index] == quote { return index }
            index += 1
        }
        return nil
    }

    // MARK: - Harmless values

    /// `$NAME`, `${NAME}`, `$(command)`, `%s`.
    private static func isReference(_ value: Span<UInt8>) -> Bool {
        if value.equals("%s") { return true }
        guard value.count > 1, value[0] == UInt8(ascii: "$") else { return false }
        if value[1] == UInt8(ascii: "(") { return true }
        for index in 1..<value.count {
            let byte = value[index]
            let isName = byte.isLetterOrDigit || byte == UInt8(ascii: "_")
            if !isName, byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}") { return false }
        }
        return true
    }

    private static func isSwitch(_ value: Span<UInt8>) -> Bool {
        value.equalsFolded("true") || value.equalsFolded("false") || value.equalsFolded("yes")
            || value.equalsFolded("no")
    }

    /// `***`, `[redacted]`.
    private static func isHidden(_ value: Span<UInt8>) -> Bool {
        if value.equals("[redacted]") { return true }
        for index in value.indices where value[index] != UInt8(ascii: "*") { return false }
        return true
    }

    /// A path, or the name of a file with a key in it; the text of a key holds a slash here and there.
    private static func isPath(_ value: Span<UInt8>) -> Bool {
        if value.hasPrefix("./") || value.hasPrefix("../") || value.hasPrefix("~/") || value.hasPrefix("file:") {
            return true
        }
        for end in [".pem", ".key", ".crt", ".pub", ".cert", ".json", ".gpg", ".asc"] as [StaticString]
        where value.hasSuffix(end) { return true }
        guard value.count > 1, value[0] == UInt8(ascii: "/") else { return false }
        var index = 1
        while index < value.count, value[index] != UInt8(ascii: "/") {
            let byte = value[index]
            guard byte.isLetterOrDigit || ".-_".utf8.contains(byte), byte | 0x20 == byte || !byte.isLetter else {
                return false
            }
            index += 1
        }
        return index > 1 && (index < value.count || index <= 20)
    }

    private static func isNumber(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(value[index]) {
            return false
        }
        return value.count < 5
    }
}

extension UInt8 {
    /// Whether the byte is a quotation mark of a shell's.
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}

/// Private keys in PEM (RFC 7468).
enum PrivateKeyText {
    /// Where the key ends whose first line begins at an offset: before its last line, or with the text.
    static func end(in text: Span<UInt8>, from start: Int) -> Int? {
        guard text.holds("-----BEGIN ", at: start, end: text.count) else { return nil }
        let title = text.extracting(start..<min(text.count, start + titleLimit))
        guard title.containsFolded("private key-----") else { return nil }
        var index = start + 11
        while index < text.count {
            if text.holds("-----END", at: index, end: text.count) { return index }
            index += 1
        }
        return index
    }

    /// `-----BEGIN ENCRYPTED PRIVATE KEY-----` and its like, with room.
    private static let titleLimit = 64
}
