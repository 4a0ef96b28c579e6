/// Writes text for a shell's command line, so that it is one word and nothing in it is obeyed.
///
/// All that is written can be seen: what a terminal would obey, and bytes that are not UTF-8, stand as `$'\033'`, which
/// bash, zsh, ksh and the newer dash read (POSIX.1-2024, XCU 2.2.4).
enum ShellText {
    /// One word; without quotes where it needs none.
    static func word(_ text: [UInt8]) -> String {
        if !text.isEmpty, text.allSatisfy(isPlain) { return String(decoding: text, as: UTF8.self) }
        return isVisible(text.span) ? quoted(text) : spelt(text.span)
    }

    private static func quoted(_ text: [UInt8]) -> String {
        let parts = text.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false)
        return "'" + parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: #"'\''"#) + "'"
    }

    private static func spelt(_ text: Span<UInt8>) -> String {
        var word = "$'"
        var position = 0
        while position < text.count {
            let unit = TextUnit(in: text, at: position)
            if let scalar = unit.scalar, !scalar.isHidden || scalar == " " {
                if scalar == "'" || scalar == "\\" { word += "\\" }
                word.unicodeScalars.append(scalar)
            } else {
                // Octal has a fixed length: a digit behind it cannot become part of it.
                for offset in 0..<unit.length { word += octal(text[position + offset]) }
            }
            position += unit.length
        }
        return word + "'"
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func isVisible(_ text: Span<UInt8>) -> Bool {
        var position = 0
        while position < text.count {
            let unit = TextUnit(in: text, at: position)
            guard let scalar = unit.scalar, !scalar.isHidden || scalar == " " else { return false }
            position += unit.length
        }
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
