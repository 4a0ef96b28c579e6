public import Analysis
public import Detections

/// One screen: what needs an explanation, who touched which Docker files, changes of the docker group, totals, and what is missing.
public struct Summary: Sendable {
    /// Lines for incidents; the gravest ones.
    static let incidentsLimit = 6
    /// Lines for findings; the gravest ones.
    static let findingsLimit = 10
    /// Lines for files; what does not fit is counted.
    static let filesLimit = 24
    /// Lines for changes of files; the latest ones.
    static let editsLimit = 16
    /// Lines for changes of groups, and for gaps.
    static let changesLimit = 6

    private let names: ReportNames
    private let zone: DisplayZone
    private let columns: Int?
    private let style: TextStyle
    private let listsSteps: Bool
    private let leastLevel: Level

    /// - Parameters:
    ///   - names: how login users are named.
    ///   - zone: the zone in which times are shown.
    ///   - columns: the terminal's width; nil, for a pipe, cuts nothing.
    ///   - style: whether text is coloured.
    ///   - listsSteps: whether names are listed that edits only passed through.
    ///   - leastLevel: the level that findings must have to be listed.
    public init(
        names: ReportNames,
        zone: DisplayZone,
        columns: Int?,
        style: TextStyle,
        listsSteps: Bool = false,
        leastLevel: Level = .low
    ) {
        self.names = names
        self.zone = zone
        self.columns = columns
        self.style = style
        self.listsSteps = listsSteps
        self.leastLevel = leastLevel
    }

    /// The summary's text.
    public func text(of report: Report) -> OutputBuffer {
        var text = ReportText(names: names, zone: zone, columns: columns, style: style)
        let totals = report.totals
        text.verdict(of: report)
        text.period(report.period, zone)
        text.line(
            "\(Quantity.count(report.sources.count, "file", "files")), \(Quantity.count(totals.records)) records, "
                + "\(Quantity.count(totals.events)) events, \(Quantity.count(totals.activities)) activities"
        )
        appendFindings(report, to: &text)
        if !report.changes.isEmpty {
            text.heading("Changes")
            for (index, name) in report.sets.enumerated() {
                let changes = report.changes.filter { $0.set == index }
                if report.sets.count > 1, !changes.isEmpty { text.line(name, indent: 1) }
                text.changes(changes, limit: max(3, Self.editsLimit / report.sets.count))
            }
        }
        let passed = PassedNames(listsSteps ? [] : report.changes)
        text.heading("Docker files and who touched them")
        for (index, name) in report.sets.enumerated() {
            if report.sets.count > 1 { text.line(name, indent: 1) }
            let entries = report.files.filter { $0.set == index }
            text.files(entries, without: passed, limit: max(3, Self.filesLimit / report.sets.count))
            text.dataRoot(entries)
        }
        if !report.groupChanges.isEmpty {
            text.heading("Changes of the docker group")
            text.groupChanges(report.groupChanges, limit: Self.changesLimit)
        }
        if !report.containers.isEmpty {
            text.heading("Containers that acted on them")
            text.containers(report.containers, limit: Self.changesLimit)
        }
        text.heading("Missing")
        text.gaps(of: report, limit: Self.changesLimit)
        return text.output
    }

    private func appendFindings(_ report: Report, to text: inout ReportText) {
        if report.findings.isEmpty { return }
        let incidents = report.incidents.filter { $0.incident.level >= leastLevel }
        if !incidents.isEmpty {
            text.heading("Incidents")
            text.incidentLines(incidents, of: report, limit: Self.incidentsLimit)
        }
        let others = report.findings.filter { $0.incident == nil && $0.finding.level >= leastLevel }
        if !others.isEmpty || incidents.isEmpty {
            text.heading(incidents.isEmpty ? "Findings" : "Other findings")
        }
        if incidents.isEmpty { text.levels(report.findings) }
        text.findingLines(others, sets: report.sets, limit: Self.findingsLimit)
        text.lesser(report.findings, than: leastLevel)
    }
}
