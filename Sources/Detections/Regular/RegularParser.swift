/// Reads a regular expression: what Perl, Python and Java have in common, without what needs backtracking.
struct RegularParser {
    /// Characters of an expression.
    static let lengthLimit = 4_096
    /// The largest number in `{m,n}`.
    static let repetitionLimit = 1_000
    /// How deep groups may lie in each other.
    static let depthLimit = 64

    private let characters: [Unicode.Scalar]
    private var position = 0
    private var options: RegularOptions
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

    private func error(_ reason: String) -> RegularExpressionError {
        RegularExpressionError(reason: reason, position: min(position, characters.count) + 1)
    }

    private var next: Unicode.Scalar? { position < characters.count ? characters[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
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

    private func literal(_ character: UInt32) -> RegularSyntax {
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

    // MARK: - Escapes and classes

    private mutating func escape() throws(RegularExpressionError) -> RegularSyntax {
        guard let character = next else { throw error("a backslash ends it") }
        switch character {
        case "b":
            position += 1
            return .place(.wordBoundary)
        case "B":
            position += 1
            return .place(.noWordBoundary)
        case "A":
            position += 1
            return .place(.textStart)
        case "z", "Z":
            position += 1
            return .place(.textEnd)
        case "1"..."9": throw error("back-references (\"\\\(character)\") are not supported")
        case "k", "g": throw error("back-references (\"\\\(character)\") are not supported")
        default: break
        }
        if let set = RegularEscape.set(character) {
            position += 1
            return .character(set.ranges, orInvalid: set.isInverted)
        }
        return literal(try escapedCharacter())
    }

    private mutating func escapedCharacter() throws(RegularExpressionError) -> UInt32 {
        let escape = RegularEscape(characters, at: position)
        guard let value = escape.value else { throw error(escape.reason) }
        position = escape.end
        return value
    }

    /// The class behind `[`, which has been taken.
    private mutating func characterClass() throws(RegularExpressionError) -> RegularSyntax {
        let isInverted = take("^")
        var set = CharacterRanges()
        var hasInvalid = false
        var isFirst = true
        while true {
            guard let character = next else { throw error("a \"[\" has no \"]\"") }
            if character == "]", !isFirst { break }
            isFirst = false
            if character == "[", let named = RegularEscape.named(characters, at: position) {
                set.formUnion(named.ranges)
                position = named.end
                continue
            }
            if character == "\\", position + 1 < characters.count,
                let known = RegularEscape.set(characters[position + 1])
            {
                set.formUnion(known.ranges)
                hasInvalid = hasInvalid || known.isInverted
                position += 2
                continue
            }
            let low = try classCharacter()
            guard next == "-", position + 1 < characters.count, characters[position + 1] != "]" else {
                set.formUnion(CharacterRanges(low))
                continue
            }
            position += 1
            let high = try classCharacter()
            guard low <= high else { throw error("a range of characters is in the wrong order") }
            set.insert(low...high)
        }
        position += 1
        if options.contains(.ignoresCase) { set = set.withoutCase }
        return .character(isInverted ? set.inverted : set, orInvalid: isInverted != hasInvalid)
    }

    private mutating func classCharacter() throws(RegularExpressionError) -> UInt32 {
        guard let character = next else { throw error("a \"[\" has no \"]\"") }
        position += 1
        guard character == "\\" else { return character.value }
        if take("b") { return 0x08 }
        return try escapedCharacter()
    }
}
