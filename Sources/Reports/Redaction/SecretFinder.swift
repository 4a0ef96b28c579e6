internal import AuditRecords

/// Finds the secrets in a command line: values of options, variables, headers and URLs, and tokens that tell themselves.
///
/// It reads the text once, word by word, as a shell would part it: what runs is often a shell's text within an argument. It
/// would rather hide too much of a value than leave its end standing.
struct SecretFinder {
    private var secrets: [Secret] = []
    private var options = PasswordOptions()
    private var isFirstWord = true
    /// Whether the argument is a text for a shell, in which a value at the beginning is not all there is.
    private var isScript = false
    /// Whether the next argument is one.
    private var announcesScript = false
    private let isExact: Bool

    /// The secrets of a command line, in order; they do not overlap.
    ///
    /// - Parameters:
    ///   - text: the arguments, with blanks between them or, where it is known which blanks are parts of one, zeros.
    ///   - isExact: whether there are zeros between arguments.
    /// - Returns: their places in the text.
    static func secrets(in text: Span<UInt8>, isExact: Bool) -> [Secret] {
        var finder = SecretFinder(isExact: isExact)
        finder.read(text)
        return finder.secrets
    }

    private init(isExact: Bool) { self.isExact = isExact }

    private mutating func read(_ text: Span<UInt8>) {
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte.isDelimiter {
                if byte == 0 {
                    isScript = announcesScript
                    announcesScript = false
                }
                if byte.endsCommand {
                    options = PasswordOptions()
                    isFirstWord = true
                }
                position += 1
                continue
            }
            var end = position + 1
            while end < text.count, !text[end].isDelimiter { end += 1 }
            if let secret = secret(ofWord: position..<end, in: text), !secret.range.isEmpty {
                secrets.append(secret)
                position = secret.range.upperBound
            } else {
                position = end
            }
        }
    }

    /// The first secret that a word holds or announces.
    private mutating func secret(ofWord range: Range<Int>, in text: Span<UInt8>) -> Secret? {
        let word = text.extracting(range)
        var announced: Secret?
        if word[0] == UInt8(ascii: "-") {
            announced = secret(ofOption: range, in: text)
            // `sh -c TEXT`, `bash -lc TEXT`
            announcesScript = word.count < 5 && word[word.count - 1] == UInt8(ascii: "c")
        } else {
            announced = secret(behindColon: range, in: text)
            options.note(word, isFirst: isFirstWord)
            isFirstWord = false
        }
        return announced ?? secret(inside: range, of: text)
    }

    // MARK: - Options

    private func secret(ofOption range: Range<Int>, in text: Span<UInt8>) -> Secret? {
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
    private func argument(behind range: Range<Int>, in text: Span<UInt8>) -> Int? {
        var start = range.upperBound
        guard start < text.count, text[start] <= UInt8(ascii: " ") else { return nil }
        if text[start] == 0 { return start + 1 < text.count ? start + 1 : nil }
        while start < text.count, text[start] <= UInt8(ascii: " "), text[start] != 0 { start += 1 }
        return start < text.count && text[start] != 0 ? start : nil
    }

    // MARK: - Names before a colon

    /// `Authorization: Bearer X`, `"password": "X"`, `-H X-Api-Key:X`, `pass:X`, `Bearer X`.
    private func secret(behindColon range: Range<Int>, in text: Span<UInt8>) -> Secret? {
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
    private func secret(ofMember range: Range<Int>, in text: Span<UInt8>) -> Secret? {
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
    private func behindScheme(_ start: Int, in text: Span<UInt8>) -> Int {
        for scheme in ["bearer ", "basic ", "token ", "digest ", "negotiate ", "apikey "] as [StaticString]
        where text.holdsFolded(scheme, at: start) {
            return start + scheme.utf8CodeUnitCount
        }
        return start
    }

    // MARK: - Inside a word

    private func secret(inside range: Range<Int>, of text: Span<UInt8>) -> Secret? {
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
    private func secret(assignedAt equals: Int, ofWord range: Range<Int>, in text: Span<UInt8>) -> Secret? {
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
    private func password(ofURLAt colon: Int, in text: Span<UInt8>) -> Secret? {
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

    // MARK: - Parts

    /// What a name tells, seen from the command that it stands in.
    ///
    /// The engine's `--secret` names a secret and is none, and `podman run --passwd` is a switch.
    private func strength(of name: Span<UInt8>) -> SecretNames.Strength {
        if options.isClient, name.equals("secret") || name.equals("passwd") { return .none }
        return SecretNames.strength(of: name)
    }

    private func value(from start: Int, ofWord range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0
        let quote = before.isQuote ? before : nil
        return value(from: start, fillsArgument: beginsArgument(range, in: text), behind: quote, in: text)
    }

    private func value(
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

    private func beginsArgument(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
        range.lowerBound == 0 || text[range.lowerBound - 1] == 0
    }

    /// What stands behind the first colon; empty without one.
    private func behindColon(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        let colon = text.firstIndex(of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound)
        return min(colon + 1, range.upperBound)..<range.upperBound
    }
}

extension UInt8 {
    /// Whether a shell ends a word here.
    fileprivate var isDelimiter: Bool {
        switch self {
        case 0...UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ";"),
            UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }

    /// Whether a shell ends a command here.
    fileprivate var endsCommand: Bool {
        self == UInt8(ascii: ";") || self == UInt8(ascii: "|") || self == UInt8(ascii: "&")
            || self == UInt8(ascii: "\n")
    }

    /// Whether the byte can be part of a variable's, an option's or a header's name.
    fileprivate var isOfName: Bool {
        isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }
}
