internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

extension ReportText {
    /// One line: how many findings there are of each level, the gravest first.
    mutating func levels(_ findings: [Report.FindingEntry]) {
        line(Self.levels(of: findings), indent: 2)
    }

    /// Says that findings of lesser levels are not listed.
    mutating func lesser(_ findings: [Report.FindingEntry], than level: Level) {
        let count = findings.count { $0.finding.level < level }
        guard count > 0 else { return }
        let verb = count == 1 ? "is" : "are"
        paragraph("\(Quantity.count(count)) of lesser level \(verb) not shown; --min-level informational shows all")
    }

    /// Findings, a line for each, the gravest first; at most `limit` lines.
    ///
    /// A narrow terminal leaves out first the year and the seconds, which the report's period and `report` have, then the
    /// file.
    ///
    /// Where there are several sets of logs, `sets` names them.
    mutating func findingLines(_ findings: [Report.FindingEntry], sets: [String], limit: Int) {
        let shown = findings.gravestFirst.prefix(limit)
        if shown.isEmpty { return }
        let isNarrow = (columns ?? .max) < 110
        let showsFiles = (columns ?? .max) >= 70
        var titles: [TextTable.Column] = [
            .fixed("LEVEL"), .fixed("TIME"), .words("LOGIN", minimum: 6, maximum: 20), .words("WHAT", minimum: 20),
        ]
        if sets.count > 1 { titles.insert(.words("HOST", minimum: 6, maximum: 24, cut: .path), at: 2) }
        if showsFiles { titles.append(.words("FILE", minimum: 12, maximum: 100, cut: .path)) }
        if shown.contains(where: { $0.finding.count > 1 }) { titles.append(.numbers("COUNT")) }
        var table = TextTable(columns: titles)
        let words = FindingWords(names: names)
        for entry in shown {
            let finding = entry.finding
            let time = moment(finding.stamp.milliseconds)
            var row = [
                TextTable.Cell(finding.level.rawValue, TextStyle.Emphasis(finding.level)),
                TextTable.Cell(isNarrow ? String(time.dropFirst(5).dropLast(3)) : time),
                TextTable.Cell(words.shortWho(finding).span), TextTable.Cell(finding.title),
            ]
            if sets.count > 1 {
                row.insert(TextTable.Cell(sets.indices.contains(entry.set) ? sets[entry.set] : ""), at: 2)
            }
            if showsFiles { row.append(TextTable.Cell(escaped: words.place(finding), .bold)) }
            if finding.count > 1 { row.append(TextTable.Cell("×\(Quantity.count(finding.count))")) }
            table.append(row)
        }
        self.table(table)
        if findings.count > limit {
            line("and \(Quantity.count(findings.count - limit)) more: docktrail report", indent: 2)
        }
    }

    /// Findings with all that they rest on, in the order given; at most `limit`.
    mutating func findings(_ findings: [Report.FindingEntry], of report: Report, limit: Int) {
        for (index, entry) in findings.prefix(limit).enumerated() {
            if index > 0 { line("") }
            finding(entry, of: report)
        }
        if findings.count > limit {
            line("and \(Quantity.count(findings.count - limit)) more; the JSON report has them", indent: 2)
        }
    }

    private mutating func finding(_ entry: Report.FindingEntry, of report: Report) {
        let finding = entry.finding
        let words = FindingWords(names: names)
        let emphasis = TextStyle.Emphasis(finding.level)
        output.append(blanks: 2)
        style.begin(emphasis, in: &output)
        output.append(verbatim: finding.level.rawValue)
        style.end(emphasis, in: &output)
        line(span(finding.stamp.milliseconds, finding.last.milliseconds), indent: 2)
        paragraph(finding.title, indent: 4)
        if finding.why != finding.title { paragraph(escaped: words.why(finding).terminalText, indent: 4) }
        labelled("who", words.whoInFull(finding).terminalText)
        labelled("on", words.place(finding))
        labelled("count", finding.count > 1 ? Quantity.count(finding.count) : "")
        labelled("command", words.command(finding).terminalText)
        labelled("inferred", words.inferred(finding).terminalText)
        labelled("confidence", finding.confidence == .certain ? "" : finding.confidence.rawValue)
        labelled("ATT&CK", finding.attack.joined(separator: ", "))
        labelled("finding", finding.id)
        labelled("incident", entry.incident ?? "")
        labelled("evidence", cited(finding.evidence, omitted: finding.evidenceOmitted, in: report))
        if !finding.consequences.isEmpty {
            line("afterwards:", indent: 4)
            consequences(of: finding, in: report, since: finding.stamp.milliseconds, indent: 6)
        }
        if let verify = VerifyCommand(finding, of: report) { self.verify(verify) }
        // An incident tells it of all its findings together.
        if entry.incident == nil, finding.level.isAlerting {
            unknown(words.unknown(finding))
            advice(Advice(on: [finding]))
        }
    }

