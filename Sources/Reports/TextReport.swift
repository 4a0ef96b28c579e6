public import Analysis
public import Detections
internal import DockerActivity

/// The whole account for people: the verdict, incidents, other findings, files, groups, users, audit rules, what is missing, and the inputs with their hashes.
public struct TextReport: Sendable {
    /// Lines of one table; what is beyond is counted and stands in the JSON report.
    static let linesLimit = 1000
    /// Findings of one host that are told with all they rest on: of its incidents, and others.
    static let findingsLimit = 200
    /// Incidents of one host that are told, the gravest ones.
    static let incidentsLimit = 50

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

    /// The report's text.
    public func text(of report: Report) -> OutputBuffer {
        var text = ReportText(names: names, zone: zone, columns: columns, style: style)
        text.line("Who did what to which Docker file")
        text.verdict(of: report)
        text.period(report.period, zone)
        let totals = report.totals
        text.paragraph(
            "\(Quantity.count(report.sources.count, "input", "inputs")), \(Quantity.count(totals.records)) records, "
                + "\(Quantity.count(totals.events)) events, \(Quantity.count(totals.activities)) activities",
            indent: 0
        )
        for (index, name) in report.sets.enumerated() {
            if report.sets.count > 1 { text.heading(name) }
            append(report, set: index, to: &text)
        }
        text.heading("What the log cannot tell")
        text.gaps(of: report, limit: Self.linesLimit)
        text.places(report.coverage.places, limit: Self.linesLimit)
        for note in report.coverage.notes { text.paragraph("note: \(note)") }
        text.redactions(report.redactions)
        text.heading("Inputs")
        text.sources(report.sources, limit: Self.linesLimit)
        text.hostState(of: report)
        if !report.unread.isEmpty {
            text.heading("Found and not read")
            text.unread(report.unread, limit: Self.linesLimit)
        }
        return text.output
    }

    private func append(_ report: Report, set: Int, to text: inout ReportText) {
        appendFindings(report, set: set, to: &text)
        let edits = report.changes.filter { $0.set == set }
        if !edits.isEmpty {
            section("Changes", report, &text)
            text.changes(edits, limit: Self.linesLimit)
        }
        section("Docker files and who touched them", report, &text)
        let files = report.files.filter { $0.set == set }
        text.files(files, without: PassedNames(listsSteps ? [] : edits), limit: Self.linesLimit)
        text.dataRoot(files)
        if !files.isEmpty { text.trace("--user LOGIN --file FILE (below the data root: --class KIND)") }
        let changes = report.groupChanges.filter { $0.set == set }
        let groups = report.dockerGroups.filter { $0.set == set && !($0.members.isEmpty && $0.uses.isEmpty) }
        if !changes.isEmpty || !groups.isEmpty {
            section("The docker group", report, &text)
            if !changes.isEmpty { text.groupChanges(changes, limit: Self.linesLimit) }
            for group in groups { text.dockerGroup(group, limit: Self.linesLimit) }
        }
        section("Login users", report, &text)
        text.users(report.users.filter { $0.set == set }, limit: Self.linesLimit)
        text.trace("--user LOGIN", lists: "what a user did; --session N what was done in a session")
        let containers = report.containers.filter { $0.set == set }
        if !containers.isEmpty {
            section("Containers that acted on them", report, &text)
            text.containers(containers, limit: Self.linesLimit)
            text.trace("--container ID", lists: "what a container did")
        }
        let rules = report.coverage.rules.filter { $0.set == set }
        if !rules.isEmpty {
            section("Changes of the audit rules", report, &text)
            text.ruleChanges(rules, limit: Self.linesLimit)
        }
    }

    /// The incidents as stories, then what each of their findings rests on, then the other findings.
    private func appendFindings(_ report: Report, set: Int, to text: inout ReportText) {
        let all = report.findings.filter { $0.set == set }
        if all.isEmpty { return }
        let shown = all.filter { $0.finding.level >= leastLevel }
        let incidents = report.incidents.filter { $0.set == set && $0.incident.level >= leastLevel }.map(\.incident)
        if !incidents.isEmpty {
            section("Incidents", report, &text)
            text.incidents(incidents, of: report, limit: Self.incidentsLimit)
            section("Findings of the incidents", report, &text)
            let findings = incidents.flatMap { incident in incident.steps.map { report.findings[$0.finding] } }
                .filter { $0.finding.level >= leastLevel }
            text.findings(findings, of: report, limit: Self.findingsLimit)
        }
        let others = shown.filter { $0.incident == nil }
        if !others.isEmpty || incidents.isEmpty {
            section(incidents.isEmpty ? "Findings" : "Other findings", report, &text)
        }
        if incidents.isEmpty { text.levels(all) }
        text.findings(others.gravestFirst, of: report, limit: Self.findingsLimit)
        text.lesser(all, than: leastLevel)
    }

    private func section(_ title: String, _ report: Report, _ text: inout ReportText) {
        if report.sets.count > 1 {
            text.line("")
            text.line(title)
        } else {
            text.heading(title)
        }
    }
}
