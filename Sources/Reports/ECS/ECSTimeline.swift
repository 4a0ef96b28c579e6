public import DockerActivity

/// Writes each activity as one line of JSON in the Elastic Common Schema.
///
/// What the schema has no field for stands below `docktrail`. What is not known is left out.
public struct ECSTimeline: TimelineRenderer {
    /// The version of the schema whose fields are used: elastic.co/docs/reference/ecs.
    public static let version = "9.3.0"

    /// Each line stands for itself.
    public static var linesAreIndependent: Bool { true }

    private var fields: ECSFields
    private var writer = SparseJSONWriter()
    private let isBulk: Bool

    /// A renderer that takes its names from a context, and replaces secrets unless it is told otherwise.
    ///
    /// `isBulk` puts the line before each that Elasticsearch's bulk API asks for; the index or data stream is named in the
    /// request.
    public init(context: ActivityContext, redactor: Redactor = Redactor(isOn: true), isBulk: Bool = false) {
        fields = ECSFields(context: context, redactor: redactor)
        self.isBulk = isBulk
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
            // A data stream takes nothing but new documents.
            if isBulk { writer.output.append("{\"create\":{}}\n") }
            writer.beginLine()
            fields.write(batch.activities[position], of: text, to: &writer)
            writer.endLine()
        }
        swap(&writer.output, &output)
    }
}
