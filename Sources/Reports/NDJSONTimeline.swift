public import DockerActivity

/// Writes each activity as one line of JSON.
public struct NDJSONTimeline: TimelineRenderer {
    /// Each line stands for itself.
    public static var linesAreIndependent: Bool { true }

    private var fields: ActivityFields
    private var writer = JSONFieldWriter()

    /// A renderer that takes its names from a context, and replaces secrets unless it is told otherwise.
    public init(context: ActivityContext, redactor: Redactor = Redactor(isOn: true)) {
        fields = ActivityFields(context: context, redactor: redactor)
    }

    /// How many secrets were replaced so far.
    public var redactions: UInt64 { fields.redactions }

    /// Appends nothing: each line says all.
    public mutating func appendHeader(to output: inout OutputBuffer) {}

    /// Appends some of a batch's activities, a line each.
    public mutating func append(_ positions: Range<Int>, of batch: ActivityBatch, to output: inout OutputBuffer) {
        swap(&writer.output, &output)  // the writer holds the buffer as long as it writes
        let text = batch.bytes.span
        for position in positions.clamped(to: batch.activities.indices) {
            writer.beginLine()
            fields.write(batch.activities[position], of: text, to: &writer)
            writer.endLine()
        }
        swap(&writer.output, &output)
    }
}
