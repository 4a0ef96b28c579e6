internal import Analysis
internal import AuditRecords
internal import Detections
internal import DockerActivity

extension ReportText {
    /// Steps of one incident that are told; the findings behind the others are told by themselves.
    private static let stepsLimit = 40

    /// Incidents as stories, the gravest first; at most `limit`.
    mutating func incidents(_ incidents: [Incident], of report: Report, limit: Int) {
        for (index, incident) in incidents.gravestFirst.prefix(limit).enumerated() {
            if index > 0 { line("") }
            self.incident(incident, of: report)
        }
        if incidents.count > limit {
            line("and \(Quantity.count(incidents.count - limit)) more; the JSON report has them", indent: 2)
        }
    }

    private mutating func incident(_ incident: Incident, of report: Report) {
        let words = IncidentWords(names: names, report: report)
        begin(incident)
        line("")
        paragraph(incident.title, indent: 4)
        labelled("who", words.actors(incident).terminalText)
        labelled("incident", incident.id)
        steps(of: incident, words)
        unknown(words.unknown(incident))
        advice(Advice(on: report.findings(of: incident)))
    }

    /// The steps in order, each with what it rests on and what joins it to the others.
    private mutating func steps(of incident: Incident, _ words: IncidentWords) {
        let numbers = Dictionary(
            uniqueKeysWithValues: incident.steps.enumerated().map { ($0.element.finding, $0.offset + 1) }
        )
        let day = moment(incident.first.milliseconds).prefix(10)
        line("what happened:", indent: 4)
        for step in incident.steps.prefix(Self.stepsLimit) {
            let finding = words.report.findings[step.finding].finding
            let time = moment(finding.stamp.milliseconds)
            let sure = step.confidence == .certain ? "" : ", \(step.confidence.rawValue)"
            var text = OutputBuffer()
            text.append(
                verbatim: "\(numbers[step.finding] ?? 0). \(time.hasPrefix(day) ? String(time.dropFirst(11)) : time) "
                    + "\(step.basis.rawValue)\(sure), \(finding.level.rawValue): "
            )
            text.append(verbatim: FindingWords(names: names).why(finding).terminalText.bytes.span)
            let link = words.link(step) { numbers[$0] }
            if !link.isEmpty {
                text.append(" (")
                text.append(verbatim: link.terminalText.bytes.span)
                text.append(")")
            }
            paragraph(escaped: text, indent: 6, hanging: 3)
            consequences(of: finding, in: words.report, since: incident.first.milliseconds, indent: 9) { event in
                incident.steps.first { words.report.findings[$0.finding].finding.rests(on: event) }
                    .flatMap { numbers[$0.finding] }
            }
        }
        let more = incident.steps.count - Self.stepsLimit
        if more > 0 { line("and \(Quantity.count(more)) further steps, which are told below", indent: 6) }
    }

    /// What the log cannot tell; nothing where there is nothing to say.
    mutating func unknown(_ sentences: [Sentence]) {
        if sentences.isEmpty { return }
        line("what the log cannot tell:", indent: 4)
        for sentence in sentences { paragraph(escaped: sentence.terminalText, indent: 6, hanging: 2) }
    }

    /// What to look at now; the commands stand whole, so that they can be copied.
    mutating func advice(_ advice: Advice) {
        if advice.commands.isEmpty { return }
        line("what to look at now:", indent: 4)
        for command in advice.commands.prefix(Self.commandsLimit) {
            paragraph("# \(command.shows)", indent: 6)
            output.append(blanks: 6)
            output.append(verbatim: command.line)
            output.append("\n")
        }
    }

    /// Commands of one incident that are told.
    private static let commandsLimit = 12

    /// Incidents in two lines each, the gravest first; at most `limit`.
    mutating func incidentLines(_ incidents: [Report.IncidentEntry], of report: Report, limit: Int) {
        let words = IncidentWords(names: names, report: report)
        for entry in incidents.gravestFirst.prefix(limit) {
            let incident = entry.incident
            var head = Quantity.count(incident.steps.count, "finding", "findings")
            if report.sets.count > 1 { head += " on \(report.sets[entry.set])" }
            begin(incident)
            line(", \(head)")
            var text = OutputBuffer()
            text.append(verbatim: "\(incident.title): ")
            text.append(verbatim: words.actors(incident).terminalText.bytes.span)
            paragraph(escaped: text, indent: 4, hanging: 2)
        }
        if incidents.count > limit {
            line("and \(Quantity.count(incidents.count - limit)) more: docktrail report", indent: 2)
        }
    }

    /// The level and the time, without a line's end.
    private mutating func begin(_ incident: Incident) {
        output.append(blanks: 2)
        let emphasis = TextStyle.Emphasis(incident.level)
        style.begin(emphasis, in: &output)
        output.append(verbatim: incident.level.rawValue)
        style.end(emphasis, in: &output)
        output.append(verbatim: "  \(span(incident.first.milliseconds, incident.last.milliseconds))")
    }
}

extension Finding {
    /// Whether an event is among its evidence.
    fileprivate func rests(on event: Evidence) -> Bool { evidence.contains(event) }
}

extension [Incident] {
    /// By level, and of one level by time.
    fileprivate var gravestFirst: Self { sorted { ($1.level, $0.first) < ($0.level, $1.first) } }
}

extension [Report.IncidentEntry] {
    /// By level, and of one level by time.
    fileprivate var gravestFirst: Self {
        sorted { ($1.incident.level, $0.incident.first) < ($0.incident.level, $1.incident.first) }
    }
}
