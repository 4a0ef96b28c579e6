/// Sigma's text with its wildcards and escapes (Sigma specification 2.1.0, appendix on modifiers, "Escaping").
///
/// `*` and `?` are wildcards; a backslash before one of them, or before another backslash, makes it a plain character.
/// Any other backslash is one itself.
enum WildcardText {
    /// One part of a text.
    enum Part: Hashable, Sendable {
        /// Bytes that stand for themselves.
        case bytes([UInt8])
        /// `*`.
        case anything
        /// `?`.
        case oneCharacter
    }

    /// The parts of a text as a rule has it.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var literal: [UInt8] = []
        func endLiteral() {
            if !literal.isEmpty { parts.append(.bytes(literal)) }
            literal = []
        }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\\"):
                if index < bytes.count, isSpecial(bytes[index]) {
                    literal.append(bytes[index])
                    index += 1
                } else {
                    literal.append(byte)
                }
            case UInt8(ascii: "*"):
                endLiteral()
                if parts.last != .anything { parts.append(.anything) }
            case UInt8(ascii: "?"):
                endLiteral()
                parts.append(.oneCharacter)
            default:
                literal.append(byte)
            }
        }
        endLiteral()
        return parts
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "\\")
    }
}
