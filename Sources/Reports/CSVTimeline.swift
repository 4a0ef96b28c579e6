internal import AuditRecords
public import DockerActivity

/// Writes each activity as one record of RFC 4180, with a header before them.
public struct CSVTimeline: TimelineRenderer {
    /// Each line stands for itself.
    public static var linesAreIndependent: Bool { true }

    private var fields: ActivityFields
    private var writer = CSVFieldWriter()

    /// A renderer that takes its names from a context, and replaces secrets unless it is told otherwise.
    public init(context: ActivityContext, redactor: Redactor = Redactor(isOn: true)) {
        fields = ActivityFields(context: context, redactor: redactor)
    }

    /// How many secrets were replaced so far.
    public var redactions: UInt64 { fields.redactions }

    /// Appends the line that names the columns.
    public mutating func appendHeader(to output: inout OutputBuffer) {
        output.append(verbatim: Self.header)
        output.append("\r\n")
    }

    /// The names of the columns, without the end of their line.
    static var header: String {
        var header = CSVHeaderWriter()
        let nothing = Activity(
            stamp: Stamp(milliseconds: 0, serial: 0),
            action: .create,
            evidence: .init(source: 0, line: 0)
        )
        let empty: InlineArray<0, UInt8> = []
        var fields = ActivityFields(context: ActivityContext(sources: []), redactor: Redactor(isOn: false))
        fields.write(nothing, of: empty.span, to: &header)
        return header.line
    }

    /// Appends some of a batch's activities, a line each.
    public mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer) {
        swap(&writer.output, &output)  // the writer holds the buffer as long as it writes
        let text = batch.bytes.span
        for position in positions.clamped(to: batch.activities.indices) {
            fields.write(batch.activities[position], of: text, to: &writer)
            writer.endLine()
        }
        swap(&writer.output, &output)
    }
}
