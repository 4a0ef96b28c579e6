import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `Tables filled in any order` {
    /// Limits that a few hundred activities pass, but for those that depend on the order.
    private static let narrow = [
        limits(rows: 40, pathBytes: 100_000, sessions: 11, changes: 17, changeBytes: 10_000),
        limits(rows: 1000, pathBytes: 900, sessions: 1, changes: 1000, changeBytes: 400),
        limits(rows: 0, pathBytes: 0, sessions: 0, changes: 0, changeBytes: 0),
    ]

    private static func limits(
        rows: Int,
        pathBytes: Int,
        sessions: Int,
        changes: Int,
        changeBytes: Int
    ) -> ActivityTables.Limits {
        var limits = ActivityTables.Limits.host
        limits.rows = rows
        limits.pathBytes = pathBytes
        limits.sessions = sessions
        limits.changes = changes
        limits.changeBytes = changeBytes
        return limits
    }

    private func batch(seed: Int) -> ActivityBatch {
        var activities = SeededActivities(seed: UInt64(seed))
        activities.variety = [3, 12, 60][seed % 3]
        activities.perEvent = 1 + seed % 4
        return activities.batch(600)
    }

    private func tables(_ activities: [Activity], _ batch: ActivityBatch, _ limits: ActivityTables.Limits)
        -> ActivityTables
    {
        var tables = ActivityTables(limits: limits)
        for activity in activities { tables.add(activity, of: batch) }
        return tables
    }

    /// Gives each activity to a random part, and joins two random parts until there is one.
    ///
    /// Now and then a part is cut to its limits, as it would be if there were more of it.
    private func joined(
        _ batch: ActivityBatch,
        _ limits: ActivityTables.Limits,
        _ random: inout SplitMix64
    ) -> ActivityTables {
        var parts = [[Activity]](repeating: [], count: Int.random(in: 2...9, using: &random))
        for activity in batch.activities.shuffled(using: &random) {
            parts[Int.random(in: parts.indices, using: &random)].append(activity)
        }
        var joined = parts.map { tables($0, batch, limits) }
        while joined.count > 1 {
            if Bool.random(using: &random) { joined[Int.random(in: joined.indices, using: &random)].prune() }
            let part = joined.remove(at: Int.random(in: joined.indices, using: &random))
            joined[Int.random(in: joined.indices, using: &random)].add(part)
        }
        return joined[0]
    }

    /// All that tables say, as text.
    private func text(_ tables: ActivityTables) -> String {
        var tables = tables
        var report = Report()
        tables.fill(&report, set: 0)
        let further = [
            tables.beyondRows, tables.furtherUsersActivities, tables.furtherSessionsActivities, tables.furtherChanges,
        ]
        return ReportText(report: report).whole + "\n\(further) \(tables.dependsOnOrder)"
    }

    @Test(arguments: 0..<6) func `tell the same, as do parts joined in any grouping`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let batch = batch(seed: seed)
        for limits in Self.narrow + [.host] {
            let inOrder = text(tables(batch.activities, batch, limits))
            for _ in 0..<2 {
                let isSame = text(tables(batch.activities.shuffled(using: &random), batch, limits)) == inOrder
                #expect(isSame)
                let isSameJoined = text(joined(batch, limits, &random)) == inOrder
                #expect(isSameJoined)
            }
        }
    }

    @Test func `tell the same where every row, session and change matters`() {
        var random = SplitMix64(seed: 0xb0d)
        for seed in 0..<300 {
            var activities = SeededActivities(seed: UInt64(seed))
            activities.perEvent = Int.random(in: 1...2, using: &random)
            let batch = activities.batch(20)
            let limits = Self.limits(
                rows: Int.random(in: 0...9, using: &random),
                pathBytes: Int.random(in: 0...400, using: &random),
                sessions: Int.random(in: 0...4, using: &random),
                changes: Int.random(in: 0...4, using: &random),
                changeBytes: Int.random(in: 0...100, using: &random)
            )
            let isSame = text(joined(batch, limits, &random)) == text(tables(batch.activities, batch, limits))
            #expect(isSame, "seed \(seed), \(limits)")
        }
    }

    @Test(arguments: 0..<6) func `tell what a naive count tells`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let batch = batch(seed: seed)
        let naive = NaiveTables(batch)
        for limits in Self.narrow + [.host] {
            var tables = joined(batch, limits, &random)
            var report = Report()
            tables.fill(&report, set: 0)
            #expect(!tables.dependsOnOrder)
            checkFiles(report, tables, naive, limits)
            checkSessions(report, tables, naive, limits)
            let groups = NaiveTables.keptChanges(naive.groupChanges, limits)
            #expect(report.groupChanges.map { Stamp(milliseconds: $0.milliseconds, serial: $0.serial) } == groups)
            let rules = NaiveTables.keptChanges(naive.ruleChanges, limits)
            #expect(report.coverage.rules.map { Stamp(milliseconds: $0.milliseconds, serial: $0.serial) } == rules)
            let others = NaiveTables.keptChanges(naive.otherGroupChanges, limits)
            let changes = naive.groupChanges.count + naive.otherGroupChanges.count + naive.ruleChanges.count
            #expect(tables.furtherChanges == UInt64(changes - groups.count - others.count - rules.count))
        }
    }

    private func checkFiles(
        _ report: Report,
        _ tables: ActivityTables,
        _ naive: NaiveTables,
        _ limits: ActivityTables.Limits
    ) {
        var found: [NaiveTables.Row: NaiveTables.Count] = [:]
        for file in report.files {
            for user in file.users {
                let login = NaiveTables.User(id: user.login.id, name: user.login.name, node: file.node)
                let dispositions: [Disposition: UInt64] = [
                    .routine: user.routine, .noteworthy: user.noteworthy, .suspicious: user.suspicious,
                ]
                found[NaiveTables.Row(path: file.path, place: file.place, user: login)] = NaiveTables.Count(
                    actions: Dictionary(uniqueKeysWithValues: user.actions.map { ($0.action, $0.count) }),
                    failures: user.failures,
                    dispositions: dispositions.filter { $0.value > 0 },
                    first: user.times.lowerBound,
                    last: user.times.upperBound
                )
            }
        }
        let expected = naive.cutRows(limits)
        let isSame = found == expected.rows
        #expect(isSame, "\(found.count) rows, \(expected.rows.count) expected")
        #expect(tables.beyondRows == expected.beyond)
    }

    private func checkSessions(
        _ report: Report,
        _ tables: ActivityTables,
        _ naive: NaiveTables,
        _ limits: ActivityTables.Limits
    ) {
        var listed: UInt64 = 0
        var count = 0
        for user in report.users {
            let login = NaiveTables.User(id: user.login.id, name: user.login.name, node: user.node)
            for session in user.sessions {
                let start = -Int64(session.session) - 1
                let expected = naive.sessions[NaiveTables.Session(user: login, number: session.session, start: start)]
                #expect(session.times.lowerBound == start && expected?.last == session.times.upperBound)
                #expect(expected?.terminal == session.terminal)
                listed += expected?.activities ?? 0
                count += 1
            }
        }
        #expect(count == min(limits.sessions, naive.sessions.count))
        let all = naive.sessions.values.reduce(0) { $0 + $1.activities }
        #expect(tables.furtherSessionsActivities == all - listed)
    }

    @Test func `keep Docker's own files before others, and those before what lies below the data root`() {
        var limits = ActivityTables.Limits.host
        limits.rows = 3
        let paths = ["/home/a/compose.yml", "/etc/docker/daemon.json", "/etc/group"]
        for order in [0..<23, 20..<23] {
            var batch = ActivityBatch()
            for number in Array(order) + Array(0..<order.lowerBound) {
                let path = number < 20 ? "/var/lib/docker/overlay2/\(number)/diff" : paths[number - 20]
                var activity = Activity(
                    stamp: Stamp(milliseconds: 1, serial: 1),
                    action: .chmod,
                    evidence: Activity.Evidence(source: 0, line: 1)
                )
                var file = FileFacts()
                file.path = batch.store(Array(path.utf8).span)
                file.place = DockerPlace(path: Array(path.utf8).span)
                activity.file = file
                activity.keys = batch.store([1].span)
                batch.append(activity)
            }
            var tables = tables(batch.activities, batch, limits)
            var report = Report()
            tables.fill(&report, set: 0)
            let listed = report.files.map { String(decoding: $0.path, as: UTF8.self) }
            #expect(listed == ["", "/etc/docker/daemon.json", "/etc/group", "/home/a/compose.yml"])
            #expect(report.files.first?.users.first?.count == 20 && tables.beyondRows == 20)
        }
    }

    @Test func `say in any order when users, or kinds by user, are too many`() {
        var random = SplitMix64(seed: 5)
        let batch = batch(seed: 1)
        var users = ActivityTables.Limits.host
        var kinds = Self.narrow[0]
        for (number, isMet) in [(4, true), (10_000, false)] {
            users.users = number
            kinds.kindRows = number
            for limits in [users, kinds] {
                var inOrder = tables(batch.activities, batch, limits)
                inOrder.prune()
                var other = joined(batch, limits, &random)
                other.prune()
                #expect(inOrder.dependsOnOrder == isMet && other.dependsOnOrder == isMet)
            }
        }
    }
}
