/// A sentence with names from a log in it, for people and for programs.
///
/// A name that could pass for several words stands in quotes in both forms.
struct Sentence {
    private enum Piece {
        case words(String)
        case name([UInt8])
    }

    private var pieces: [Piece] = []

    /// Whether nothing was said.
    var isEmpty: Bool { pieces.isEmpty }

    /// Adds words that need no quotes.
    mutating func say(_ words: String) { pieces.append(.words(words)) }

    /// Adds a name from a log.
    mutating func name(_ name: [UInt8]) { pieces.append(.name(name)) }

    /// Adds a name from a log, or words where there is none.
    mutating func name(_ name: [UInt8], orSay words: String) {
        if name.isEmpty { say(words) } else { self.name(name) }
    }

    /// Adds another sentence.
    mutating func append(_ other: Sentence) { pieces += other.pieces }

    /// The sentence for a terminal, escaped.
    var terminalText: OutputBuffer {
        var output = OutputBuffer()
        for piece in pieces {
            switch piece {
            case .words(let words): TerminalText.append(words.utf8.span, to: &output)
            case .name(let name): TerminalText.append(name: name.span, to: &output)
            }
        }
        return output
    }

    /// The sentence's bytes, not escaped.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .words(let words): bytes += Array(words.utf8)
            case .name(let name):
                bytes += TerminalText.needsQuotes(name.span) ? Self.quoted(name) : name
            }
        }
        return bytes
    }

    private static func quoted(_ name: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        return [quote] + name.flatMap { $0 == quote ? [UInt8(ascii: "\\"), quote] : [$0] } + [quote]
    }
}
