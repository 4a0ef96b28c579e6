public import AuditRules

/// Writes what a probe of the audit rules found: as text and as JSON.
public struct RuleProbeReport: Sendable {
    private let results: [RuleProbe.Result]
    private let source: String

    /// A report of results, and of where the events were looked for.
    public init(_ results: [RuleProbe.Result], source: String) {
        self.results = results
        self.source = source
    }

    /// The results for people.
    public func text(columns: Int?, style: TextStyle) -> OutputBuffer {
        var text = RulesText(columns: columns, style: style)
        let seen = results.filter { $0.verdict == .seen || $0.verdict == .otherKey }.count
        let tried = results.filter { $0.verdict != .notTried }.count
        text.heading("\(Quantity.count(seen)) of \(Quantity.count(tried, "rule", "rules")) fired, as \(source) shows")
        var table = TextTable(columns: [
            .fixed("RESULT"), .numbers("SERIAL"), .words("RULE", minimum: 40, maximum: 96, cut: .path),
            .words("WHY", minimum: 16),
        ])
        for result in results {
            table.append([
                TextTable.Cell(result.verdict.rawValue, result.verdict == .notSeen ? .alarm : .plain),
                TextTable.Cell(result.serial.map { "\($0)" } ?? ""), TextTable.Cell(result.rule, .bold),
                TextTable.Cell(result.why),
            ])
        }
        text.table(table)
        return text.output
    }

    /// The results as one JSON object, `docktrail.rules/1`.
    public func json() -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", "docktrail.rules/1")
            writer.text("source", source)
            writer.array("probes") { writer in
                for result in results {
                    writer.object { writer in
                        writer.text("rule", result.rule)
                        writer.text("act", result.act)
                        writer.text("result", result.verdict.rawValue)
                        writer.number("serial", result.serial)
                        writer.text("why", result.why.isEmpty ? nil : result.why)
                    }
                }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }
}
