/// Reads a regular expression: what Perl, Python and Java have in common, without what needs backtracking.
struct RegularParser {
    /// Characters of an expression.
    static let lengthLimit = 4_096
    /// The largest number in `{m,n}`.
    static let repetitionLimit = 1_000
    /// How deep groups may lie in each other.
    static let depthLimit = 64

    let characters: [Unicode.Scalar]
    var position = 0
    private(set) var options: RegularOptions
    private var depth = 0

    private init(_ text: String, options: RegularOptions) {
        characters = Array(text.unicodeScalars)
        self.options = options
    }

    /// The tree of an expression.
    static func syntax(_ text: String, options: RegularOptions) throws(RegularExpressionError) -> RegularSyntax {
        var parser = RegularParser(text, options: options)
        guard parser.characters.count <= lengthLimit else {
            throw RegularExpressionError(reason: "it has more than \(lengthLimit) characters", position: lengthLimit)
        }
        let syntax = try parser.alternatives()
        guard parser.position == parser.characters.count else { throw parser.error("a \")\" has no \"(\"") }
        return syntax
    }

    func error(_ reason: String) -> RegularExpressionError {
        RegularExpressionError(reason: reason, position: min(position, characters.count) + 1)
    }

    var next: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private mutating func skip(to end: Unicode.Scalar) {
        while let character = next, character != end { position += 1 }
    }

    private func holds(_ text: String) -> Bool {
        characters[position...].starts(with: text.unicodeScalars)
    }

    private mutating func alternatives() throws(RegularExpressionError) -> RegularSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("its groups are more than \(Self.depthLimit) deep") }
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(RegularExpressionError) -> RegularSyntax {
        var parts: [RegularSyntax] = []
        while let character = next, character != "|", character != ")" {
            let isGroup = character == "("
            let atom = try atom()
            parts.append(try repetition(of: atom, isGroup: isGroup))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repetition(of atom: RegularSyntax, isGroup: Bool) throws(RegularExpressionError)
        -> RegularSyntax
    {
        var result = atom
        while let character = next {
            guard let counts = try counts(character) else { return result }
            if case .place = atom, !isGroup {
                throw error("\"\(character)\" stands behind a place, which can not be repeated")
            }
            _ = take("?")  // lazy: where a match ends does not matter here
            if next == "+" { throw error("possessive quantifiers (\"\(character)+\") are not supported") }
            result = .repeated(result, minimum: counts.0, maximum: counts.1)
        }
        return result
    }

    /// How often something is repeated by a quantifier that begins with a character; nil, and nothing taken, for another one.
    private mutating func counts(_ character: Unicode.Scalar) throws(RegularExpressionError) -> (Int, Int?)? {
        switch character {
        case "{": return try bounds()
        case "*", "+", "?": position += 1
        default: return nil
        }
        return character == "?" ? (0, 1) : (character == "+" ? 1 : 0, nil)
    }

    /// The numbers of `{m}`, `{m,}` or `{m,n}`; nil, and nothing taken, where the brace is a plain character.
    private mutating func bounds() throws(RegularExpressionError) -> (Int, Int?)? {
        let start = position
        position += 1
        let minimum = try number()
        var maximum = minimum
        if take(",") { maximum = try number() }
        guard take("}"), let minimum else {
            position = start
            return nil
        }
        if let maximum, maximum < minimum {
            throw error("the numbers of {\(minimum),\(maximum)} are in the wrong order")
        }
        return (minimum, maximum)
    }

    private mutating func number() throws(RegularExpressionError) -> Int? {
        var value: Int?
        while let character = next, let digit = character.hexValue, digit < 10 {
            value = (value ?? 0) * 10 + Int(digit)
            position += 1
            if let value, value > Self.repetitionLimit {
                throw error("a repetition of more than \(Self.repetitionLimit) times is not supported")
            }
        }
        return value
    }

    private mutating func atom() throws(RegularExpressionError) -> RegularSyntax {
        guard let character = next else { return .empty }
        switch character {
        case "(": return try group()
        case "[":
            position += 1
            return try characterClass()
        case ".":
            position += 1
            let all = CharacterRanges([0...0x10_ffff])
            return .character(
                options.contains(.dotMatchesNewline) ? all : CharacterRanges.newline.inverted,
                orInvalid: true
            )
        case "^":
            position += 1
            return .place(options.contains(.multipleLines) ? .lineStart : .textStart)
        case "$":
            position += 1
            return .place(options.contains(.multipleLines) ? .lineEnd : .textEnd)
        case "\\":
            position += 1
            return try escape()
        case "*", "+", "?": throw error("\"\(character)\" has nothing to repeat")
        default:
            position += 1
            if character == "{", try isRepetition(at: position - 1) { throw error("\"{\" has nothing to repeat") }
            return literal(character.value)
        }
    }

    private func isRepetition(at start: Int) throws(RegularExpressionError) -> Bool {
        var copy = self
        copy.position = start
        return try copy.bounds() != nil
    }

    func literal(_ character: UInt32) -> RegularSyntax {
        let set = CharacterRanges(character)
        return .character(options.contains(.ignoresCase) ? set.withoutCase : set, orInvalid: false)
    }

    private mutating func group() throws(RegularExpressionError) -> RegularSyntax {
        let kept = options
        for (text, name) in Self.refused where holds(text) { throw error("\(name) (\"\(text)\") is not supported") }
        position += 1
        if take("?") {
            if take("#") {
                skip(to: ")")
                guard take(")") else { throw error("a comment is not closed") }
                return .empty
            } else if take("P") || next == "<" {
                guard take("<") else { throw error("only \"(?P<name>\" may begin with \"(?P\"") }
                skip(to: ">")
                guard take(">") else { throw error("the name of a group is not closed") }
            } else if try !flags() {
                // `(?i)` holds to the end of the group it stands in.
                return .empty
            }
        }
        let syntax = try alternatives()
        guard take(")") else { throw error("a \"(\" has no \")\"") }
        options = kept
        return syntax
    }

    /// Takes the flags of `(?i:` or `(?i)`; whether a group follows.
    private mutating func flags() throws(RegularExpressionError) -> Bool {
        var isOn = true
        while let character = next {
            position += 1
            let option: RegularOptions
            switch character {
            case ":": return true
            case ")": return false
            case "-":
                isOn = false
                continue
            case "i": option = .ignoresCase
            case "m": option = .multipleLines
            case "s": option = .dotMatchesNewline
            default: throw error("the flag \"\(character)\" is not supported; i, m and s are")
            }
            if isOn { options.insert(option) } else { options.remove(option) }
        }
        throw error("a \"(?\" has no \")\"")
    }

    private static let refused = [
        ("(?=", "look-ahead"), ("(?!", "negative look-ahead"), ("(?<=", "look-behind"),
        ("(?<!", "negative look-behind"), ("(?>", "an atomic group"), ("(?(", "a condition"),
        ("(?P=", "a back-reference"), ("(?P>", "a recursion"), ("(?R", "a recursion"), ("(?&", "a recursion"),
        ("(?|", "a branch reset"),
    ]
}
