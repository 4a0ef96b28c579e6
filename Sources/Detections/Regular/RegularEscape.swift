/// What a backslash makes of the characters behind it, where they stand for one character.
struct RegularEscape {
    /// The character; nil where it is none that is known.
    private(set) var value: UInt32?
    /// Where the escape ends.
    private(set) var end: Int
    /// Why there is no value.
    private(set) var reason = "a backslash ends it"

    /// Reads the escape whose first character behind the backslash is at an index.
    init(_ characters: [Unicode.Scalar], at start: Int) {
        end = start
        guard start < characters.count else { return }
        let character = characters[start]
        end = start + 1
        switch character {
        case "n": value = 0x0a
        case "r": value = 0x0d
        case "t": value = 0x09
        case "f": value = 0x0c
        case "v": value = 0x0b
        case "a": value = 0x07
        case "e": value = 0x1b
        case "0": value = 0x00
        case "x": readHex(characters, digits: 2)
        case "u": readHex(characters, digits: 4)
        case "p", "P": reason = "classes of Unicode (\"\\\(character)\") are not supported"
        default:
            if character.value < 0x80, character.properties.isAlphabetic || character.hexValue != nil {
                reason = "the escape \"\\\(character)\" is not supported"
            } else {
                value = character.value
            }
        }
    }

    private mutating func readHex(_ characters: [Unicode.Scalar], digits: Int) {
        reason = "a \"\\x\" or \"\\u\" needs \(digits) hexadecimal digits, or up to 6 in braces"
        var number: UInt32 = 0
        var count = 0
        let isBraced = end < characters.count && characters[end] == "{"
        if isBraced { end += 1 }
        while end < characters.count, count < (isBraced ? 6 : digits), let digit = characters[end].hexValue {
            number = number << 4 | digit
            count += 1
            end += 1
        }
        if isBraced {
            guard count > 0, end < characters.count, characters[end] == "}" else { return }
            end += 1
        } else if count < digits {
            return
        }
        value = number <= 0x10_ffff ? number : nil
    }

    /// The set that a letter behind a backslash names; whether it is the one of all others.
    static func set(_ letter: Unicode.Scalar) -> (ranges: CharacterRanges, isInverted: Bool)? {
        switch letter {
        case "d": (.digits, false)
        case "D": (CharacterRanges.digits.inverted, true)
        case "w": (.words, false)
        case "W": (CharacterRanges.words.inverted, true)
        case "s": (.blanks, false)
        case "S": (CharacterRanges.blanks.inverted, true)
        default: nil
        }
    }

    /// The set of `[:alpha:]` within a class, of ASCII (POSIX, 9.3.5); nil where no such name stands there.
    static func named(_ characters: [Unicode.Scalar], at start: Int) -> (ranges: CharacterRanges, end: Int)? {
        for (name, ranges) in names where characters[start...].starts(with: "[:\(name):]".unicodeScalars) {
            return (CharacterRanges(ranges), start + name.count + 4)
        }
        return nil
    }

    private static let names: [(String, [ClosedRange<UInt32>])] = [
        ("alpha", [0x41...0x5a, 0x61...0x7a]), ("digit", [0x30...0x39]),
        ("alnum", [0x30...0x39, 0x41...0x5a, 0x61...0x7a]), ("upper", [0x41...0x5a]), ("lower", [0x61...0x7a]),
        ("space", [0x09...0x0d, 0x20...0x20]), ("blank", [0x09...0x09, 0x20...0x20]),
        ("punct", [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]),
        ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ]
}

extension Unicode.Scalar {
    /// The value of a hexadecimal digit; nil for every other character.
    var hexValue: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: nil
        }
    }
}
