internal import AuditRecords

/// Finds the secrets in a command line: values of options, variables, headers and URLs, and tokens that tell themselves.
///
/// It reads the text once, word by word, as a shell would part it: what runs is often a shell's text within an argument. It
/// would rather hide too much of a value than leave its end standing.
struct SecretFinder {
    private var secrets: [Secret] = []
    private(set) var options = PasswordOptions()
    private var piped = PipedText()
    /// Whether the command reads a password from its standard input.
    private var readsPassword = false
    private var isFirstWord = true
    /// Whether the argument is a text for a shell, in which a value at the beginning is not all there is.
    private(set) var isScript = false
    /// Whether the next argument is one.
    private var announcesScript = false
    let isExact: Bool

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
                if byte.endsCommand { endCommand(at: position, in: text) }
                position = readsPassword ? hereString(at: position, in: text) : position + 1
                continue
            }
            var end = position + 1
            while end < text.count, !text[end].isDelimiter { end += 1 }
            if let reader = piped.note(text.extracting(position..<end), endingAt: end) {
                readsPassword = true
                if let secret = piped.secret(for: reader, in: text) { replace(by: secret) }
            }
            if let secret = secret(ofWord: position..<end, in: text), !secret.range.isEmpty {
                secrets.append(secret)
                position = secret.range.upperBound
            } else {
                position = end
            }
        }
    }

    private mutating func endCommand(at position: Int, in text: Span<UInt8>) {
        let pipes = text[position] == UInt8(ascii: "|")
        let isOr = pipes && position + 1 < text.count && text[position + 1] == text[position]
        piped.endCommand(at: position, pipes: pipes && !isOr)
        options = PasswordOptions()
        isFirstWord = true
        readsPassword = false
    }

    /// Takes what `<<<` gives a command that reads a password; gives the place to go on from.
    private mutating func hereString(at position: Int, in text: Span<UInt8>) -> Int {
        guard text.holds("<<<", at: position, end: text.count) else { return position + 1 }
        var start = position + 3
        while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
        let value = value(from: start, fillsArgument: false, behind: nil, in: text)
        if SecretValues.isHarmless(text.extracting(value), .strong) { return start }
        secrets.append(Secret(.input, value))
        return value.upperBound
    }

    /// Takes a secret that stands before others, instead of those that it holds.
    private mutating func replace(by secret: Secret) {
        secrets.removeAll { $0.range.overlaps(secret.range) }
        secrets.append(secret)
        secrets.sort { $0.range.lowerBound < $1.range.lowerBound }
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
    var isOfName: Bool {
        isLetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }
}
