import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `The table of edits` {
    /// Edits of random activities, among them routine and files that are none of Docker's.
    private func edits(seed: UInt64, count: Int = 400) -> [DockerActivity.Edit] {
        var activities = SeededActivities(seed: seed)
        activities.perEvent = 2
        let batch = activities.batch(count)
        var folder = EditFolder()
        var edits: [DockerActivity.Edit] = []
        for activity in batch.activities { folder.add(activity, of: batch) { edits.append($0) } }
        folder.finish { edits.append($0) }
        return edits
    }

    private func limits(_ count: Int, bytes: Int) -> ActivityTables.Limits {
        var limits = ActivityTables.Limits.host
        limits.edits = count
        limits.editBytes = bytes
        return limits
    }

    private func table(_ edits: [DockerActivity.Edit], _ limits: ActivityTables.Limits = .host) -> EditTable {
        var table = EditTable(limits: limits)
        for edit in edits { table.add(edit) }
        return table
    }

    /// All that a table says.
    private func bytes(_ table: EditTable) -> [UInt8] {
        var table = table
        table.prune()
        var writer = PartialWriter()
        table.write(to: &writer)
        return writer.bytes
    }

    @Test func `holds what is no routine and changes a Docker file outside the data root`() {
        let edits = edits(seed: 1)
        let table = table(edits)
        #expect(table.edits.count > 20 && table.edits.count < edits.count)
        for edit in table.edits {
            #expect(edit.disposition != .routine && edit.place != .other && !edit.place.isBelowDataRoot)
            #expect(![.execute, .connect, .openRead].contains(edit.action))
        }
        let wanted = edits.filter { edit in
            guard edit.activity.disposition != .routine, let file = edit.activity.file else { return false }
            return file.place == .daemonConfig && ![.execute, .connect, .openRead].contains(edit.activity.action)
        }
        #expect(table.edits.count { $0.place == .daemonConfig } >= wanted.count)
    }

    @Test(arguments: 0..<20)
    func `keeps the latest, in whatever order and grouping they come`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let edits = edits(seed: seed)
        for limits in [limits(30, bytes: 1 << 20), limits(1000, bytes: 900), limits(0, bytes: 0), .host] {
            let whole = table(edits, limits)
            var parts = (0..<5).map { _ in EditTable(limits: limits) }
            for edit in edits.shuffled(using: &random) { parts[Int.random(in: 0..<5, using: &random)].add(edit) }
            parts.shuffle(using: &random)
            var joined = EditTable(limits: limits)
            for part in parts {
                joined.add(part)
                if Bool.random(using: &random) { joined.prune() }
            }
            let isSame = bytes(joined) == bytes(whole)
            #expect(isSame)
            var cut = whole
            cut.prune()
            let all = table(edits).sorted
            #expect(cut.edits.count + Int(cut.beyondLimit) == all.count)
            #expect(cut.sorted.map(\.stamp) == all.suffix(cut.edits.count).map(\.stamp))
            #expect(cut.edits.count <= limits.edits)
        }
    }

    @Test func `is the same after it was written and read`() throws {
        let written = bytes(table(edits(seed: 3)))
        var reader = PartialReader(written[...])
        let read = try EditTable(from: &reader)
        #expect(reader.left == 0)
        let isSame = bytes(read) == written
        #expect(isSame)
    }

    @Test func `refuses bytes that are no table`() {
        let written = bytes(table(edits(seed: 4, count: 60)))
        var random = SplitMix64(seed: 4)
        for _ in 0..<2000 {
            var torn = written
            torn[Int.random(in: torn.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            var reader = PartialReader(torn.prefix(Int.random(in: 0...torn.count, using: &random)))
            if let table = try? EditTable(from: &reader) { #expect(table.edits.count <= 60) }
        }
    }
}
