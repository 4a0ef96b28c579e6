public import Analysis
internal import Detections

extension JSONReport {
    /// What a report concludes, a line of JSON each: findings, incidents, gaps, and a summary at the end.
    ///
    /// The lines are of the kinds `finding`, `incident`, `coverage` and `summary`, with the members that the report's own objects have.
    public func lines(of report: Report) -> OutputBuffer {
        var output = OutputBuffer()
        let filters = FilterWords(report, names: names)
        for entry in report.findings where entry.finding.level >= leastLevel {
            line(to: &output) { write(entry, kind: "finding", of: report, filters, to: &$0) }
        }
        let words = IncidentWords(names: names, report: report)
        for entry in report.incidents where entry.incident.level >= leastLevel {
            line(to: &output) { write(entry, kind: "incident", words, filters, to: &$0) }
        }
        for gap in report.coverage.gaps {
            line(to: &output) { writer in
                writer.object { writer in
                    writer.text("kind", "coverage")
                    writer.text("gap", gap.kind.rawValue)
                    writeRest(of: gap, of: report, to: &writer)
                }
            }
        }
        line(to: &output) { writeSummary(of: report, to: &$0) }
        return output
    }

    private func writeSummary(of report: Report, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("kind", "summary")
            writer.moment("generated", generated)
            writeTool(to: &writer)
            writer.moment("from", report.period.from)
            writer.moment("to", report.period.to)
            write(report.totals, findings: UInt64(report.findings.count) + report.findingsOmitted, to: &writer)
            writer.number("findingsOmitted", report.findingsOmitted)
            writer.boolean("complete", report.coverage.isComplete)
            writer.number("gapsOmitted", report.coverage.gapsOmitted)
            writeRedactions(of: report, to: &writer)
        }
    }

    /// The program and its version.
    func writeTool(to writer: inout JSONWriter) {
        writer.object("tool") { writer in
            writer.text("name", "docktrail")
            writer.text("version", version)
        }
    }

    private func line(to output: inout OutputBuffer, _ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        body(&writer)
        output.append(verbatim: writer.output.bytes.span)
        output.append("\n")
    }
}
