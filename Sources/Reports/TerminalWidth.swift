extension Unicode.Scalar {
    /// How many columns a terminal gives the character; nil where terminals do not agree.
    ///
    /// Two for what Unicode's EastAsianWidth.txt calls wide or full-width, none for marks that combine with the character
    /// before them, one for the rest.
    var terminalWidth: Int? {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .unassigned, .privateUse: return nil
        default: break
        }
        // Vowels and final consonants of Hangul join the syllable's first letter.
        if (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7fb).contains(value) { return 0 }
        // Letters of flags: two of them make one picture, on some terminals.
        if (0x1_f1e6...0x1_f1ff).contains(value) { return nil }
        // Emoji that are shown as pictures are all wide, and are the part of the table that grows.
        if properties.isEmojiPresentation { return 2 }
        return Self.isWide(value) ? 2 : 1
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        // The ranges are in order: look for the last one that begins at or before the value.
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count && wideRanges[low].contains(value)
    }

    /// Blocks of wide letters and signs; code points in them that are not assigned are asked for before.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115f,  // Hangul letters
        0x2329...0x232a,  // angle brackets
        0x2e80...0x303e,  // CJK radicals, punctuation
        0x3041...0x3247,  // kana, bopomofo, Hangul, circled
        0x3250...0x4dbf,  // squared, extension A
        0x4e00...0xa4c6,  // CJK, Yi
        0xa960...0xa97c,  // Hangul letters
        0xac00...0xd7a3,  // Hangul syllables
        0xf900...0xfad9,  // CJK compatibility
        0xfe10...0xfe19,  // vertical forms
        0xfe30...0xfe6b,  // vertical and small forms
        0xff01...0xff60,  // full-width forms
        0xffe0...0xffe6,  // full-width signs
        0x1_6fe0...0x1_8d08,  // Tangut, Khitan
        0x1_aff0...0x1_b2fb,  // kana, Nushu
        0x1_f200...0x1_f265,  // squared CJK
        0x2_0000...0x3_fffd,  // ideographs
    ]
}
