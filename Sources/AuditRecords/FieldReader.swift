/// Reads fields one after the other, whatever sentence stands in a value.
///
/// A bare value runs to the next blank that is followed by a word and `=`: `op=adding user to group acct="mallory"`,
/// `subj=docker-default (enforce) key=…`, `op= id=105`.
struct FieldReader {
    /// Text before the first field.
    private(set) var leadingText = ByteRange()
    private var position: Int
    private let end: Int
    private let type: RecordType
    /// A name whose `=` has been read already: the kernel forgot the blank before it.
    private var fusedName: ByteRange?
    /// Where the next name lies, if the value before it ended there: its end has been found already.
    private var nextName: ByteRange?
    /// Whether no `}` follows: looked for once, so that time grows with the line and not with its square.
    private var hasNoClosingBrace = false

    init(_ line: Span<UInt8>, from start: Int, to end: Int, type: RecordType) {
        self.position = start
        self.end = end
        self.type = type
        skipBlanks(in: line)
        // Words before the first `name=` are text of their own.
        let textStart = position
        while position < end, endOfName(in: line, from: position) == nil {
            skipWord(in: line)
            skipBlanks(in: line)
        }
        var textEnd = position
        while textEnd > textStart && line[textEnd - 1] == UInt8(ascii: " ") { textEnd -= 1 }
        leadingText = ByteRange(start: textStart, end: textEnd)
    }

    /// The next field, or nil at the end.
    mutating func next(in line: Span<UInt8>) -> RecordFields.Field? {
        let name: ByteRange
        if let fusedName {
            name = fusedName
            self.fusedName = nil
        } else if let nextName {
            name = nextName
            self.nextName = nil
            position = Int(name.end) + 1
        } else {
            skipBlanks(in: line)
            guard position < end, let nameEnd = endOfName(in: line, from: position) else { return nil }
            name = ByteRange(start: position, end: nameEnd)
            position = nameEnd + 1
        }
        return RecordFields.Field(name: name, value: value(in: line, of: name))
    }

    private mutating func value(in line: Span<UInt8>, of name: ByteRange) -> FieldValue {
        guard position < end else { return FieldValue(ByteRange(start: end, end: end), isQuoted: false) }
        switch line[position] {
        case UInt8(ascii: "\""):
            let start = position + 1
            if let close = closing(UInt8(ascii: "\""), in: line, from: start) {
                position = close + 1
                skipToBlank(in: line)
                return FieldValue(ByteRange(start: start, end: close), isQuoted: true)
            }
            position = end  // never closed: cut short
            return FieldValue(ByteRange(start: start, end: end), isQuoted: true)
        case UInt8(ascii: "{"):  // SADDR={ saddr_fam=local path=/run/docker.sock }
            let start = position
            if !hasNoClosingBrace, let close = closing(UInt8(ascii: "}"), in: line, from: start + 1) {
                position = close + 1
                return FieldValue(ByteRange(start: start, end: close + 1), isQuoted: false)
            }
            hasNoClosingBrace = true
            return bareValue(in: line, of: name)
        default:
            return bareValue(in: line, of: name)
        }
    }

    /// A value without quotes: up to the next blank that a field follows.
    private mutating func bareValue(in line: Span<UInt8>, of name: ByteRange) -> FieldValue {
        let start = position
        if let fused = fusedValue(in: line, of: name) { return fused }
        while true {
            position = line.firstIndex(of: UInt8(ascii: " "), from: position, to: end)
            var wordStart = position
            while wordStart < end && line[wordStart] == UInt8(ascii: " ") { wordStart += 1 }
            if wordStart == end { break }
            if let nameEnd = endOfName(in: line, from: wordStart) {
                nextName = ByteRange(start: wordStart, end: nameEnd)
                break
            }
            position = wordStart
        }
        var valueEnd = position
        if type == .login, let cut = endOfOldLoginValue(in: line, from: start, to: valueEnd) {
            valueEnd = cut
        }
        return FieldValue(ByteRange(start: start, end: valueEnd), isQuoted: false)
    }

    /// `ses=163op=remove_rule`: the kernel writes the session and then `op=` without a blank between them
    /// (kernel/audit_tree.c, audit_tree_log_remove_rule, behind kernel/audit.c, audit_log_session_info).
    private mutating func fusedValue(in line: Span<UInt8>, of name: ByteRange) -> FieldValue? {
        guard type == .configChange, line.equals("ses", name) else { return nil }
        var digits = position
        while digits < end, line[digits] >= UInt8(ascii: "0"), line[digits] <= UInt8(ascii: "9") { digits += 1 }
        guard digits > position, let nameEnd = endOfName(in: line, from: digits), nameEnd > digits else { return nil }
        let value = FieldValue(ByteRange(start: position, end: digits), isQuoted: false)
        fusedName = ByteRange(start: digits, end: nameEnd)
        position = nameEnd + 1
        return value
    }

    /// Kernels before 3.14 wrote `uid=0 old auid=4294967295 new auid=1000`: the words belong to the next name.
    private func endOfOldLoginValue(in line: Span<UInt8>, from start: Int, to valueEnd: Int) -> Int? {
        guard let blank = (start..<valueEnd).first(where: { line[$0] == UInt8(ascii: " ") }) else { return nil }
        let word = ByteRange(start: blank + 1, end: valueEnd)
        return line.equals("old", word) || line.equals("new", word) ? blank : nil
    }

    /// Where the name ends whose first byte is at `start`, if a name and `=` stand there.
    private func endOfName(in line: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < end {
            switch line[index] {
            case UInt8(ascii: "="): return index > start ? index : nil
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "."):
                index += 1
            default: return nil
            }
        }
        return nil
    }

    private func closing(_ byte: UInt8, in line: Span<UInt8>, from start: Int) -> Int? {
        let index = line.firstIndex(of: byte, from: start, to: end)
        return index < end ? index : nil
    }

    private mutating func skipBlanks(in line: Span<UInt8>) {
        while position < end && line[position] == UInt8(ascii: " ") { position += 1 }
    }

    private mutating func skipWord(in line: Span<UInt8>) {
        position = line.firstIndex(of: UInt8(ascii: " "), from: position, to: end)
    }

    /// What clings to a closing quote belongs to no field: `name="dock"ext`.
    private mutating func skipToBlank(in line: Span<UInt8>) {
        skipWord(in: line)
    }
}
