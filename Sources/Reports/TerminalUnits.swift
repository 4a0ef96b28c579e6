/// Goes through a text in steps that a terminal shows as one: a character, or the spelling of what it must not see.
struct TerminalUnits {
    /// Marks that may follow one character before the rest is spelt out; living scripts need no more.
    private static let mostMarks = 4

    /// What a backslash and a quote are in the text.
    enum Form {
        /// Text from a log: a backslash is doubled.
        case raw
        /// Text from a log that will stand in quotes: quotes are escaped as well.
        case quoted
        /// Text that has been escaped: both are themselves.
        case escaped
    }

    private let form: Form
    private var position = 0
    /// Marks since the last character; the most where there has been none to carry them.
    private var marks = TerminalUnits.mostMarks

    init(_ form: Form) {
        self.form = form
    }

    /// One step.
    struct Unit {
        let start: Int
        let end: Int
        let width: Int
        let spelling: Spelling
    }

    /// How a unit is written.
    enum Spelling {
        /// As it is.
        case plain
        /// A backslash and one more character.
        case short(UInt8)
        /// `\xNN`.
        case byte
        /// `\u{…}`.
        case scalar(UInt32)
    }

    mutating func next(in text: Span<UInt8>) -> Unit? {
        guard position < text.count else { return nil }
        let start = position
        let lead = text[start]
        if lead >= 0x20, lead < 0x7f {
            position += 1
            let isSpelt =
                lead == UInt8(ascii: "\\") && form != .escaped || lead == UInt8(ascii: "\"") && form == .quoted
            marks = isSpelt ? Self.mostMarks : 0
            return isSpelt
                ? Unit(start: start, end: position, width: 2, spelling: .short(lead))
                : Unit(start: start, end: position, width: 1, spelling: .plain)
        }
        let unit = TextUnit(in: text, at: start)
        position += unit.length
        guard let scalar = unit.scalar else { return spelt(start, .byte) }
        switch scalar {
        case "\u{1b}": return spelt(start, .short(UInt8(ascii: "e")))
        case "\n": return spelt(start, .short(UInt8(ascii: "n")))
        case "\r": return spelt(start, .short(UInt8(ascii: "r")))
        case "\t": return spelt(start, .short(UInt8(ascii: "t")))
        default: break
        }
        if unit.length == 1 { return spelt(start, .byte) }
        guard !scalar.isHidden, let width = scalar.terminalWidth else { return spelt(start, .scalar(scalar.value)) }
        if width == 0 {
            guard marks < Self.mostMarks else { return spelt(start, .scalar(scalar.value)) }
            marks += 1
        } else {
            marks = 0
        }
        return Unit(start: start, end: position, width: width, spelling: .plain)
    }

    private mutating func spelt(_ start: Int, _ spelling: Spelling) -> Unit {
        marks = Self.mostMarks  // a mark on an escape would deface it
        let width =
            switch spelling {
            case .plain: 1
            case .short: 2
            case .byte: 4
            case .scalar(let value): 4 + Self.hexadecimalDigits(of: value)
            }
        return Unit(start: start, end: position, width: width, spelling: spelling)
    }

    fileprivate static func hexadecimalDigits(of value: UInt32) -> Int {
        max(2, (32 - value.leadingZeroBitCount + 3) / 4)
    }
}

extension TerminalUnits.Unit {
    func append(from text: Span<UInt8>, to output: inout OutputBuffer) {
        switch spelling {
        case .plain: output.append(verbatim: text.extracting(start..<end))
        case .short(let letter):
            output.append(UInt8(ascii: "\\"))
            output.append(letter)
        case .byte:
            output.append(#"\x"#)
            output.append(hexadecimal: UInt32(text[start]), digits: 2, ten: UInt8(ascii: "A"))
        case .scalar(let value):
            output.append(#"\u{"#)
            output.append(
                hexadecimal: value,
                digits: TerminalUnits.hexadecimalDigits(of: value),
                ten: UInt8(ascii: "A")
            )
            output.append(UInt8(ascii: "}"))
        }
    }
}
