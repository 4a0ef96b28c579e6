public import Analysis
public import DockerActivity

/// Writes what a hunt finds: a line for each activity with the indicators that it answers to, and a table of all indicators.
public struct HuntWriter: Sendable {
    /// What is written.
    public enum Format: String, CaseIterable, Sendable {
        /// For people.
        case text
        /// An object in a line, as a timeline has them, and one for each indicator.
        case ndjson
        /// A record of RFC 4180 for each activity; where only indicators are counted, for each of those.
        case csv
    }

    private let format: Format
    private var lines: TextTimeline
    private var fields: ActivityFields
    private var json = JSONFieldWriter()
    private var csv = CSVFieldWriter()
    private let style: TextStyle
    private let columns: Int?
    private var clock: LocalClock

    /// - Parameters:
    ///   - format: what is written.
    ///   - context: what names numbers.
    ///   - redactor: what replaces secrets.
    ///   - zone: the zone of times in text.
    ///   - columns: those of a terminal; nil, for a pipe, cuts nothing.
    ///   - style: whether text is coloured.
    public init(
        _ format: Format,
        context: ActivityContext,
        redactor: Redactor,
        zone: DisplayZone,
        columns: Int?,
        style: TextStyle
    ) {
        self.format = format
        lines = TextTimeline(context: context, zone: zone, width: columns, style: style)
        fields = ActivityFields(context: context, redactor: redactor)
        self.style = style
        self.columns = columns
        clock = LocalClock(zone: zone)
    }

    /// How many secrets were replaced so far.
    public var redactions: UInt64 { fields.redactions }

    /// Appends what stands before all activities.
    public mutating func appendHeader(to output: inout OutputBuffer) {
        switch format {
        case .text: lines.appendHeader(to: &output)
        case .ndjson: break
        case .csv:
            output.append(verbatim: CSVTimeline.header)
            output.append(",indicators\r\n")
        }
    }

    /// Appends an activity of a batch, and the indicators that it answers to.
    public mutating func append(
        _ position: Int,
        of batch: ActivityBatch,
        _ indicators: [Indicator],
        to output: inout OutputBuffer
    ) {
        switch format {
        case .text:
            lines.append(position..<position + 1, of: batch, to: &output)
            let labels = indicators.map { "\($0.label) (line \($0.line))" }
            output.append("    ↳ ")
            style.begin(.alarm, in: &output)
            TerminalText.append(labels.joined(separator: ", ").utf8.span, to: &output)
            style.end(.alarm, in: &output)
            output.append("\n")
        case .ndjson:
            swap(&json.output, &output)
            json.beginLine()
            fields.write(batch.activities[position], of: batch.bytes.span, to: &json)
            json.list("indicators", Self.labels(indicators).span, separatedBy: 0x01)
            json.endLine()
            swap(&json.output, &output)
        case .csv:
            swap(&csv.output, &output)
            fields.write(batch.activities[position], of: batch.bytes.span, to: &csv)
            csv.list("indicators", Self.labels(indicators).span, separatedBy: 0x01)
            csv.endLine()
            swap(&csv.output, &output)
        }
    }

    private static func labels(_ indicators: [Indicator]) -> [UInt8] {
        Array(indicators.map { Array($0.label.utf8) }.joined(separator: [0x01]))
    }

    /// Appends what was found of each indicator, of those as well of which nothing was.
    public mutating func appendTable(of hunt: Hunt, to output: inout OutputBuffer) {
        switch format {
        case .text: appendText(of: hunt, to: &output)
        case .ndjson: Self.appendObjects(of: hunt, to: &output)
        case .csv: Self.appendRecords(of: hunt, to: &output)
        }
    }

    private mutating func appendText(of hunt: Hunt, to output: inout OutputBuffer) {
        var table = TextTable(columns: [
            .numbers("LINE"), .words("INDICATOR", minimum: 20, cut: .middle), .numbers("HITS"), .fixed("FIRST"),
            .fixed("LAST"),
        ])
        for (indicator, tally) in zip(hunt.indicators, hunt.tallies) {
            table.append([
                TextTable.Cell(indicator.line), TextTable.Cell(indicator.label, tally.hits > 0 ? .bold : .dim),
                TextTable.Cell(Quantity.count(tally.hits), tally.hits > 0 ? .alarm : .dim),
                TextTable.Cell(moment(tally.times?.lowerBound)), TextTable.Cell(moment(tally.times?.upperBound)),
            ])
        }
        table.append(to: &output, width: columns, style: style)
    }

    private mutating func moment(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "" }
        var text = OutputBuffer()
        TimeText.appendLocal(milliseconds, by: &clock, to: &text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private static func appendObjects(of hunt: Hunt, to output: inout OutputBuffer) {
        for (indicator, tally) in zip(hunt.indicators, hunt.tallies) {
            var writer = JSONWriter()
            writer.object { writer in
                writer.text("kind", "indicator")
                writer.number("line", UInt64(indicator.line))
                writer.array("types") { writer in
                    for kind in indicator.kinds { writer.text(nil, kind.rawValue) }
                }
                writer.text("value", indicator.text)
                writer.number("hits", tally.hits)
                writer.moment("first", tally.times?.lowerBound)
                writer.moment("last", tally.times?.upperBound)
            }
            output.append(verbatim: writer.output.bytes.span)
            output.append("\n")
        }
    }

    private static func appendRecords(of hunt: Hunt, to output: inout OutputBuffer) {
        output.append("line,types,value,hits,first,last\r\n")
        for (indicator, tally) in zip(hunt.indicators, hunt.tallies) {
            output.append(decimal: UInt64(indicator.line))
            output.append(",")
            output.append(verbatim: indicator.kinds.map(\.rawValue).joined(separator: " "))
            output.append(",")
            CSVText.append(indicator.text.utf8.span, to: &output)
            output.append(",")
            output.append(decimal: tally.hits)
            for moment in [tally.times?.lowerBound, tally.times?.upperBound] {
                output.append(",")
                if let moment { TimeText.appendUTC(moment, to: &output) }
            }
            output.append("\r\n")
        }
    }
}
