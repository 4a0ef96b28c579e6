public import Analysis
public import Detections
internal import DockerActivity

/// The whole account for people: findings, files, groups, users, audit rules, what is missing, and the inputs with their hashes.
public struct TextReport: Sendable {
    /// Lines of one table; what is beyond is counted and stands in the JSON report.
    static let linesLimit = 1000
    /// Findings of one host that are told with all they rest on.
    static let findingsLimit = 200

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
        text.verdict(report.findings)
        text.period(report.period, zone)
        let totals = report.totals
        text.line(
            "\(Quantity.count(report.sources.count, "input", "inputs")), \(Quantity.count(totals.records)) records, "
                + "\(Quantity.count(totals.events)) events, \(Quantity.count(totals.activities)) activities"
        )
        for (index, name) in report.sets.enumerated() {
            if report.sets.count > 1 { text.heading(name) }
            append(report, set: index, to: &text)
        }
        text.heading("What the log cannot tell")
        text.gaps(report.coverage, limit: Self.linesLimit)
        for note in report.coverage.notes { text.paragraph("note: \(note)") }
        text.redactions(report.redactions)
        append(report.sources, to: &text)
        for source in report.engineState {
            text.line(
                "\(source.path): the engine's files of \(Quantity.count(source.containers)) containers",
                indent: 2
            )
            for problem in source.problems { text.paragraph(problem, indent: 4) }
        }
        for source in report.hostMaps {
            text.line("\(source.path): which file was which, of \(Quantity.count(source.files)) files", indent: 2)
        }
        append(report.unread, to: &text)
        return text.output
    }

    private func append(_ report: Report, set: Int, to text: inout ReportText) {
        let findings = report.findings.filter { $0.set == set }
        if !findings.isEmpty {
            section("Findings", report, &text)
            text.levels(findings)
            text.findings(findings.filter { $0.finding.level >= leastLevel }, of: report, limit: Self.findingsLimit)
            text.lesser(findings, than: leastLevel)
        }
        let edits = report.changes.filter { $0.set == set }
        if !edits.isEmpty {
            section("Changes", report, &text)
            text.changes(edits, limit: Self.linesLimit)
        }
        section("Docker files and who touched them", report, &text)
        let files = report.files.filter { $0.set == set }
        text.files(files, without: PassedNames(listsSteps ? [] : edits), limit: Self.linesLimit)
        text.dataRoot(files)
        let changes = report.groupChanges.filter { $0.set == set }
        let groups = report.dockerGroups.filter { $0.set == set && !($0.members.isEmpty && $0.uses.isEmpty) }
        if !changes.isEmpty || !groups.isEmpty {
            section("The docker group", report, &text)
            if !changes.isEmpty { text.groupChanges(changes, limit: Self.linesLimit) }
            for group in groups { text.dockerGroup(group, limit: Self.linesLimit) }
        }
        let containers = report.containers.filter { $0.set == set }
        if !containers.isEmpty {
            section("Containers that acted on them", report, &text)
            text.containers(containers, limit: Self.linesLimit)
        }
        section("Login users", report, &text)
        append(report.users.filter { $0.set == set }, to: &text)
        let rules = report.coverage.rules.filter { $0.set == set }
        if !rules.isEmpty {
            section("Changes of the audit rules", report, &text)
            append(rules, to: &text)
        }
    }

    private func section(_ title: String, _ report: Report, _ text: inout ReportText) {
        if report.sets.count > 1 {
            text.line("")
            text.line(title)
        } else {
            text.heading(title)
        }
    }

    private func append(_ users: [Report.UserEntry], to text: inout ReportText) {
        var table = TextTable(columns: [
            .words("LOGIN", minimum: 6, maximum: 24), .numbers("ACTIVITIES"), .numbers("SESSION"), .words("VIA"),
            .words("SOURCE", maximum: 39), .words("TTY"), .words("FROM, TO", minimum: 19),
        ])
        for user in users.prefix(Self.linesLimit) {
            let login = TextTable.Cell(names.login(user.login, on: user.node).span, .bold)
            let count = TextTable.Cell(Quantity.count(user.activities))
            guard let first = user.sessions.first else {
                table.append([login, count])
                continue
            }
            table.append([login, count] + session(first, &text))
            for further in user.sessions.dropFirst().prefix(Self.linesLimit) {
                table.append([TextTable.Cell(""), TextTable.Cell("")] + session(further, &text))
            }
        }
        text.table(table)
    }

    private func session(_ session: Report.Session, _ text: inout ReportText) -> [TextTable.Cell] {
        [
            TextTable.Cell("\(session.session)"), TextTable.Cell(session.service?.rawValue ?? ""),
            TextTable.Cell(session.source.span), TextTable.Cell(session.terminal.span),
            TextTable.Cell(text.span(session.times.lowerBound, session.times.upperBound)),
        ]
    }

    private func append(_ rules: [Report.RuleChange], to text: inout ReportText) {
        var table = TextTable(columns: [
            .fixed("TIME"), .fixed("CHANGE"), .words("KEY"), .words("PATH", cut: .path), .words("BY", maximum: 24),
        ])
        // A rule set is loaded in one go: equal changes of one moment are one line.
        var index = 0
        while index < rules.count, table.rowCount < Self.linesLimit {
            let rule = rules[index]
            var end = index + 1
            while end < rules.count, rules[end].isLike(rule) { end += 1 }
            let times = end - index
            table.append([
                TextTable.Cell(text.moment(rule.milliseconds)),
                TextTable.Cell(times > 1 ? "\(rule.word) ×\(times)" : rule.word),
                TextTable.Cell(rule.key.span), TextTable.Cell(rule.path.span),
                TextTable.Cell(names.login(rule.by, on: rule.node).span),
            ])
            index = end
        }
        text.table(table)
        if index < rules.count { text.line("and \(Quantity.count(rules.count - index)) more", indent: 2) }
    }

    private func append(_ sources: [Report.Source], to text: inout ReportText) {
        text.heading("Inputs")
        for source in sources.prefix(Self.linesLimit) {
            let tally = source.tally
            text.line(source.name, indent: 2)
            var size = source.storedBytes.map { Quantity.bytes($0) } ?? "a stream"
            if source.compression != "none" { size += " \(source.compression)" }
            let facts = [
                size, "\(Quantity.count(tally.records)) records", tally.format ?? "no names to tell its format",
                text.span(tally.times?.lowerBound, tally.times?.upperBound),
            ]
            text.line(facts.filter { !$0.isEmpty }.joined(separator: ", "), indent: 4)
            if let sha256 = source.sha256 { text.line("sha256 \(sha256)", indent: 4) }
        }
        if sources.count > Self.linesLimit {
            text.line("and \(Quantity.count(sources.count - Self.linesLimit)) more", indent: 2)
        }
    }
}

extension TextReport {
    private func append(_ files: [Report.UnreadFile], to text: inout ReportText) {
        guard !files.isEmpty else { return }
        text.heading("Found and not read")
        for file in files.prefix(Self.linesLimit) {
            text.paragraph(file.reason.contains(file.name) ? file.reason : "\(file.name) \(file.reason)")
        }
        if files.count > Self.linesLimit {
            text.line("and \(Quantity.count(files.count - Self.linesLimit)) more", indent: 2)
        }
    }
}

extension Report.RuleChange {
    fileprivate func isLike(_ other: Self) -> Bool {
        word == other.word && key == other.key && path == other.path && by == other.by && node == other.node
            && milliseconds - other.milliseconds < 10_000
    }
}
