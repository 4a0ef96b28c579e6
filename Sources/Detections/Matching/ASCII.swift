/// Letters of ASCII without their case.
enum ASCII {
    /// A letter's small form; every other byte as it is.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// A letter's capital form; every other byte as it is.
    @inline(__always)
    static func uppercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "a") < 26 ? byte & ~0x20 : byte
    }
}

/// Characters of UTF-8.
enum UTF8Text {
    /// How many bytes the character has that begins at an offset: 1 where it is not valid UTF-8.
    static func length(ofCharacterAt start: Int, in text: Span<UInt8>) -> Int {
        let length =
            switch text[start] {
            case 0xc2...0xdf: 2
            case 0xe0...0xef: 3
            case 0xf0...0xf4: 4
            default: 1
            }
        guard start + length <= text.count else { return 1 }
        for index in (start + 1)..<max(start + length, start + 1) where text[index] & 0xc0 != 0x80 { return 1 }
        return length
    }
}
