import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `Tables of a log's parts` {
    /// All that tables say, as text.
    private func text(_ tables: ActivityTables) -> String {
        var tables = tables
        var report = Report()
        tables.fill(&report, set: 0)
        let further = [tables.beyondRows, tables.furtherUsersActivities, tables.furtherSessionsActivities]
        return ReportText(report: report).whole + "\n\(further)"
    }

    /// Adds a batch in parts of random length.
    private func joined(
        _ batch: ActivityBatch,
        _ limits: ActivityTables.Limits,
        _ random: inout SplitMix64
    ) -> ActivityTables {
        var whole = ActivityTables(limits: limits)
        var start = 0
        while start < batch.activities.count {
            let end = min(batch.activities.count, start + Int.random(in: 1...200, using: &random))
            var part = ActivityTables(limits: limits)
            for activity in batch.activities[start..<end] { part.add(activity, of: batch) }
            whole.add(part)
            start = end
        }
        return whole
    }

    @Test(arguments: 0..<12) func `give what one table of the whole gives, below the limits and beyond`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var activities = SeededActivities(seed: UInt64(seed) + 100)
        activities.variety = [3, 12, 60][seed % 3]
        let batch = activities.batch(2000)
        var narrow = ActivityTables.Limits.host
        narrow.rows = 40
        narrow.pathBytes = 1500
        narrow.sessions = 11
        narrow.changes = 17
        narrow.changeBytes = 400
        for limits in [ActivityTables.Limits.host, narrow] {
            var whole = ActivityTables(limits: limits)
            for activity in batch.activities { whole.add(activity, of: batch) }
            let isSame = text(joined(batch, limits, &random)) == text(whole)
            #expect(isSame)
        }
    }

    @Test func `count exactly beyond the limits, by kind and user and then by kind`() {
        var activities = SeededActivities(seed: 7)
        activities.variety = 6
        let batch = activities.batch(3000)
        func acts(_ limits: ActivityTables.Limits) -> [String: UInt64] {
            var tables = ActivityTables(limits: limits)
            for activity in batch.activities { tables.add(activity, of: batch) }
            var report = Report()
            tables.fill(&report, set: 0)
            #expect((tables.beyondRows > 0) == (limits.rows == 10))
            var acts: [String: UInt64] = [:]
            for file in report.files {
                for user in file.users {
                    let isAll = limits.kindRows == 0
                    let key = isAll ? "\(file.place)" : "\(file.place) \(file.node) \(user.login)"
                    acts[key, default: 0] += user.count
                    for (action, count) in user.actions { acts[key + " \(action)", default: 0] += count }
                }
            }
            return acts
        }
        var few = ActivityTables.Limits.host
        few.rows = 10
        let byUser = acts(few) == acts(.host)
        #expect(byUser)
        few.kindRows = 0
        var byKind = ActivityTables.Limits.host
        byKind.kindRows = 0
        let together = acts(few) == acts(byKind)
        #expect(together)
    }

    @Test func `count on where an action's counter has 32 bits no more`() {
        var batch = ActivityBatch()
        var activity = Activity(
            stamp: Stamp(milliseconds: 1, serial: 1),
            action: .chmod,
            evidence: Activity.Evidence(source: 0, line: 1)
        )
        var file = FileFacts()
        file.path = batch.store(Array("/etc/docker/daemon.json".utf8).span)
        file.place = .daemonConfig
        activity.file = file
        var tables = ActivityTables()
        tables.add(activity, of: batch)
        for _ in 0..<40 {
            let copy = tables
            tables.add(copy)
        }
        tables.add(activity, of: batch)
        var report = Report()
        tables.fill(&report, set: 0)
        #expect(report.files.first?.users.first?.actions.map(\.count) == [1 << 40 + 1])
        #expect(report.files.first?.users.first?.count == 1 << 40 + 1)
    }

    @Test func `hold at most 24 MiB, however many files, users and sessions there are and however long their names`() {
        for length in [120, 4096] {
            var tables = ActivityTables()
            var batch = ActivityBatch()
            for number in 0..<70_000 {
                var activity = Activity(
                    stamp: Stamp(milliseconds: Int64(number), serial: UInt64(number)),
                    action: .create,
                    evidence: Activity.Evidence(source: 0, line: 1)
                )
                var file = FileFacts()
                let name = "/etc/docker/\(number)"
                file.path = batch.store(Array((name + String(repeating: "x", count: length - 20)).utf8).span)
                file.place = [.daemonConfig, .tls, .plugin][number % 3]
                activity.file = file
                activity.node = batch.store(Array("n\(number % 10_000)".utf8).span)
                activity.subject.login = batch.store(Array("user \(number % 11_000)".utf8).span)
                activity.subject.loginID = UInt32(number % 11_000)
                activity.subject.session = UInt32(number)
                activity.subject.terminal = batch.store(Array(repeating: 120, count: 100).span)
                activity.audit = AuditFacts()
                activity.audit?.key = file.path
                activity.group = GroupFacts()
                activity.group?.member = activity.subject.login
                tables.add(activity, of: batch)
                activity.action = .auditRuleAdd
                tables.add(activity, of: batch)
                batch.removeAll()
            }
            #expect(tables.heldBytes < 24 << 20, "\(tables.heldBytes) bytes")
            tables.prune()
            #expect(tables.beyondRows > 0 && tables.furtherUsersActivities > 0)
            #expect(tables.furtherSessionsActivities > 0 && tables.furtherChanges > 0)
        }
    }

    @Test func `number actions and kinds of files without a gap`() {
        #expect(Action.allCases.map(\.index) == Array(0..<Action.count))
        #expect(DockerPlace.allCases.map(\.index) == Array(0..<16))
    }
}
