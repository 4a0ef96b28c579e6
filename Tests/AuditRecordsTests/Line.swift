import AuditRecords

/// A line of a log, with what tests ask of it.
struct Line: Sendable {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What the parser makes of it.
    var parsed: ParsedLine {
        var parser = RecordParser()
        return parser.parse(bytes.span)
    }

    /// The record's head; nil if it is no record.
    var head: RecordHead? {
        if case .record(let head) = parsed { head } else { nil }
    }

    /// Why it is no record; nil if it is one.
    var malformed: MalformedLine? {
        if case .malformed(let malformed) = parsed { malformed } else { nil }
    }

    /// All of it as a record's body.
    var whole: ByteRange { ByteRange(start: 0, end: bytes.count) }

    /// The text in a range.
    func text(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }

    /// The text that a value stands for.
    func decoded(_ value: FieldValue) -> String {
        var text: [UInt8] = []
        value.appendText(from: bytes.span, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a value stands for nothing.
    func isNull(_ value: FieldValue) -> Bool { value.isNull(in: bytes.span) }

    /// Whether a value is text in hex.
    func isHex(_ value: FieldValue) -> Bool { value.isHex(in: bytes.span) }

    /// The text of a field that was asked for; nil where there is none.
    func value(_ find: (Span<UInt8>) -> FieldValue?) -> String? { find(bytes.span).map { text($0.range) } }

    /// The fields of one namespace, as `name=value`, a quoted value in quotes.
    func list(_ fields: [RecordFields.Field]) -> [String] {
        fields.map { field in
            let value = text(field.value.range)
            return "\(text(field.name))=\(field.value.isQuoted ? "\"\(value)\"" : value)"
        }
    }
}

/// All fields of a body of a given type.
func fields(_ text: String, _ type: RecordType = .unnumbered) -> (line: Line, fields: RecordFields) {
    let line = Line(text)
    return (line, RecordFields(line.bytes.span, body: line.whole, type: type))
}
