/// Writes text from a log into a JSON string, so that nothing is lost.
///
/// The string's value is the text with each backslash doubled and each byte that is not UTF-8 written as `\xNN`; whoever
/// undoes the two has the bytes again. Controls and other characters that cannot be seen are JSON escapes (`\u001b`),
/// so that the line is harmless on a terminal too.
public enum JSONText {
    /// Appends the inside of a JSON string, without the quotes around it.
    public static func append(_ text: Span<UInt8>, to output: inout OutputBuffer) {
        var position = 0
        while position < text.count {
            let start = position
            while position < text.count, isPlain(text[position]) { position += 1 }
            if position > start { output.append(verbatim: text.extracting(start..<position)) }
            guard position < text.count else { return }
            let unit = TextUnit(in: text, at: position)
            append(unit, of: text.extracting(position..<position + unit.length), to: &output)
            position += unit.length
        }
    }

    /// Appends a whole JSON string, quotes included.
    public static func appendQuoted(_ text: String, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\""))
        append(text.utf8.span, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func append(_ unit: TextUnit, of bytes: Span<UInt8>, to output: inout OutputBuffer) {
        guard let scalar = unit.scalar else {
            output.append(#"\\x"#)
            output.append(hexadecimal: UInt32(bytes[0]), digits: 2)
            return
        }
        switch scalar {
        case "\\": output.append(#"\\\\"#)
        case "\"": output.append(#"\""#)
        default:
            guard scalar.isHidden else {
                output.append(verbatim: bytes)
                return
            }
            // JSON names a character beyond U+FFFF by its two UTF-16 halves.
            for half in UTF16.encode(scalar) ?? .init() {
                output.append(#"\u"#)
                output.append(hexadecimal: UInt32(half), digits: 4)
            }
        }
    }
}
