public import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

/// Writes what an auditor is told of a period, as text.
public struct AttestationText: Sendable {
    /// Lines of one table; what does not fit is counted.
    static let linesLimit = 200
    /// Times of one place that are listed.
    static let timesLimit = 8

    private let names: ReportNames
    private let zone: DisplayZone
    private let columns: Int?
    private let style: TextStyle

    /// - Parameters:
    ///   - names: how login users are named.
    ///   - zone: the zone in which times are shown.
    ///   - columns: the terminal's width; nil, for a pipe, cuts nothing.
    ///   - style: whether text is coloured.
    public init(names: ReportNames, zone: DisplayZone, columns: Int?, style: TextStyle) {
        self.names = names
        self.zone = zone
        self.columns = columns
        self.style = style
    }

    /// The attestation's text; `report` is what it was made of.
    public func text(of attestation: Attestation, from report: Report) -> OutputBuffer {
        var text = ReportText(names: names, zone: zone, columns: columns, style: style)
        text.period((attestation.period.lowerBound, attestation.period.upperBound), zone)
        verdict(attestation, &text)
        for (index, name) in report.sets.enumerated() {
            if report.sets.count > 1 { text.heading(name) }
            append(attestation, report, set: index, to: &text)
        }
        text.heading("Exceptions")
        if attestation.exceptions.isEmpty, attestation.omitted == 0 {
            text.line("none: nothing of the period is known to be missing", indent: 2)
        }
        for gap in attestation.exceptions.prefix(Self.linesLimit) { text.gap(gap, of: report) }
        more(attestation.exceptions.count, &text)
        if attestation.omitted > 0 {
            let count = Quantity.count(attestation.omitted)
            text.paragraph(
                "\(count) more gaps or places of the logs are beyond the report's limits, and may be of the period"
            )
        }
        for note in report.coverage.notes { text.paragraph("note: \(note)") }
        return text.output
    }

    private func verdict(_ attestation: Attestation, _ text: inout ReportText) {
        let lacking = attestation.places.count { !$0.unproven.isEmpty }
        let exceptions = attestation.exceptions.count
        let open = attestation.openChanges.count
        var words =
            attestation.isWhole
            ? "Each place was watched all the time, and nothing is missing."
            : "\(Quantity.count(lacking, "place is", "places are")) not known to have been watched all the time, and there "
                + "\(exceptions == 1 ? "is" : "are") \(Quantity.count(exceptions, "exception", "exceptions"))."
        words += " Of \(Quantity.count(attestation.changes.count, "change", "changes")) of Docker's files "
        words +=
            open == 0
            ? "none needs an explanation." : "\(Quantity.count(open)) \(open == 1 ? "needs" : "need") an explanation."
        text.paragraph(words, indent: 0)
    }

    private func append(_ attestation: Attestation, _ report: Report, set: Int, to text: inout ReportText) {
        text.heading("Retention")
        retention(attestation, report, set: set, &text)
        text.heading("Watched places")
        for place in attestation.places.filter({ $0.place.set == set }).prefix(Self.linesLimit) {
            append(place, to: &text)
        }
        text.heading("Changes of Docker's files")
        changes(attestation.changes.filter { $0.edit.set == set }, &text)
        let groups = attestation.groupChanges.filter { $0.set == set }
        if !groups.isEmpty {
            text.heading("Changes of the docker group")
            text.groupChanges(groups, limit: Self.linesLimit)
        }
        let rules = attestation.rules.filter { $0.set == set }
        if !rules.isEmpty {
            text.heading("Changes of the audit rules")
            text.ruleChanges(rules, limit: Self.linesLimit)
        }
    }

    /// What the logs reach, and what they lie in.
    private func retention(_ attestation: Attestation, _ report: Report, set: Int, _ text: inout ReportText) {
        let sources = report.sources.filter { $0.set == set }
        let bytes = sources.reduce(UInt64(0)) { $0 + ($1.storedBytes ?? 0) }
        guard let span = attestation.spans[set] else { return text.line("no records", indent: 2) }
        let days = (span.upperBound - span.lowerBound) / 86_400_000
        text.paragraph(
            "the records reach from \(text.span(span.lowerBound, span.upperBound)), \(Quantity.count(Int(days), "day", "days")), "
                + "in \(Quantity.count(sources.count, "file", "files")) of \(Quantity.bytes(bytes))"
        )
        if span.lowerBound > attestation.period.lowerBound {
            let before = text.span(attestation.period.lowerBound, span.lowerBound)
            text.paragraph("no record reaches back to \(before): nothing is known of that time")
        }
        if span.upperBound < attestation.period.upperBound {
            let after = text.span(span.upperBound, attestation.period.upperBound)
            text.paragraph("no record is of \(after): nothing is known of that time")
        }
    }

    private func append(_ place: Attestation.Place, to text: inout ReportText) {
        var line = OutputBuffer()
        if !place.place.node.isEmpty {
            TerminalText.append(name: place.place.node.span, to: &line)
            line.append(":")
        }
        TerminalText.append(name: place.place.path.span, to: &line)
        line.append(verbatim: ": ")
        line.append(verbatim: words(for: place))
        text.paragraph(escaped: line, indent: 2, hanging: 2)
        if !place.place.key.isEmpty {
            var key = OutputBuffer()
            key.append("rule: key ")
            TerminalText.append(name: place.place.key.span, to: &key)
            text.paragraph(escaped: key, indent: 4)
        }
        guard place.share > 0 else { return }
        for time in place.unproven.prefix(Self.timesLimit) {
            text.line("not known to have been watched: \(text.span(time.lowerBound, time.upperBound))", indent: 4)
        }
        if place.unproven.count > Self.timesLimit {
            text.line("and \(Quantity.count(place.unproven.count - Self.timesLimit)) more such times", indent: 4)
        }
    }

    private func words(for place: Attestation.Place) -> String {
        if place.unproven.isEmpty { return "watched all the time" }
        if place.share == 0, place.watched.isEmpty {
            return place.place.verdict == .not ? "not watched" : "not known to have been watched"
        }
        let percent = place.share / 100
        let hundredths = place.share % 100
        return "known to have been watched \(percent).\(hundredths < 10 ? "0" : "")\(hundredths) % of the time"
    }

    private func changes(_ changes: [Attestation.Change], _ text: inout ReportText) {
        guard !changes.isEmpty else { return text.line("none", indent: 2) }
        var table = TextTable(columns: [
            .fixed("TIME"), .words("LOGIN", minimum: 6, maximum: 20), .words("WHAT", minimum: 14),
            .words("FILE", minimum: 20, maximum: 100, cut: .path), .words("APPROVED", minimum: 10),
        ])
        for change in changes.prefix(Self.linesLimit) {
            let edit = change.edit
            table.append([
                TextTable.Cell(text.moment(edit.stamp.milliseconds)),
                TextTable.Cell(names.login(edit.login, on: edit.node).span),
                TextTable.Cell(edit.words), TextTable.Cell(edit.path.span, .bold), cell(of: change.approval),
            ])
        }
        text.table(table)
        more(changes.count, &text)
    }

    private func cell(of approval: Attestation.Approval) -> TextTable.Cell {
        switch approval {
        case .approved(let reason): TextTable.Cell(reason.utf8.span)
        case .open(let ids):
            TextTable.Cell(ids.isEmpty ? "no" : "no: \(ids.joined(separator: ", "))", .alarm)
        case .none: TextTable.Cell("")
        }
    }

    private func more(_ count: Int, _ text: inout ReportText) {
        if count > Self.linesLimit { text.line("and \(Quantity.count(count - Self.linesLimit)) more", indent: 2) }
    }
}
