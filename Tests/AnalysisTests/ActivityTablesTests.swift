import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `The tables of activities` {
    private struct Key: Hashable {
        var path: String
        var user: UInt32
    }

    /// What a naive count finds.
    private struct Count: Equatable {
        var actions: [Action: UInt64] = [:]
        var failures: UInt64 = 0
        var first = Int64.max
        var last = Int64.min
    }

    @Test func `count as a naive count does`() {
        var random = SplitMix64(seed: 0x7ab1e)
        let paths = ["/etc/docker/daemon.json", "/etc/docker/key.json", "/run/docker.sock", "/home/a/x", "/etc/group"]
        var tables = ActivityTables()
        var counts: [Key: Count] = [:]
        var byUser: [UInt32: UInt64] = [:]
        var others: UInt64 = 0
        var batch = ActivityBatch()
        for line in 0..<5000 {
            let path = paths.randomElement(using: &random) ?? "/"
            let user = UInt32.random(in: 1000...1004, using: &random)
            let action = [Action.openWrite, .chmod, .delete].randomElement(using: &random) ?? .chmod
            let time = Int64.random(in: 0...1_000_000, using: &random)
            let isFailure = Int.random(in: 0..<4, using: &random) == 0
            var activity = Activity(
                stamp: Stamp(milliseconds: time, serial: UInt64(line)),
                action: action,
                evidence: Activity.Evidence(source: 0, line: UInt64(line + 1))
            )
            var file = FileFacts()
            file.path = batch.store(Array(path.utf8).span)
            file.place = DockerPlace(path: Array(path.utf8).span)
            activity.file = file
            activity.subject.loginID = user
            activity.subject.session = user % 3
            activity.outcome = isFailure ? .failure : .success
            batch.append(activity)
            byUser[user, default: 0] += 1
            if file.place == .other {
                others += 1
                continue
            }
            var count = counts[Key(path: path, user: user)] ?? Count()
            count.actions[action, default: 0] += 1
            count.failures += isFailure ? 1 : 0
            count.first = min(count.first, time)
            count.last = max(count.last, time)
            counts[Key(path: path, user: user)] = count
        }
        for activity in batch.activities { tables.add(activity, of: batch) }
        var report = Report()
        tables.fill(&report, set: 0)
        var found: [Key: Count] = [:]
        for file in report.files {
            for user in file.users {
                let key = Key(path: String(decoding: file.path, as: UTF8.self), user: user.login.id ?? 0)
                let actions = Dictionary(uniqueKeysWithValues: user.actions.map { ($0.action, $0.count) })
                #expect(user.count == actions.values.reduce(0, +))
                found[key] = Count(
                    actions: actions,
                    failures: user.failures,
                    first: user.times.lowerBound,
                    last: user.times.upperBound
                )
            }
        }
        #expect(found == counts)
        #expect(others > 0 && report.totals.otherActivities == others)
        #expect(report.totals.activities == 5000)
        #expect(report.users.map(\.activities) == byUser.sorted { $0.key < $1.key }.map(\.value))
        #expect(report.users.allSatisfy { $0.sessions.count == 1 })
        #expect(report.files.map(\.path) == report.files.map(\.path).sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `count both names of a rename`() {
        var batch = ActivityBatch()
        let stamp = Stamp(milliseconds: 1, serial: 1)
        var activity = Activity(stamp: stamp, action: .rename, evidence: Activity.Evidence(source: 0, line: 1))
        var file = FileFacts()
        file.path = batch.store(Array("/tmp/taken".utf8).span)
        file.from = batch.store(Array("/etc/docker/daemon.json".utf8).span)
        activity.file = file
        batch.append(activity)
        var tables = ActivityTables()
        tables.add(activity, of: batch)
        var report = Report()
        tables.fill(&report, set: 0)
        #expect(report.files.map { String(decoding: $0.path, as: UTF8.self) } == ["/etc/docker/daemon.json"])
        #expect(report.totals.activities == 1 && report.totals.otherActivities == 0)
    }
}
