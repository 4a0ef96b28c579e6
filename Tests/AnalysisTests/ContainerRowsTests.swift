import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `Rows of containers` {
    /// Random activities in a few containers, by hand of a few users.
    private func batch(seed: UInt64, _ count: Int, containers: Int) -> ActivityBatch {
        var random = SplitMix64(seed: seed)
        var batch = ActivityBatch()
        for line in 0..<count {
            func pick(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
            func store(_ text: String) -> ByteRange { batch.store(Array(text.utf8).span) }
            var activity = Activity(
                stamp: Stamp(milliseconds: Int64(pick(10_000)), serial: UInt64(line)),
                action: [.openWrite, .connect, .create][pick(3)],
                evidence: Activity.Evidence(source: 0, line: UInt64(line + 1))
            )
            activity.outcome = pick(5) == 0 ? .failure : .success
            activity.subject.loginID = SubjectFacts.unset
            var file = FileFacts()
            file.path = store("/etc/docker/daemon.json")
            file.place = [.daemonConfig, .volume][pick(2)]
            activity.file = file
            var container = ContainerFacts()
            let number = pick(containers)
            container.id = store("id\(number)")
            if pick(2) == 0 { container.name = store("name\(number)") }
            container.isExecuted = pick(4) == 0
            if pick(3) > 0 {
                container.startedByID = UInt32(pick(3))
                container.confidence = Confidence.allCases[pick(3)]
            }
            activity.container = container
            batch.append(activity)
        }
        return batch
    }

    private func rows(_ batch: ActivityBatch, _ order: [Int], limit: Int) -> ContainerRows {
        var limits = ActivityTables.Limits.host
        limits.containers = limit
        var rows = ContainerRows(limits: limits)
        for index in order { rows.add(batch.activities[index], batch.bytes.span) }
        return rows
    }

    private func text(_ rows: ContainerRows) -> String {
        var rows = rows
        rows.prune()
        return rows.sorted.map { "\($0.key) \($0.value)\n" }.joined() + "\(rows.beyondLimit)"
    }

    @Test(arguments: [(5, 10_000), (60, 10_000), (60, 7)])
    func `are the same in any order and in any parts`(containers: Int, limit: Int) {
        let batch = batch(seed: 5, 1000, containers: containers)
        var random = SplitMix64(seed: 6)
        let all = Array(batch.activities.indices)
        let whole = text(rows(batch, all, limit: limit))
        for _ in 0..<5 {
            let shuffled = all.shuffled(using: &random)
            #expect(text(rows(batch, shuffled, limit: limit)) == whole)
            let cut = Int.random(in: 1..<all.count, using: &random)
            var joined = rows(batch, Array(shuffled[cut...]), limit: limit)
            joined.add(rows(batch, Array(shuffled[..<cut]), limit: limit))
            #expect(text(joined) == whole)
        }
    }

    @Test func `count what changed the host's own files`() throws {
        let batch = batch(seed: 1, 500, containers: 1)
        let row = try #require(rows(batch, Array(batch.activities.indices), limit: 10).sorted.first).value
        let writes = batch.activities.filter {
            $0.outcome == .success && $0.action != .connect && $0.file?.place == .daemonConfig
        }
        #expect(row.activities == 500)
        #expect(row.hostWrites == UInt64(writes.count))
    }

    @Test func `are read back as they were written`() throws {
        let batch = batch(seed: 2, 300, containers: 20)
        var whole = rows(batch, Array(batch.activities.indices), limit: 10_000)
        whole.prune()
        var writer = PartialWriter()
        whole.write(to: &writer)
        var reader = PartialReader(writer.bytes[...])
        let read = try ContainerRows(from: &reader)
        #expect(reader.left == 0)
        #expect(text(read) == text(whole))
    }
}
