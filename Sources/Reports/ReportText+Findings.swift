internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

extension ReportText {
    /// How many findings there are of level medium or above, as the first thing that is said.
    mutating func verdict(_ findings: [Report.FindingEntry]) {
        let count = findings.count { $0.finding.level.isAlerting }
        switch count {
        case 0: line("No finding of level medium or above")
        case 1: line("1 finding of level medium or above")
        default: line("\(Quantity.count(count)) findings of level medium or above")
        }
    }

    /// One line: how many findings there are of each level, the gravest first.
    mutating func levels(_ findings: [Report.FindingEntry]) {
        let counts = Level.allCases.reversed()
            .compactMap { level -> String? in
                let count = findings.count { $0.finding.level == level }
                return count == 0 ? nil : "\(Quantity.count(count)) \(level.rawValue)"
            }
        line(counts.joined(separator: ", "), indent: 2)
    }

    /// Says that findings of lesser levels are not listed.
    mutating func lesser(_ findings: [Report.FindingEntry], than level: Level) {
        let count = findings.count { $0.finding.level < level }
        guard count > 0 else { return }
        line("\(Quantity.count(count)) of lesser levels not shown; --min-level informational has all", indent: 2)
    }

    /// Findings, a line for each, the gravest first; at most `limit` lines.
    mutating func findingLines(_ findings: [Report.FindingEntry], limit: Int) {
        var table = TextTable(columns: [
            .fixed("LEVEL"), .fixed("TIME"), .words("LOGIN", minimum: 6, maximum: 20), .words("WHAT", minimum: 14),
            .words("FILE", minimum: 12, maximum: 100, cut: .path), .numbers("COUNT"),
        ])
        let words = FindingWords(names: names)
        for entry in findings.gravestFirst.prefix(limit) {
            let finding = entry.finding
            let emphasis = TextStyle.Emphasis(finding.level)
            table.append([
                TextTable.Cell(finding.level.rawValue, emphasis), TextTable.Cell(moment(finding.stamp.milliseconds)),
                TextTable.Cell(words.shortWho(finding).span), TextTable.Cell(finding.title),
                TextTable.Cell(escaped: words.place(finding), .bold),
                finding.count > 1 ? TextTable.Cell("×\(Quantity.count(finding.count))") : TextTable.Cell(""),
            ])
        }
        self.table(table)
        if findings.count > limit {
            line("and \(Quantity.count(findings.count - limit)) more: docktrail report", indent: 2)
        }
    }

    /// Findings with all that they rest on, the gravest first; at most `limit`.
    mutating func findings(_ findings: [Report.FindingEntry], of report: Report, limit: Int) {
        for (index, entry) in findings.gravestFirst.prefix(limit).enumerated() {
            if index > 0 { line("") }
            self.finding(entry.finding, of: report)
        }
        if findings.count > limit {
            line("and \(Quantity.count(findings.count - limit)) more; the JSON report has them", indent: 2)
        }
    }

    private mutating func finding(_ finding: Finding, of report: Report) {
        let words = FindingWords(names: names)
        output.append(blanks: 2)
        style.begin(TextStyle.Emphasis(finding.level), in: &output)
        output.append(verbatim: finding.level.rawValue)
        style.end(TextStyle.Emphasis(finding.level), in: &output)
        line(
            finding.last == finding.stamp || moment(finding.last.milliseconds) == moment(finding.stamp.milliseconds)
                ? moment(finding.stamp.milliseconds) : span(finding.stamp.milliseconds, finding.last.milliseconds),
            indent: 2
        )
        paragraph(finding.title, indent: 4)
        paragraph(escaped: words.why(finding).terminalText, indent: 4)
        labelled("who", words.whoInFull(finding).terminalText)
        let place = words.place(finding)
        if place.count > 0 { labelled("on", place) }
        if finding.count > 1 { labelled("count", "\(Quantity.count(finding.count))") }
        if !finding.process.command.isEmpty { labelled("command", words.command(finding).terminalText) }
        let inferred = words.inferred(finding)
        if !inferred.isEmpty { labelled("inferred", inferred.terminalText) }
        if finding.confidence != .certain { labelled("confidence", finding.confidence.rawValue) }
        if !finding.attack.isEmpty { labelled("ATT&CK", finding.attack.joined(separator: ", ")) }
        labelled("detection", "\(finding.detection), finding \(finding.id)")
        labelled("evidence", evidence(of: finding, in: report))
        if let verify = VerifyCommand(finding, of: report) { self.verify(verify) }
    }

    /// `audit.log:1201 (44595)` for the first events, and how many there are beyond.
    private func evidence(of finding: Finding, in report: Report) -> OutputBuffer {
        var text = OutputBuffer()
        for (index, event) in finding.evidence.prefix(Self.evidenceLimit).enumerated() {
            if index > 0 { text.append(", ") }
            let source = Int(event.source)
            let name = source < report.sources.count ? report.sources[source].name : "?"
            TerminalText.append(name: name.utf8.span, to: &text)
            text.append(":")
            text.append(decimal: event.line)
            text.append(" (")
            text.append(decimal: event.stamp.serial)
            text.append(")")
        }
        let more = UInt64(max(0, finding.evidence.count - Self.evidenceLimit)) + finding.evidenceOmitted
        if more > 0 { text.append(verbatim: " and \(Quantity.count(more)) more") }
        return text
    }

    /// Events that are cited in text; the JSON report cites more.
    private static let evidenceLimit = 5

    /// The command, broken between words as a shell allows it.
    private mutating func verify(_ command: VerifyCommand) {
        let room = max(30, (columns ?? .max) - 6)
        var line: [String] = []
        var lines: [[String]] = []
        for word in command.words {
            if !line.isEmpty, (line + [word]).joined(separator: " ").count + 2 > room {
                lines.append(line)
                line = []
            }
            line.append(word)
        }
        lines.append(line)
        labelled("verify", OutputBuffer())
        for (index, line) in lines.enumerated() {
            output.append(blanks: 6)
            output.append(verbatim: line.joined(separator: " "))
            output.append(index + 1 < lines.count ? " \\\n" : "\n")
        }
    }

    private mutating func labelled(_ label: String, _ text: String) {
        var escaped = OutputBuffer()
        TerminalText.append(text.utf8.span, to: &escaped)
        labelled(label, escaped)
    }

    private mutating func labelled(_ label: String, _ text: OutputBuffer) {
        var line = OutputBuffer()
        line.append(verbatim: text.count > 0 ? "\(label): " : "\(label):")
        line.append(verbatim: text.bytes.span)
        paragraph(escaped: line, indent: 4)
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
    fileprivate var gravestFirst: Self {
        sorted { left, right in
            let (first, second) = (left.finding, right.finding)
            return first.level != second.level ? first.level > second.level : first.stamp < second.stamp
        }
    }
}
