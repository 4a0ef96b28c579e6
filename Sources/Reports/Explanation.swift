import Analysis
public import AuditEvents
import AuditRecords
import DockerActivity

/// One event in full: its records as they stand in the log, and what each field means.
public struct Explanation: Sendable {
    private let sources: [String]
    private let names: AccountNames
    private let style: TextStyle
    private var clock: LocalClock

    /// - Parameters:
    ///   - sources: the sources' names, by the numbers that records carry.
    ///   - names: names from account files that an option gave.
    ///   - zone: the zone in which times are shown.
    ///   - style: whether text is coloured.
    public init(sources: [String], names: AccountNames, zone: DisplayZone, style: TextStyle) {
        self.sources = sources
        self.names = names
        self.style = style
        clock = LocalClock(zone: zone)
    }

    /// Appends an event.
    public mutating func append(_ event: Event, to output: inout OutputBuffer) {
        appendHeading(of: event, to: &output)
        for record in event.records { append(record, of: event, to: &output) }
        var remarks: [String] = []
        if event.duplicates > 0 { remarks.append("\(event.duplicates) lines that repeat one of these were left out") }
        if event.isCutShort { remarks.append("the event outgrew a limit: further records stand in another part") }
        if let call = event.first(.syscall),
            let announced = SystemCallRecord(event.bytes.span, body: call.body).items
        {
            let held = event.records.reduce(0) { $1.type == .path ? $0 + 1 : $0 }
            if held < announced { remarks.append("the call announces \(announced) path items, the log holds \(held)") }
        }
        if event.first(.execve) != nil, !event.execution.isComplete {
            remarks.append("the log does not hold all arguments of the execution")
        }
        for remark in remarks { output.append(verbatim: "note: \(remark)\n") }
    }

    private mutating func appendHeading(of event: Event, to output: inout OutputBuffer) {
        style.begin(.bold, in: &output)
        output.append("Event ")
        output.append(decimal: event.stamp.serial)
        style.end(.bold, in: &output)
        output.append("  ")
        TimeText.appendLocal(event.stamp.milliseconds, by: &clock, to: &output)
        let milliseconds = String(1000 + event.stamp.milliseconds % 1000).dropFirst()
        output.append(verbatim: ".\(milliseconds)")
        output.append(" ")
        output.append(verbatim: clock.zone.name)
        if !event.node.isEmpty {
            output.append("  node ")
            TerminalText.append(event.bytes.span.extracting(event.node.indices), to: &output)
        }
        let count = event.records.count
        output.append(verbatim: "  \(count) record\(count == 1 ? "" : "s")")
        if event.isFromDaemon { output.append("  (a serial of auditd's own)") }
        output.append("\n")
    }

    private func append(_ record: EventRecord, of event: Event, to output: inout OutputBuffer) {
        let bytes = event.bytes.span
        output.append("\n")
        style.begin(.bold, in: &output)
        TerminalText.append(bytes.extracting(record.typeText.indices), to: &output)
        style.end(.bold, in: &output)
        output.append("  ")
        style.begin(.dim, in: &output)
        let source = Int(record.position.source)
        TerminalText.append((source < sources.count ? sources[source] : "?").utf8.span, to: &output)
        output.append(verbatim: ":\(record.position.line)")
        style.end(.dim, in: &output)
        output.append("\n")
        TerminalText.append(bytes.extracting(record.line.indices), to: &output)
        output.append("\n")

        let fields = RecordFields(bytes, body: record.body, type: record.type)
        if !fields.leadingText.isEmpty {
            output.append("    ")
            TerminalText.append(bytes.extracting(fields.leadingText.indices), to: &output)
            output.append("\n")
        }
        let context = context(record, bytes)
        for field in fields.kernel where !bytes.equals("msg", field.name) {
            append(field, fields, record, bytes, context, to: &output)
        }
        if !fields.message.isEmpty {
            output.append("  the sender says\n")
            for field in fields.sender { append(field, fields, record, bytes, context, to: &output) }
        }
        if fields.hasForgedSeparator {
            output.append(
                "  note: the byte that divides auditd's names from the rest stands inside the sender's text:\n"
            )
            output.append("  he put it there, and names that other tools print for this record may be his\n")
        }
        if fields.isUnterminated {
            output.append("  note: the sender's text is never closed: the record is cut short\n")
        }
        if fields.omitted > 0 { output.append(verbatim: "  note: \(fields.omitted) further fields are not shown\n") }
    }

    private func append(
        _ field: RecordFields.Field,
        _ fields: RecordFields,
        _ record: EventRecord,
        _ bytes: Span<UInt8>,
        _ context: InterpretationContext,
        to output: inout OutputBuffer
    ) {
        let raw = bytes.extracting(field.value.range.indices)
        var meaning = enrichedName(of: field, fields, bytes)
        if meaning.isEmpty {
            meaning = Interpretation.text(
                ofField: bytes.extracting(field.name.indices),
                value: raw,
                isQuoted: field.value.isQuoted,
                recordType: record.type.rawValue,
                context: context
            )
        }
        output.append("    ")
        let width = TerminalText.append(bytes.extracting(field.name.indices), to: &output)
        output.append(blanks: max(1, 10 - width))
        TerminalText.append(meaning.span, to: &output)
        if !isSame(meaning, raw) {
            style.begin(.dim, in: &output)
            output.append("  (")
            TerminalText.append(raw, limit: 60, cut: .end, to: &output)
            output.append(")")
            style.end(.dim, in: &output)
        }
        output.append("\n")
    }

    /// The name that auditd added for a field: the same name in capitals.
    private func enrichedName(of field: RecordFields.Field, _ fields: RecordFields, _ bytes: Span<UInt8>) -> [UInt8] {
        var capitals: [UInt8] = []
        for index in field.name.indices {
            let byte = bytes[index]
            capitals.append(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xdf : byte)
        }
        for entry in fields.enriched where isSame(capitals, bytes.extracting(entry.name.indices)) {
            var name: [UInt8] = []
            name.append(copying: bytes.extracting(entry.value.range.indices))
            return name
        }
        return []
    }

    private func context(_ record: EventRecord, _ bytes: Span<UInt8>) -> InterpretationContext {
        var context = InterpretationContext(names: names)
        guard record.type == .syscall else { return context }
        let call = SystemCallRecord(bytes, body: record.body)
        context.architecture = call.architecture
        context.systemCall = call.number
        context.argument0 = call.argument(0, in: bytes)
        context.argument1 = call.argument(1, in: bytes)
        context.argument2 = call.argument(2, in: bytes)
        return context
    }

    private func isSame(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
