import TestSupport
import Testing

/// How much of what is suspicious in all recordings stands in a finding, and how many findings are about something else.
///
/// The table stands in a golden file: whoever changes a detection sees which acts and findings it concerns.
@Suite struct `What is suspicious in all recordings` {
    private struct Table {
        var caught = 0
        var suspicious = 0
        var right = 0
        var alerts = 0
        var alertsWhereAllIsWell = 0
        var missed: [String] = []
        var wrong: [String] = []

        var text: String {
            let totals = [
                "\(caught) of \(suspicious) suspicious events in a finding of level medium or above",
                "\(right) of \(alerts) such findings with a suspicious event",
                "\(alertsWhereAllIsWell) such findings in recordings of ordinary work",
            ]
            let lines = totals + ["", "missed"] + missed.map { "  \($0)" } + ["", "wrong"] + wrong.map { "  \($0)" }
            return lines.map { "\($0)\n" }.joined()
        }
    }

    private static let alerting = ["medium", "high", "critical"]

    @Test func `stands in a finding, and hardly anything else does`() throws {
        var table = Table()
        for recording in Recording.all { try add(recording, to: &table) }
        print(table.text)
        #expect(Double(table.caught) >= 0.98 * Double(table.suspicious))
        #expect(Double(table.right) >= 0.95 * Double(table.alerts))
        #expect(table.alertsWhereAllIsWell == 0)
        try expectGolden(table.text, "finding-table.txt")
    }

    private func add(_ recording: Recording, to table: inout Table) throws {
        let truth = try recording.truthDocument()
        let expected = truth["expect"]
        // What the records cannot tell from ordinary work counts neither way.
        if expected["ambiguous"].integer == 1 { return }
        let events = truth["events"].array
        let isAllWell = expected["benign_only"].integer == 1
        guard isAllWell || events.contains(where: { !$0["suspicious"].isNull }) else { return }
        let logs = try recording.copyLogs()
        let result = try Program.run(["report", "--format", "json", logs.path])
        let report = try JSONValue(parsing: result.text.utf8)
        let alerts = report["findings"].array.filter { Self.alerting.contains($0["level"].string ?? "") }
        let cited = Set(alerts.flatMap { $0["evidence"].array.map { Moment($0) } })
        let ambiguous = Set(events.filter { $0["ambiguous"].integer == 1 }.map { Moment($0) })
        var suspicious: Set<Moment> = []
        for event in events where event["suspicious"].integer == 1 && !ambiguous.contains(Moment(event)) {
            guard suspicious.insert(Moment(event)).inserted else { continue }
            table.suspicious += 1
            if cited.contains(Moment(event)) {
                table.caught += 1
            } else {
                table.missed.append("\(recording.name) \(Moment(event).serial) \(event["action"].string ?? "?")")
            }
        }
        let onlyInCommands = try recording.truth().onlyInCommands
        for alert in alerts {
            let moments = alert["evidence"].array.map { Moment($0) }
            let file = alert["file"].string.map { TruePath(printed: $0) }
            let isRight = moments.contains(where: suspicious.contains) || file.map(onlyInCommands.contains) == true
            if !isRight, moments.contains(where: ambiguous.contains) { continue }
            table.alerts += 1
            if isRight {
                table.right += 1
                continue
            }
            table.wrong.append("\(recording.name) \(alert["id"].string ?? "?") \(alert["file"].string ?? "")")
            if isAllWell { table.alertsWhereAllIsWell += 1 }
        }
    }
}
