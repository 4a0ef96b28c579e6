public import Analysis
internal import AuditEvents
internal import AuditRecords
internal import Detections

/// Writes the events that findings rest on: for people, as the log's own bytes, and as a table of where each line stood.
public struct ExhibitText: Sendable {
    private let sources: [String]
    private let style: TextStyle
    private var clock: LocalClock

    /// - Parameters:
    ///   - sources: the sources' names, by the numbers that records carry.
    ///   - zone: the zone in which times are shown.
    ///   - style: whether text is coloured.
    public init(sources: [String], zone: DisplayZone, style: TextStyle) {
        self.sources = sources
        self.style = style
        clock = LocalClock(zone: zone)
    }

    // MARK: - For people

    /// Appends the findings, and each event's lines with where they stood; what a terminal would obey is spelt.
    public mutating func append(_ exhibit: Exhibit, to output: inout OutputBuffer) {
        for finding in exhibit.findings {
            style.begin(.bold, in: &output)
            TerminalText.append(finding.id.utf8.span, to: &output)
            style.end(.bold, in: &output)
            output.append("  ")
            output.append(verbatim: finding.level.rawValue)
            output.append("  ")
            TerminalText.append(finding.title.utf8.span, to: &output)
            output.append("\n")
        }
        for item in exhibit.items {
            output.append("\n")
            appendHeading(of: item, exhibit, to: &output)
            for record in item.event.records { append(record, of: item.event, to: &output) }
        }
    }

    private mutating func appendHeading(of item: Exhibit.Item, _ exhibit: Exhibit, to output: inout OutputBuffer) {
        style.begin(.bold, in: &output)
        output.append("Event ")
        output.append(decimal: item.event.stamp.serial)
        style.end(.bold, in: &output)
        output.append("  ")
        TimeText.appendLocal(item.event.stamp.milliseconds, by: &clock, to: &output)
        let milliseconds = String(1000 + item.event.stamp.milliseconds % 1000).dropFirst()
        output.append(verbatim: ".\(milliseconds) \(clock.zone.name)")
        if !item.event.node.isEmpty {
            output.append("  node ")
            TerminalText.append(item.event.bytes.span.extracting(item.event.node.indices), to: &output)
        }
        output.append("  ")
        style.begin(.dim, in: &output)
        for (index, number) in item.findings.enumerated() {
            if index > 0 { output.append(", ") }
            TerminalText.append(exhibit.findings[number].id.utf8.span, to: &output)
        }
        style.end(.dim, in: &output)
        output.append("\n")
    }

    private func append(_ record: EventRecord, of event: Event, to output: inout OutputBuffer) {
        style.begin(.dim, in: &output)
        TerminalText.append(source(of: record).utf8.span, to: &output)
        output.append(verbatim: ":\(record.position.line)")
        output.append(verbatim: "  offset \(record.position.offset), \(record.line.count) bytes")
        style.end(.dim, in: &output)
        output.append("\n")
        TerminalText.append(event.bytes.span.extracting(record.line.indices), to: &output)
        output.append("\n")
    }

    private func source(of record: EventRecord) -> String {
        let number = Int(record.position.source)
        return number < sources.count ? sources[number] : "?"
    }

    // MARK: - As they stand

    /// Appends the lines' own bytes, each with a newline behind it, as `ausearch -if` reads them.
    public static func appendRecords(_ exhibit: Exhibit, to output: inout OutputBuffer) {
        for item in exhibit.items {
            for record in item.event.records {
                output.append(verbatim: item.event.bytes.span.extracting(record.line.indices))
                output.append("\n")
            }
        }
    }

    /// Appends a table of RFC 4180: of each line that `appendRecords` writes, in the same order, where it stood.
    public func appendTable(_ exhibit: Exhibit, to output: inout OutputBuffer) {
        output.append("record,source,line,offset,bytes,time,serial,type,findings\r\n")
        var number: UInt64 = 0
        for item in exhibit.items {
            for record in item.event.records {
                number += 1
                output.append(decimal: number)
                output.append(",")
                CSVText.append(source(of: record).utf8.span, to: &output)
                for value in [record.position.line, record.position.offset, UInt64(record.line.count)] {
                    output.append(",")
                    output.append(decimal: value)
                }
                output.append(",")
                TimeText.appendUTC(item.event.stamp.milliseconds, to: &output)
                output.append(",")
                output.append(decimal: item.event.stamp.serial)
                output.append(",")
                CSVText.append(item.event.bytes.span.extracting(record.typeText.indices), to: &output)
                output.append(",")
                let ids = item.findings.map { exhibit.findings[$0].id }
                CSVText.append(ids.joined(separator: " ").utf8.span, to: &output)
                output.append("\r\n")
            }
        }
    }
}
