internal import Analysis
internal import Detections
internal import DockerActivity

extension ReportText {
    /// What is missing, the verdict first, then by time; at most `limit` gaps.
    mutating func gaps(of report: Report, limit: Int) {
        let coverage = report.coverage
        paragraph(Self.trail(coverage))
        for gap in coverage.gaps.prefix(limit) { self.gap(gap, of: report) }
        let more = UInt64(max(0, coverage.gaps.count - limit)) + coverage.gapsOmitted
        if more > 0 { line("and \(Quantity.count(more)) more", indent: 2) }
    }

    /// A line for each place that rules watched, of one set.
    mutating func places(_ places: [Report.Place], limit: Int) {
        guard !places.isEmpty else { return }
        var table = TextTable(columns: [
            .words("WATCHED PLACE", minimum: 20, maximum: 80, cut: .path), .fixed("VERDICT"),
            .words("WHEN", minimum: 19), .words("SAYS", minimum: 5),
        ])
        for place in places.prefix(limit) {
            let path = place.node.isEmpty ? place.path : place.node + Array(":".utf8) + place.path
            let emphasis = place.verdict == .watched ? TextStyle.Emphasis.plain : .bold
            var first = [TextTable.Cell(path.span, .bold), TextTable.Cell(place.verdict.rawValue, emphasis)]
            guard let earliest = place.watched.first, let last = place.watched.last else {
                table.append(first)
                continue
            }
            var when = span(earliest.times.lowerBound, last.times.upperBound)
            if place.watched.count > 1 {
                when += ", with \(Quantity.count(place.watched.count - 1, "break", "breaks"))"
            }
            first.append(TextTable.Cell(when))
            first.append(TextTable.Cell(earliest.basis == .rule ? "its rule" : "an event"))
            table.append(first)
        }
        self.table(table)
        if places.count > limit { line("and \(Quantity.count(places.count - limit)) more", indent: 2) }
    }

    /// Whether the trail is complete, and if not, why, in one sentence.
    static func trail(_ coverage: Report.Coverage) -> String {
        guard coverage.isComplete == false else {
            return coverage.isComplete == true
                ? "The trail is complete: nothing is missing, and each place was watched all the time"
                : "Nothing is known to be missing, but not every place is known to have been watched all the time"
        }
        var counts: [(kind: Report.Gap.Kind, count: Int)] = []
        for gap in coverage.gaps {
            if let index = counts.firstIndex(where: { $0.kind == gap.kind }) {
                counts[index].count += 1
            } else {
                counts.append((gap.kind, 1))
            }
        }
        let words = counts.map { kind, count in
            count == 1 ? kind.words.one : "\(Quantity.count(count)) \(kind.words.several)"
        }
        return words.isEmpty
            ? "The trail is not complete" : "The trail is not complete: \(words.joined(separator: ", "))"
    }

    /// A gap, with its time and where it shows.
    mutating func gap(_ gap: Report.Gap, of report: Report) {
        let when = gap.from == nil ? "" : "\(span(gap.from, gap.to)): "
        let source = gap.source.map { gap.detail.contains($0) ? "" : "\($0): " } ?? ""
        var words = "\(when)\(source)\(gap.detail)"
        if gap.confidence != .certain { words += " (\(gap.confidence.rawValue))" }
        let places = gap.evidence.map { event in
            let index = Int(event.source)
            return "\(report.sources.indices.contains(index) ? report.sources[index].name : "?"):\(event.line)"
        }
        if !places.isEmpty { words += " [\(places.joined(separator: ", "))]" }
        var escaped = OutputBuffer()
        TerminalText.append(words.utf8.span, to: &escaped)
        paragraph(escaped: escaped, indent: 2, hanging: 2)
    }
}

extension Report.Gap.Kind {
    /// What a verdict calls one of them, and several.
    fileprivate var words: (one: String, several: String) {
        switch self {
        case .serialGap: ("serials are missing", "runs of serials are missing")
        case .lostEvents: ("records of events are lost", "times records of events are lost")
        case .missingRotation: ("a rotated file is missing", "gaps in the rotated sets")
        case .daemonOff: ("auditd was off", "times auditd was off")
        case .auditOff: ("auditing was off", "times auditing was off")
        case .clockStep: ("the clock was set", "times the clock was set")
        case .ruleDied: ("a rule died", "rules died")
        case .rulesRefused: ("rules were refused", "times rules were refused")
        case .tornRecord: ("something is torn", "things are torn")
        case .unreadableSource: ("something could not be read", "things could not be read")
        case .duplicatedRecords: ("records stand there twice", "times records stand there twice")
        case .forgedRecord: ("records are doubtful", "times records are doubtful")
        case .outOfOrder: ("parts are out of order", "parts are out of order")
        case .limit: ("a limit was reached", "limits were reached")
        }
    }
}
