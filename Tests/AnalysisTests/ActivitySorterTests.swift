@testable import Analysis
import AuditRecords
import DockerActivity
import TestSupport
import Testing

@Suite struct `An activity sorter` {
    /// What the sorter gave out: stamps, paths, and the line that each activity rests on.
    private struct Given: Equatable {
        var time: Int64
        var serial: UInt64
        var path: String
        var line: UInt64
    }

    private func batch(_ wanted: [Given]) -> ActivityBatch {
        var batch = ActivityBatch()
        for one in wanted {
            let stamp = Stamp(milliseconds: one.time, serial: one.serial)
            let evidence = Activity.Evidence(source: 0, line: one.line)
            var activity = Activity(stamp: stamp, action: .chmod, evidence: evidence)
            var file = FileFacts()
            file.path = batch.store(Array(one.path.utf8).span)
            activity.file = file
            batch.append(activity)
        }
        return batch
    }

    private func sort(_ wanted: [Given], batches: Int) -> (given: [Given], outOfOrder: UInt64) {
        var sorter = ActivitySorter()
        var shelf = ActivityShelf()
        var given: [Given] = []
        func note(_ entry: ActivityEntry) {
            let batch = shelf[entry.batch].batch
            let activity = batch.activities[entry.position]
            let path = String(decoding: batch.bytes[(activity.file?.path ?? ByteRange()).indices], as: UTF8.self)
            let stamp = activity.stamp
            given.append(
                Given(time: stamp.milliseconds, serial: stamp.serial, path: path, line: activity.evidence.line)
            )
        }
        var start = 0
        while start < wanted.count {
            let end = min(wanted.count, start + batches)
            var entries: [ActivityEntry] = []
            shelf.add(batch(Array(wanted[start..<end]))) { entries.append($0) }
            for entry in entries { sorter.add(entry, on: shelf, give: note) }
            start = end
        }
        sorter.finish(on: shelf, give: note)
        return (given, sorter.outOfOrder)
    }

    private func inOrder(_ wanted: [Given]) -> [Given] {
        wanted.sorted { ($0.time, $0.serial, $0.path, $0.line) < ($1.time, $1.serial, $1.path, $1.line) }
    }

    @Test(arguments: [1, 300, 100_000])
    func `puts what lies near in order of time, serial and path`(batches: Int) {
        var random = SplitMix64(seed: 0x50f7)
        let wanted = (0..<20_000)
            .map { line in
                Given(
                    time: Int64(line / 50) + Int64.random(in: 0...40, using: &random),
                    serial: UInt64.random(in: 1...3, using: &random),
                    path: ["", "/a", "/a/b", "/b"].randomElement(using: &random) ?? "",
                    line: UInt64(line)
                )
            }
        let (given, outOfOrder) = sort(wanted, batches: batches)
        #expect(given == inOrder(wanted))
        #expect(outOfOrder == 0)
    }

    @Test func `gives out at once, and counts, what comes too late`() {
        var wanted = (0..<40_000).map { Given(time: Int64($0), serial: 1, path: "/x", line: UInt64($0)) }
        wanted.append(Given(time: 5, serial: 2, path: "/late", line: 40_000))
        let (given, outOfOrder) = sort(wanted, batches: 1000)
        #expect(given.count == wanted.count && Set(given.map(\.line)).count == wanted.count)
        #expect(outOfOrder == 1)
        #expect(given.filter { $0.path == "/x" } == Array(wanted.dropLast()))
    }

    @Test func `gives nothing for nothing`() {
        #expect(sort([], batches: 1).given.isEmpty)
    }
}
