import AuditRecords

/// A shell's command line as words, as far as its text alone tells.
///
/// What only a shell could tell (variables, patterns, substitutions) stays in a word as it stands, and marks it.
struct ShellWords {
    /// One word.
    struct Word {
        /// Its text, without the quotes.
        var text: [UInt8] = []
        /// Which way it is redirected, if a sign for that stands before it.
        var redirection = Redirection.none
        /// Whether a shell would replace part of it.
        var isOpen = false
        /// Whether it is quoted, at least in part.
        var isQuoted = false
    }

    /// Whether a word is a file that a shell opens for a command.
    enum Redirection: Sendable {
        /// It is none.
        case none
        /// It is read from (`<`), or no file (`<<`).
        case input
        /// It is written to: `>`, `>>`, `>|`, `&>`, `2>`.
        case output
    }

    /// Commands that are read of one command line, and words of one command; what is beyond is not looked at.
    static let limit = 256

    /// The words by command: `;`, `&&`, `||`, `|`, `&`, parentheses and line ends part commands.
    private(set) var commands: [[Word]] = []

    private var words: [Word] = []
    private var word: Word?
    private var redirection = Redirection.none

    /// Reads a command line.
    init(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count, commands.count < Self.limit {
            let byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
            case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\n"), UInt8(ascii: "("), UInt8(ascii: ")"):
                endCommand()
            case UInt8(ascii: "&"):
                // `&>` redirects; `>&2` names a descriptor, which is no file.
                if index < text.count, text[index] == UInt8(ascii: ">") { continue }
                if redirection != .none, word == nil { redirection = .input } else { endCommand() }
            case UInt8(ascii: "<"), UInt8(ascii: ">"):
                if let word, word.text.allSatisfy(Self.isDigit) { self.word = nil }  // `2>`: the descriptor
                endWord()
                redirection = byte == UInt8(ascii: ">") ? .output : .input
                while index < text.count, text[index] == byte || text[index] == UInt8(ascii: "|") { index += 1 }
            case UInt8(ascii: "'"), UInt8(ascii: "\""): index = quoted(text, from: index, by: byte)
            case UInt8(ascii: "\\"):
                if index < text.count { add(text[index]) }
                index += 1
            case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["):
                add(byte)
                word?.isOpen = true
            default: add(byte)
            }
        }
        endCommand()
    }

    /// Takes what stands in quotes, and gives the index behind them; a quote that nothing closes is a letter.
    private mutating func quoted(_ text: Span<UInt8>, from start: Int, by quote: UInt8) -> Int {
        let end = text.firstIndex(of: quote, from: start, to: text.count)
        guard end < text.count else {
            add(quote)
            return start
        }
        if word == nil { word = Word() }
        word?.isQuoted = true
        for index in start..<end {
            if quote == UInt8(ascii: "\""), text[index] == UInt8(ascii: "$") { word?.isOpen = true }
            add(text[index])
        }
        return end + 1
    }

    private mutating func add(_ byte: UInt8) {
        if word == nil { word = Word() }
        word?.text.append(byte)
    }

    private mutating func endWord() {
        guard var word else { return }
        word.redirection = redirection
        redirection = .none
        self.word = nil
        if words.count < Self.limit { words.append(word) }
    }

    private mutating func endCommand() {
        endWord()
        redirection = .none
        if !words.isEmpty { commands.append(words) }
        words = []
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
