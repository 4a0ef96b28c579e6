import Analysis
import AuditRecords
import Detections
import DockerActivity

/// All that a report says, as text that two reports can be compared by.
struct ReportText {
    let report: Report

    /// Everything.
    var whole: String { (common + sources).joined(separator: "\n") }

    /// What does not depend on how the log is cut into files.
    var common: [String] {
        let totals = report.totals
        return [
            "period \(report.period)",
            "totals \(totals.lines) \(totals.records) \(totals.events) \(totals.malformed) \(totals.activities) "
                + "\(totals.otherActivities)",
        ] + totals.recordsByType.map { "type \(text($0.type)) \($0.count)" }
            + totals.eventsByKey.map { "key \(text($0.key)) \($0.count)" } + report.nodes.map { "node \(text($0))" }
            + files + users + report.groupChanges.map { "group \($0)" }
            + report.dockerGroups.map { "docker group \($0)" } + coverage
    }

    private var files: [String] {
        report.files.flatMap { file in
            ["file \(file.set) \(text(file.node)) \(text(file.path)) \(file.place) \(file.isFolded)"]
                + file.users.map { user in
                    "  \(text(user.login)) \(user.actions) \(user.failures) \(user.routine) \(user.noteworthy) "
                        + "\(user.suspicious) \(user.times)"
                }
        }
    }

    private var users: [String] {
        report.users.flatMap { user in
            ["user \(user.set) \(text(user.node)) \(text(user.login)) \(user.activities)"]
                + user.sessions.map {
                    "  session \($0.session) \($0.service?.rawValue ?? "-") \(text($0.source)) \(text($0.terminal)) \($0.times)"
                }
        }
    }

    private var coverage: [String] {
        report.coverage.gaps.filter { $0.source == nil }
            .map { gap in
                "gap \(gap.kind) \(gap.from ?? 0) \(gap.to ?? 0) \(gap.count) \(gap.confidence) \(text(gap.node)) "
                    + "\(gap.evidence.map(\.stamp))"
            }
            + report.coverage.places.map { "place \($0)" }
            + report.coverage.rules.map { "rule \($0)" }
            + ["omitted \(report.coverage.gapsOmitted) \(report.coverage.rulesOmitted)"]
    }

    private var sources: [String] {
        report.sources.map { "source \($0.set) \($0.name) \($0.sha256 ?? "-") \($0.compression) \(describe($0.tally))" }
            + report.coverage.gaps.map { "gap \($0)" }
            + report.coverage.problems.map { "problem \($0)" } + report.unread.map { "unread \($0)" }
    }

    private func describe(_ tally: SourceTally) -> String {
        let counts = [
            tally.uncompressedBytes, tally.lines, tally.records, tally.events, tally.malformed, tally.blank,
            tally.cutLines,
            tally.cutBytes, tally.nulBytes, tally.carriageReturns, tally.relayed, tally.enriched, tally.raw,
        ]
        return "\(counts) \(String(describing: tally.firstMalformed)) \(String(describing: tally.firstNulOffset)) "
            + "\(tally.endsInsideLine) \(String(describing: tally.times)) \(String(describing: tally.firstSerial)) "
            + "\(String(describing: tally.lastSerial)) \(tally.format ?? "-")"
    }

    private func text(_ login: Report.LoginName) -> String { "\(login.id ?? 0)=\(text(login.name))" }
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
