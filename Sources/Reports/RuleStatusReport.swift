public import AuditRules

/// Writes how a host's audit rules compare with the wanted ones: as text and as JSON.
public struct RuleStatusReport: Sendable {
    /// Lines of others' rules in text; the rest is counted.
    private static let foreignLimit = 10

    private let status: RuleStatus

    /// A report of one comparison.
    public init(_ status: RuleStatus) {
        self.status = status
    }

    /// The comparison for people.
    public func text(columns: Int?, style: TextStyle) -> OutputBuffer {
        var text = RulesText(columns: columns, style: style)
        text.heading(status.hasDrift ? "The rules are not as they should be" : "The rules are as they should be")
        text.paragraph(counts)
        rules(&text)
        foreign(&text)
        coverage("The CIS Docker benchmark (1.3 to 1.7)", status.cis, &text)
        coverage("The nine watches of the hardening guides", status.seed, &text)
        if let kernel = status.kernel {
            text.heading("Kernel")
            text.paragraph(
                "enabled \(kernel.enabled), pid \(kernel.pid), lost \(kernel.lost), backlog \(kernel.backlog) of \(kernel.backlogLimit)"
            )
        }
        text.list("Not as it should be, besides", status.drift)
        text.list("To know", status.notes)
        return text.output
    }

    private var counts: String {
        let states: [RuleStatus.State] = [
            .loaded, .missing, .different, .shadowed, .dead, .notApplicable, .foreign,
        ]
        return
            states.compactMap { state in
                let count = status.entries.filter { $0.state == state }.count
                return count == 0 ? nil : "\(Quantity.count(count)) \(state.rawValue)"
            }
            .joined(separator: ", ")
    }

    private func rules(_ text: inout RulesText) {
        var table = TextTable(columns: [
            .fixed("STATE"), .fixed("DISK"), .words("RULE", minimum: 40, maximum: 96, cut: .path),
            .words("WHY", minimum: 16),
        ])
        for entry in status.entries where entry.state != .foreign && entry.state != .notApplicable {
            table.append([
                TextTable.Cell(entry.state.rawValue, entry.state.isDrift ? .alarm : .plain),
                TextTable.Cell(entry.isOnDisk.map { $0 ? "yes" : "no" } ?? "-"),
                TextTable.Cell(entry.rule, .bold), TextTable.Cell(entry.why),
            ])
        }
        guard table.rowCount > 0 else { return }
        text.heading("Rules")
        text.table(table)
    }

    private func foreign(_ text: inout RulesText) {
        let foreign = status.entries.filter { $0.state == .foreign }
        guard !foreign.isEmpty else { return }
        text.heading("Rules of others")
        var table = TextTable(columns: [.words("", minimum: 40)])
        for entry in foreign.prefix(Self.foreignLimit) { table.append([TextTable.Cell(entry.rule, .dim)]) }
        text.table(table)
        if foreign.count > Self.foreignLimit {
            text.paragraph("and \(Quantity.count(foreign.count - Self.foreignLimit)) more")
        }
    }

    private func coverage(_ heading: String, _ lines: [RuleStatus.Coverage], _ text: inout RulesText) {
        text.heading(heading)
        var table = TextTable(columns: [
            .fixed(""), .words("", minimum: 6, maximum: 40, cut: .path),
            .words("", minimum: 14, maximum: 60, cut: .path),
            .words("", minimum: 16),
        ])
        for line in lines {
            let emphasis: TextStyle.Emphasis = line.verdict == .not || line.verdict == .partly ? .alarm : .plain
            table.append([
                TextTable.Cell(line.verdict.rawValue, emphasis), TextTable.Cell(line.name),
                TextTable.Cell(line.what == line.name ? "" : line.what), TextTable.Cell(line.why),
            ])
        }
        text.table(table)
    }

    /// The comparison as one JSON object, `docktrail.rules/1`.
    public func json() -> OutputBuffer {
        var writer = JSONWriter()
        writer.object { writer in
            writer.text("schema", "docktrail.rules/1")
            writer.boolean("drift", status.hasDrift)
            writer.array("rules") { writer in
                for entry in status.entries { Self.write(entry, to: &writer) }
            }
            Self.write("cis", status.cis, to: &writer)
            Self.write("seed", status.seed, to: &writer)
            if let kernel = status.kernel {
                writer.object("kernel") { writer in
                    writer.number("enabled", UInt64(kernel.enabled))
                    writer.number("pid", UInt64(kernel.pid))
                    writer.number("lost", UInt64(kernel.lost))
                    writer.number("backlog", UInt64(kernel.backlog))
                    writer.number("backlogLimit", UInt64(kernel.backlogLimit))
                }
            } else {
                writer.text("kernel", nil as String?)
            }
            writer.array("problems") { writer in
                for sentence in status.drift { writer.text(nil, sentence) }
            }
            writer.array("notes") { writer in
                for sentence in status.notes { writer.text(nil, sentence) }
            }
        }
        var output = writer.output
        output.append("\n")
        return output
    }

    private static func write(_ entry: RuleStatus.Entry, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("rule", entry.rule)
            writer.text("state", entry.state.rawValue)
            writer.text("why", entry.why.isEmpty ? nil : entry.why)
            writer.array("cis") { writer in
                for number in entry.cis { writer.text(nil, number) }
            }
            writer.boolean("onDisk", entry.isOnDisk)
            writer.boolean("inKernel", entry.isInKernel)
        }
    }

    private static func write(_ name: StaticString, _ lines: [RuleStatus.Coverage], to writer: inout JSONWriter) {
        writer.array(name) { writer in
            for line in lines {
                writer.object { writer in
                    writer.text("name", line.name)
                    writer.text("what", line.what)
                    writer.text("verdict", line.verdict.rawValue)
                    writer.text("why", line.why.isEmpty ? nil : line.why)
                }
            }
        }
    }
}
