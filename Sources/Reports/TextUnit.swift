/// One character of a text, or one byte that is part of none.
///
/// What UTF-8 allows is decided strictly: no overlong form, no surrogate, nothing above U+10FFFF, nothing cut short. A
/// byte that begins no character is a unit of its own, so that whatever stands behind it is still read.
struct TextUnit {
    /// The character, or nil for a byte that is not UTF-8.
    let scalar: Unicode.Scalar?
    /// How many bytes it takes.
    let length: Int

    /// Reads the unit that begins at `start`, which must lie inside `text`.
    init(in text: Span<UInt8>, at start: Int) {
        let lead = text[start]
        guard lead >= 0x80 else {
            scalar = Unicode.Scalar(lead)
            length = 1
            return
        }
        // The second byte's bounds shut out overlong forms, surrogates and what lies beyond U+10FFFF.
        let (count, secondBounds): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xc2...0xdf: (2, 0x80...0xbf)
            case 0xe0: (3, 0xa0...0xbf)
            case 0xed: (3, 0x80...0x9f)
            case 0xe1...0xef: (3, 0x80...0xbf)
            case 0xf0: (4, 0x90...0xbf)
            case 0xf1...0xf3: (4, 0x80...0xbf)
            case 0xf4: (4, 0x80...0x8f)
            default: (0, 0x80...0xbf)
            }
        guard count > 0, text.count - start >= count, secondBounds.contains(text[start + 1]) else {
            scalar = nil
            length = 1
            return
        }
        var value = UInt32(lead) & (0x7f >> UInt32(count))
        for offset in 1..<count {
            let byte = text[start + offset]
            guard byte & 0xc0 == 0x80 else {
                scalar = nil
                length = 1
                return
            }
            value = value << 6 | UInt32(byte & 0x3f)
        }
        scalar = Unicode.Scalar(value)
        length = count
    }
}

extension Unicode.Scalar {
    /// Whether a reader could not see the character, or be misled by it about those around it.
    ///
    /// Controls (C0, DEL, C1), marks of direction, zero-width and other format characters, separators of lines and
    /// paragraphs, blanks that only look like one, and code points that are no characters.
    var isHidden: Bool {
        if value < 0x7f { return value < 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }
}