    /// What followed from a finding, a paragraph for each, with the line that tells it.
    ///
    /// `step` gives the number of the step that tells an event as well, where an incident has one.
    mutating func consequences(
        of finding: Finding,
        in report: Report,
        since start: Int64,
        indent: Int,
        step: (Finding.Evidence) -> Int? = { _ in nil }
    ) {
        let words = FindingWords(names: names)
        let day = moment(start).prefix(10)
        for consequence in finding.consequences {
            let time = moment(consequence.event.stamp.milliseconds)
            var text = OutputBuffer()
            text.append(verbatim: time.hasPrefix(day) ? String(time.dropFirst(11)) : time)
            text.append(" ")
            text.append(verbatim: words.whole(consequence).terminalText.bytes.span)
            text.append(", ")
            text.append(verbatim: cited([consequence.event], omitted: 0, in: report).bytes.span)
            if let step = step(consequence.event) { text.append(verbatim: ", step \(step)") }
            paragraph(escaped: text, indent: indent, hanging: 2)
        }
        if finding.consequencesOmitted > 0 {
            line("and \(Quantity.count(finding.consequencesOmitted)) more", indent: indent)
        }
    }

    /// `audit.log:1201 (44595)` for the first events, and how many there are beyond.
    private func cited(_ evidence: [Finding.Evidence], omitted: UInt64, in report: Report) -> OutputBuffer {
        var text = OutputBuffer()
        for (index, event) in evidence.prefix(Self.evidenceLimit).enumerated() {
            if index > 0 { text.append(", ") }
            let source = Int(event.source)
            // Lines of one source need not name it again.
            if index == 0 || evidence[index - 1].source != event.source {
                let name = source < report.sources.count ? report.sources[source].name : "?"
                TerminalText.append(name: name.utf8.span, to: &text)
            }
            text.append(":")
            text.append(decimal: event.line)
            text.append(" (")
            text.append(decimal: event.stamp.serial)
            text.append(")")
        }
        let more = UInt64(max(0, evidence.count - Self.evidenceLimit)) + omitted
        if more > 0 { text.append(verbatim: " and \(Quantity.count(more)) more") }
        return text
    }

    /// Events that are cited in text; the JSON report cites more.
    private static let evidenceLimit = 5

    /// The command, broken between words as a shell allows it.
    private mutating func verify(_ command: VerifyCommand) {
        let room = max(30, (columns ?? .max) - 6)
        var taken = 0
        line("verify:", indent: 4)
        for word in command.words {
            let width = TerminalText.width(ofEscaped: word.utf8.span)
            // Room is left for the backslash that a further line needs.
            if taken > 0, taken + 1 + width + 2 > room {
                output.append(" \\\n")
                taken = 0
            }
            output.append(blanks: taken == 0 ? 6 : 1)
            output.append(verbatim: word)
            taken += (taken == 0 ? 0 : 1) + width
        }
        output.append("\n")
    }

    mutating func labelled(_ label: String, _ text: String) {
        var escaped = OutputBuffer()
        TerminalText.append(text.utf8.span, to: &escaped)
        labelled(label, escaped)
    }

    /// A fact with its name; nothing where there is none.
    mutating func labelled(_ label: String, _ text: OutputBuffer) {
        guard text.count > 0 else { return }
        var line = OutputBuffer()
        line.append(verbatim: "\(label): ")
        line.append(verbatim: text.bytes.span)
        paragraph(escaped: line, indent: 4, hanging: 2)
    }
}

extension TextStyle.Emphasis {
    /// How a level is set off.
    init(_ level: Level) {
        self =
            switch level {
            case .informational: .dim
            case .low: .plain
            case .medium: .notice
            case .high, .critical: .alarm
            }
    }
}

extension [Report.FindingEntry] {
    /// By level, and of one level by time.
    var gravestFirst: Self {
        sorted { left, right in
            let (first, second) = (left.finding, right.finding)
            return first.level != second.level ? first.level > second.level : first.stamp < second.stamp
        }
    }
}
