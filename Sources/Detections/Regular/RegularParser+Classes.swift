/// Escapes and classes of characters.
extension RegularParser {
    mutating func escape() throws(RegularExpressionError) -> RegularSyntax {
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

    mutating func escapedCharacter() throws(RegularExpressionError) -> UInt32 {
        let escape = RegularEscape(characters, at: position)
        guard let value = escape.value else { throw error(escape.reason) }
        position = escape.end
        return value
    }

    /// The class behind `[`, which has been taken.
    mutating func characterClass() throws(RegularExpressionError) -> RegularSyntax {
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

    mutating func classCharacter() throws(RegularExpressionError) -> UInt32 {
        guard let character = next else { throw error("a \"[\" has no \"]\"") }
        position += 1
        guard character == "\\" else { return character.value }
        if take("b") { return 0x08 }
        return try escapedCharacter()
    }
}
