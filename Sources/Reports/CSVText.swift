internal import AuditRecords

/// Writes text from a log into a cell of RFC 4180, harmless to a spreadsheet.
///
/// A cell's value is the text with each backslash doubled, each byte that is not UTF-8 written as `\xNN` and each control
/// or other unseen character as `\uNNNN`, so that a cell never breaks its line. A cell that a spreadsheet would take
/// for a formula begins with an apostrophe. All of it can be undone: take one apostrophe off where the text behind it
/// would be taken for a formula, and undo the escapes.
public enum CSVText {
    /// Appends one cell, with quotes around it where RFC 4180 asks for them.
    public static func append(_ text: Span<UInt8>, to output: inout OutputBuffer) {
        let isPlain = text.endOfPlain(from: 0) == text.count
        let isQuoted = isPlain ? text.holdsCommaOrBlank : needsQuotes(text)
        if isPlain, !isQuoted, !beginsFormula(text, at: 0) {
            output.append(verbatim: text)  // nearly all cells
            return
        }
        if isQuoted { output.append(UInt8(ascii: "\"")) }
        if beginsFormula(text, at: 0) { output.append(UInt8(ascii: "'")) }
        appendValue(text, to: &output)
        if isQuoted { output.append(UInt8(ascii: "\"")) }
    }

    /// Appends one cell that holds a list, whose parts are separated by a byte in `text` and by commas in the cell.
    ///
    /// A comma inside a part is written `\u002c`, so that the cell can be split again.
    public static func append(list text: Span<UInt8>, separatedBy separator: UInt8, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\""))
        if beginsFormula(text, at: 0) { output.append(UInt8(ascii: "'")) }
        var start = 0
        for position in 0...text.count {
            guard position == text.count || text[position] == separator || text[position] == UInt8(ascii: ",") else {
                continue
            }
            appendValue(text.extracting(start..<position), to: &output)
            start = position + 1
            guard position < text.count else { break }
            output.append(text[position] == separator ? "," : #"\u002c"#)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a cell's value, without quotes around it and without a look at how it begins.
    private static func appendValue(_ text: Span<UInt8>, to output: inout OutputBuffer) {
        var position = 0
        while position < text.count {
            let start = position
            position = text.endOfPlain(from: start)
            if position > start { output.append(verbatim: text.extracting(start..<position)) }
            guard position < text.count else { return }
            let unit = TextUnit(in: text, at: position)
            if unit.scalar == ";", beginsFormula(text, at: position + 1) {
                // Where the comma is the decimal sign, spreadsheets split cells at semicolons, quotes or not.
                output.append(#"\u003b"#)
            } else {
                append(unit, of: text.extracting(position..<position + unit.length), to: &output)
            }
            position += unit.length
        }
    }

    /// Appends one unit in the form that cells and the parts of a list share.
    private static func append(_ unit: TextUnit, of bytes: Span<UInt8>, to output: inout OutputBuffer) {
        guard let scalar = unit.scalar else {
            output.append(#"\x"#)
            output.append(hexadecimal: UInt32(bytes[0]), digits: 2)
            return
        }
        switch scalar {
        case "\\": output.append(#"\\"#)
        case "\"": output.append("\"\"")
        default:
            guard scalar.isHidden else {
                output.append(verbatim: bytes)
                return
            }
            for half in UTF16.encode(scalar) ?? .init() {
                output.append(#"\u"#)
                output.append(hexadecimal: UInt32(half), digits: 4)
            }
        }
    }

    private static func needsQuotes(_ text: Span<UInt8>) -> Bool {
        for position in 0..<text.count {
            switch text[position] {
            // A semicolon and a blank need none by RFC 4180, but readers differ on both.
            case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: " "): return true
            default: continue
            }
        }
        return false
    }

    /// Whether a spreadsheet would take what begins here for a formula, also behind blanks and apostrophes.
    private static func beginsFormula(_ text: Span<UInt8>, at start: Int) -> Bool {
        var position = start
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
            case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return true
            // An apostrophe is passed over so that one of the text's own is told from ours.
            case UInt8(ascii: " "), UInt8(ascii: "'"):
                position += 1
                continue
            case 0..<0x80: return false
            default: break
            }
            let unit = TextUnit(in: text, at: position)
            guard let scalar = unit.scalar else { return false }
            switch scalar {
            case "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}": return true  // = + - @ in full width
            // Spreadsheets trim other blanks as well.
            default: guard scalar.properties.isWhitespace else { return false }
            }
            position += unit.length
        }
        return false
    }
}

extension Span<UInt8> {
    /// Offset of the first byte at or behind `start` that cannot stand in a quoted cell as it is: a quote, a backslash, a
    /// semicolon, a control character, or one beyond ASCII.
    fileprivate func endOfPlain(from start: Int) -> Int {
        var position = start
        while position + 8 <= count {
            let word = word(at: position)
            let odd =
                Word.bytesOutsidePrintableASCII(word) | Word.bytes(of: word, equalTo: UInt8(ascii: "\""))
                | Word.bytes(of: word, equalTo: UInt8(ascii: "\\")) | Word.bytes(of: word, equalTo: UInt8(ascii: ";"))
            if odd != 0 { return position + Word.indexOfFirst(odd) }
            position += 8
        }
        while position < count {
            switch self[position] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: ";"): return position
            case 0x20..<0x7f: position += 1
            default: return position
            }
        }
        return position
    }

    fileprivate var holdsCommaOrBlank: Bool {
        firstIndex(of: UInt8(ascii: ","), or: UInt8(ascii: " "), from: 0, to: count) < count
    }
}
