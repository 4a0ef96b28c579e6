import AuditEvents
import AuditRecords
import Testing
import TestSupport

@Suite struct `A serial ledger` {
    private func ledger(_ stamps: [(time: Int64, serial: UInt64)]) -> (ledger: SerialLedger, seen: [UInt64]) {
        var ledger = SerialLedger()
        var seen: [UInt64] = []
        for (time, serial) in stamps
        where ledger.note(RecordMark(stamp: Stamp(milliseconds: time, serial: serial), source: 0, line: serial))
            == .alreadySeen
        {
            seen.append(serial)
        }
        return (ledger, seen)
    }

    @Test func `has one run where nothing is missing`() {
        let (ledger, seen) = ledger((1...1000).map { (Int64($0) * 10, UInt64($0)) })
        #expect(ledger.boots.map { $0.map(\.serials) } == [[1...1000]])
        #expect(ledger.boots.first?.first?.times == 10...10_000)
        #expect(ledger.gaps.isEmpty && seen.isEmpty)
    }

    @Test func `tells holes and closes them`() {
        let (open, _) = ledger([(1, 10), (2, 11), (5, 15), (6, 20)])
        #expect(open.gaps.map(\.missing) == [3, 4])
        #expect(open.gaps.first?.from == 2 && open.gaps.first?.to == 5)
        #expect(open.gaps.first?.before == 11 && open.gaps.first?.after == 15)
        let (closed, seen) = ledger([(1, 10), (2, 11), (5, 15), (6, 13), (6, 14), (6, 12)])
        #expect(closed.gaps.isEmpty && seen.isEmpty)
        #expect(closed.boots.map { $0.map(\.serials) } == [[10...15]])
    }

    @Test func `cites the events on both sides of a hole`() {
        let (open, _) = ledger([(1, 10), (2, 11), (5, 15), (6, 14), (7, 20)])
        #expect(open.gaps.map(\.first.line) == [11, 15] && open.gaps.map(\.last.line) == [14, 20])
        #expect(open.gaps.map(\.first.stamp.milliseconds) == [2, 5])
        #expect(open.gaps.map(\.last.stamp.milliseconds) == [6, 7])
    }

    @Test func `begins a boot where serials fall and time does not`() {
        let (ledger, seen) = ledger(
            (0..<10_000).map { (Int64($0), UInt64(50_000 + $0)) }
                + (0..<100).map { (Int64(90_000 + $0), UInt64(1 + $0)) }
        )
        #expect(ledger.boots.map { $0.map(\.serials) } == [[50_000...59_999], [1...100]])
        #expect(ledger.gaps.isEmpty && seen.isEmpty)
    }

    @Test func `takes the same serial at another time for another boot`() {
        let (ledger, seen) = ledger([(1000, 1), (1001, 2), (1002, 3), (900_000, 2), (900_001, 3), (900_002, 4)])
        #expect(ledger.boots.map { $0.map(\.serials) } == [[1...3], [2...4]])
        #expect(seen.isEmpty)
        let (_, repeated) = self.ledger([(1000, 1), (1001, 2), (1500, 1), (2999, 2)])
        #expect(repeated == [1, 2])
    }

    @Test func `keeps a boot when the clock is set back`() {
        let (ledger, seen) = ledger([(100_000, 10), (100_001, 11), (40_000, 12), (40_001, 13), (40_002, 15)])
        #expect(ledger.boots.map { $0.map(\.serials) } == [[10...13, 15...15]])
        #expect(seen.isEmpty)
    }

    @Test func `knows what it was told, in any order within a boot`() {
        var random = SplitMix64(seed: 0x1ed6e4)
        for _ in 0..<200 {
            var serials: [UInt64] = []
            var serial = UInt64.random(in: 1...1_000_000, using: &random)
            for _ in 0..<Int.random(in: 1...300, using: &random) {
                serials.append(serial)
                serial += Bool.random(using: &random) ? 1 : UInt64.random(in: 1...5, using: &random)
            }
            var walk = serials.enumerated()
                .map { (place: $0.offset + Int.random(in: 0..<20, using: &random), serial: $0.element) }
                .sorted { $0.place < $1.place }
                .map(\.serial)
            for _ in 0..<10 { walk.append(serials.randomElement(using: &random) ?? 1) }
            let (ledger, seen) = ledger(walk.map { (1000 + Int64($0 % 1000), $0) })
            #expect(ledger.boots.count == 1)
            #expect(ledger.boots.joined().flatMap { Array($0.serials) } == serials)
            #expect(seen == walk.suffix(10))
            let missing = zip(serials, serials.dropFirst()).map { $1 - $0 - 1 }.filter { $0 > 0 }
            #expect(ledger.gaps.map(\.missing) == missing)
        }
    }

    @Test func `takes the greatest serials without a trap`() {
        let (ledger, seen) = ledger([(1, .max), (1, .max - 1), (1, 0), (1, .max), (2, 1)])
        #expect(seen == [.max])
        #expect(ledger.boots.joined().reduce(0) { $0 + $1.serials.count } == 4)
    }

    @Test func `forgets the oldest holes beyond a limit`() {
        let count = SerialLedger.runsLimit + 500
        let (ledger, _) = ledger((0..<count).map { (Int64($0), UInt64($0) * 2) })
        #expect(ledger.boots.joined().count <= SerialLedger.runsLimit)
        #expect(ledger.forgottenGaps + UInt64(ledger.gaps.count) == UInt64(count - 1))
        #expect(ledger.gaps.last?.after == UInt64(count - 1) * 2)
    }

    @Test func `forgets the oldest boots beyond a limit`() {
        let count = SerialLedger.bootsLimit + 7
        let (ledger, _) = ledger((0..<count).map { (Int64($0) * 1_000_000, 1) })
        #expect(ledger.boots.count == SerialLedger.bootsLimit)
        #expect(ledger.boots.first?.first?.times.lowerBound == 7_000_000)
    }
}
