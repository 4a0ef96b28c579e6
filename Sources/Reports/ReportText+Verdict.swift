internal import Analysis
internal import AuditRecords
internal import Detections

extension ReportText {
    /// What is said first: what needs an explanation, whose acts it is about and when, and whether the trail is complete.
    mutating func verdict(of report: Report) {
        let findings = report.findings.filter { $0.finding.level.isAlerting }
        let gravest = findings.map(\.finding.level).max() ?? .informational
        let emphasis: TextStyle.Emphasis = gravest.isAlerting ? TextStyle.Emphasis(gravest) : .bold
        style.begin(emphasis, in: &output)
        let hasRecords = report.totals.records > 0
        paragraph(
            hasRecords
                ? Self.verdict(on: findings, incidents: report.incidents.count)
                : "Nothing can be said: no audit record was read",
            indent: 0
        )
        style.end(emphasis, in: &output)
        if !findings.isEmpty {
            var text = who(in: findings).terminalText
            let times = findings.map(\.finding.stamp.milliseconds)
            if text.bytes.count > 0 { text.append(", ") }
            text.append(verbatim: "\(span(times.min(), findings.map(\.finding.last.milliseconds).max()))")
            paragraph(escaped: text, indent: 0)
        }
        paragraph(Self.trail(report.coverage), indent: 0)
    }

    /// `1 incident with 3 findings and 2 other findings need an explanation: 1 critical, 4 medium`.
    private static func verdict(on findings: [Report.FindingEntry], incidents: Int) -> String {
        if findings.isEmpty { return "Nothing needs an explanation: no finding of level medium or above" }
        let joined = findings.count { $0.incident != nil }
        let single = findings.count - joined
        var parts: [String] = []
        if joined > 0 {
            let stories = Quantity.count(incidents, "incident", "incidents")
            parts.append("\(stories) with \(Quantity.count(joined, "finding", "findings"))")
        }
        if single > 0 {
            parts.append(
                joined > 0
                    ? Quantity.count(single, "other finding", "other findings")
                    : Quantity.count(single, "finding", "findings")
            )
        }
        let verb = findings.count == 1 || single == 0 && incidents == 1 ? "needs" : "need"
        return "\(parts.joined(separator: " and ")) \(verb) an explanation: \(levels(of: findings))"
    }

    /// `1 critical, 4 medium`.
    static func levels(of findings: [Report.FindingEntry]) -> String {
        Level.allCases.reversed()
            .compactMap { level in
                let count = findings.count { $0.finding.level == level }
                return count == 0 ? nil : "\(Quantity.count(count)) \(level.rawValue)"
            }
            .joined(separator: ", ")
    }

    /// People and containers that are named; of more than a few how many there are.
    private func who(in findings: [Report.FindingEntry]) -> Sentence {
        let words = FindingWords(names: names)
        var known: Set<[UInt8]> = []
        var actors: [Sentence] = []
        for entry in findings {
            let who = words.who(entry.finding)
            if who.isEmpty { continue }  // it is about the log itself
            if known.insert(who.bytes).inserted { actors.append(who) }
        }
        var sentence = Sentence()
        for (index, actor) in actors.prefix(Self.actorsLimit).enumerated() {
            if index > 0 { sentence.say(", ") }
            sentence.append(actor)
        }
        let more = actors.count - Self.actorsLimit
        if more > 0 { sentence.say(" and \(Quantity.count(more)) more") }
        return sentence
    }

    /// People and containers that the first lines name.
    private static let actorsLimit = 5
}
