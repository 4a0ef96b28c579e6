import AuditEvents
import AuditRecords

/// A record as rules see it: its fields by number, each as it stands in the log, and as the text that it stands for.
///
/// Fields are the kernel's, those of a sender's `msg='…'`, and the names that auditd added, all under their own names. Where
/// auditd added none, `SYSCALL` and `ARCH` are made from the numbers. The arguments of an execution, which the kernel may
/// spread over many EXECVE records, are those of the first one. Memory is kept from record to record.
struct RecordView: FieldView, RuleView {
    /// One value of one field.
    private struct Value {
        let field: Int
        let range: Range<Int>
        /// Whether it stands in `decoded`, rather than in the event.
        let isDecoded: Bool
    }

    private var values: [Value] = []
    private var decoded: [UInt8] = []
    private var line: [UInt8] = []
    private var keywords: [UInt8] = []

    /// A view of no record.
    init() {}

    func visit(_ field: Int, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard field != RecordRuleFields.text else {
            if body(line.span), !keywords.isEmpty { _ = body(keywords.span) }
            return .present
        }
        var presence = FieldPresence.absent
        for value in values where value.field == field {
            presence = .present
            let bytes = value.isDecoded ? decoded.span : line.span
            guard body(bytes.extracting(value.range)) else { break }
        }
        return presence
    }

    /// Records have no fields of a few words.
    func code(_ node: RuleProgram.Node) -> Truth { .unknown }

    func test(_ test: FieldTest) -> Truth { test.evaluate(in: self) }

    /// Shows a record of an event, whose type has a name.
    mutating func show(
        _ record: EventRecord,
        of event: borrowing Event,
        type: [UInt8],
        names: FieldNameTable,
        hasKeywords: Bool
    ) {
        values.removeAll(keepingCapacity: true)
        decoded.removeAll(keepingCapacity: true)
        keywords.removeAll(keepingCapacity: true)
        line.removeAll(keepingCapacity: true)
        line.append(copying: event.bytes.span.extracting(record.line.indices))
        let span = event.bytes.span
        let fields = RecordFields(span, body: record.body, type: record.type)
        add(type.span, as: RecordRuleFields.type)
        if hasKeywords {
            keywords.append(contentsOf: "type=".utf8)
            keywords += type
        }
        let offset = Int(record.line.start)
        for group in [fields.kernel, fields.sender, fields.enriched] {
            for field in group {
                if record.type == .execve, Self.isArgument(span.extracting(field.name.indices)) { continue }
                add(field, in: span, offset: offset, type: record.type, names, hasKeywords)
            }
        }
        if record.type == .execve { addArguments(event.execution, in: span, names, hasKeywords) }
        if !record.node.isEmpty, let number = names.number(of: "node".utf8.span) {
            add(span.extracting(record.node.indices), as: number)
        }
        addCall(fields, in: span, names)
    }

    private mutating func add(_ text: Span<UInt8>, as field: Int) {
        let start = decoded.count
        decoded.append(copying: text)
        values.append(Value(field: field, range: start..<decoded.count, isDecoded: true))
    }

    private mutating func add(
        _ field: RecordFields.Field,
        in span: Span<UInt8>,
        offset: Int,
        type: RecordType,
        _ names: FieldNameTable,
        _ hasKeywords: Bool
    ) {
        let name = span.extracting(field.name.indices)
        let number = names.number(of: name)
        guard number != nil || hasKeywords else { return }
        let isEncoded =
            !field.value.isQuoted && Interpretation.isEncoded(name, recordType: type.rawValue)
            && field.value.isHex(in: span)
        if let number {
            let range = field.value.range.shifted(by: -offset).indices
            values.append(Value(field: number, range: range, isDecoded: false))
        }
        let start = decoded.count
        if isEncoded {
            field.value.appendText(from: span, to: &decoded)
            for index in start..<decoded.count where decoded[index] == 0 { decoded[index] = UInt8(ascii: " ") }
            if let number { addParts(of: start..<decoded.count, as: number) }
        }
        guard hasKeywords else { return }
        keywords.append(UInt8(ascii: " "))
        keywords.append(copying: name)
        keywords.append(UInt8(ascii: "="))
        if isEncoded {
            keywords += decoded[start...]
        } else {
            keywords.append(copying: span.extracting(field.value.range.indices))
        }
    }

    /// Adds a decoded text, and where it holds several keys each of them.
    private mutating func addParts(of range: Range<Int>, as number: Int) {
        var start = range.lowerBound
        while start <= range.upperBound {
            let end = decoded.span.firstIndex(of: 1, from: start, to: range.upperBound)
            values.append(Value(field: number, range: start..<end, isDecoded: true))
            start = end + 1
        }
    }

    private mutating func addArguments(
        _ execution: Execution,
        in span: Span<UInt8>,
        _ names: FieldNameTable,
        _ hasKeywords: Bool
    ) {
        for argument in execution.arguments {
            let name = Array("a\(argument.index)".utf8)
            let start = decoded.count
            for piece in argument.pieces { piece.value.appendText(from: span, to: &decoded) }
            if let number = names.number(of: name.span) {
                values.append(Value(field: number, range: start..<decoded.count, isDecoded: true))
                if argument.pieces.count == 1, !argument.pieces[0].value.isQuoted {
                    add(span.extracting(argument.pieces[0].value.range.indices), as: number)
                }
            }
            if hasKeywords {
                keywords.append(UInt8(ascii: " "))
                keywords += name
                keywords.append(UInt8(ascii: "="))
                keywords += decoded[start...]
            }
        }
    }

    /// The names of call and architecture, where auditd added none.
    private mutating func addCall(_ fields: RecordFields, in span: Span<UInt8>, _ names: FieldNameTable) {
        guard let architecture = fields.kernelValue("arch", in: span).flatMap({ Self.hexadecimal($0.range, in: span) })
        else { return }
        if let number = names.number(of: "ARCH".utf8.span), fields.enrichedValue("ARCH", in: span) == nil {
            add(Interpretation.architectureName(architecture).utf8.span, as: number)
        }
        guard let number = names.number(of: "SYSCALL".utf8.span), fields.enrichedValue("SYSCALL", in: span) == nil,
            let value = fields.kernelValue("syscall", in: span)
        else { return }
        var position = Int(value.range.start)
        guard let call = span.decimal(at: &position, end: Int(value.range.end)),
            let name = Interpretation.systemCallName(UInt32(truncatingIfNeeded: call), architecture: architecture)
        else { return }
        add(name.utf8.span, as: number)
    }

    private static func hexadecimal(_ range: ByteRange, in span: Span<UInt8>) -> UInt32? {
        guard range.count <= 8 else { return nil }
        var text: [UInt8] = []
        text.append(copying: span.extracting(range.indices))
        return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    }

    /// Whether a field's name is one of an argument of an execution, or of a piece of it: `a1`, `a1[0]`.
    private static func isArgument(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 2, name[0] == UInt8(ascii: "a") else { return false }
        return name[1] &- UInt8(ascii: "0") < 10 && !name.hasSuffix("_len")
    }
}
