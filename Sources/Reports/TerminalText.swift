/// Writes text from a log for people, so that a terminal does nothing but show it.
///
/// Printable characters stay. Everything else is spelt out: `\e`, `\n`, `\r`, `\t`, `\xNN` for other controls and for
/// bytes that are not UTF-8, `\u{202E}` for marks of direction and whatever else cannot be seen, `\\` for a backslash.
/// Widths are in columns of a terminal.
public enum TerminalText {
    /// Where a text that does not fit is cut.
    public enum Cut: Sendable {
        /// At its end.
        case end
        /// In its middle.
        case middle
        /// In its middle, and if possible before the last slash, so that a file's own name stays whole.
        case path
    }

    /// Appends a text whole, and gives its width.
    @discardableResult
    public static func append(_ text: Span<UInt8>, to output: inout OutputBuffer) -> Int {
        append(text, limit: .max, cut: .end, to: &output)
    }

    /// Appends a text cut to a limit with `…`, and gives the width it took.
    @discardableResult
    public static func append(
        _ text: Span<UInt8>,
        limit: Int,
        cut: Cut,
        to output: inout OutputBuffer
    ) -> Int {
        append(text, .raw, limit: limit, cut: cut, to: &output)
    }

    /// Appends a name whole: in quotes where it has blanks, quotes or a `…`, so that it cannot pass for several words.
    @discardableResult
    public static func append(name text: Span<UInt8>, to output: inout OutputBuffer) -> Int {
        guard needsQuotes(text) else { return append(text, to: &output) }
        output.append(UInt8(ascii: "\""))
        let width = append(text, .quoted, limit: .max, cut: .end, to: &output)
        output.append(UInt8(ascii: "\""))
        return width + 2
    }

    /// How many columns a text takes.
    public static func width(of text: Span<UInt8>) -> Int {
        width(of: text, .raw)
    }

    /// Appends text that has been escaped before, cut to a limit, and gives its width.
    @discardableResult
    static func append(
        escaped text: Span<UInt8>,
        limit: Int,
        cut: Cut,
        to output: inout OutputBuffer
    ) -> Int {
        append(text, .escaped, limit: limit, cut: cut, to: &output)
    }

    /// How many columns a text takes that has been escaped before.
    static func width(ofEscaped text: Span<UInt8>) -> Int {
        width(of: text, .escaped)
    }

    private static func width(of text: Span<UInt8>, _ form: TerminalUnits.Form) -> Int {
        var units = TerminalUnits(form)
        var width = 0
        while let unit = units.next(in: text) { width += unit.width }
        return width
    }

    private static func append(
        _ text: Span<UInt8>,
        _ form: TerminalUnits.Form,
        limit: Int,
        cut: Cut,
        to output: inout OutputBuffer
    ) -> Int {
        guard limit > 0 else { return 0 }
        if text.count <= limit, isSimple(text) {
            output.append(verbatim: text)
            return text.count
        }
        let whole = width(of: text, form)
        guard whole > limit else {
            return append(text, form, columns: 0..<whole, to: &output)
        }
        let room = limit - 1  // one for the …
        var tail = 0
        switch cut {
        case .end: break
        case .middle: tail = room / 2
        case .path:
            tail = room / 2
            let name = widthOfName(text, form)
            // At least four columns of the beginning say which tree it is.
            if name > tail, name <= room - 4 { tail = name }
        }
        let head = append(text, form, columns: 0..<(room - tail), to: &output)
        output.append("…")
        guard tail > 0 else { return head + 1 }
        return head + 1 + append(text, form, columns: (whole - tail)..<whole, to: &output)
    }

    /// Whether a text is one column to the byte and the same in every form, as nearly all are.
    private static func isSimple(_ text: Span<UInt8>) -> Bool {
        for position in 0..<text.count {
            let byte = text[position]
            guard byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"") else {
                return false
            }
        }
        return true
    }

    /// Appends the characters that lie whole within some columns, and gives their width.
    private static func append(
        _ text: Span<UInt8>,
        _ form: TerminalUnits.Form,
        columns: Range<Int>,
        to output: inout OutputBuffer
    ) -> Int {
        var units = TerminalUnits(form)
        var column = 0
        var written = 0
        var wroteBase = false
        while let unit = units.next(in: text) {
            let start = column
            column += unit.width
            guard start >= columns.lowerBound else { continue }
            guard column <= columns.upperBound else { break }
            // A combining mark follows its own base or goes with it.
            if unit.width == 0, !wroteBase { continue }
            wroteBase = true
            unit.append(from: text, to: &output)
            written += unit.width
        }
        return written
    }

    /// The width of the last slash of a path and of what follows it.
    private static func widthOfName(_ text: Span<UInt8>, _ form: TerminalUnits.Form) -> Int {
        var position = text.count - 1
        while position >= 0, text[position] != UInt8(ascii: "/") { position -= 1 }
        return position < 0 ? 0 : width(of: text.extracting(position..<text.count), form)
    }

    /// Whether a name could pass for several words.
    static func needsQuotes(_ text: Span<UInt8>) -> Bool {
        for position in 0..<text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\""): return true
            case 0xe2 where TextUnit(in: text, at: position).scalar == "…": return true
            default: continue
            }
        }
        return false
    }
}
