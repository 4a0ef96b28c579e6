import AuditEvents
import AuditRecords
import Testing
import TestSupport

@Suite struct `Ledgers of two parts of a log` {
    /// Stamps as a host draws them: with holes and boots, near neighbours out of order.
    private struct Walk {
        var stamps: [Stamp] = []

        init(_ random: inout SplitMix64, reboots: Bool) {
            var serial = UInt64.random(in: 20_000...900_000, using: &random)
            var time = Int64.random(in: 1_700_000_000_000...1_800_000_000_000, using: &random)
            var placed: [(place: Int, stamp: Stamp)] = []
            var base = 0
            for _ in 0..<Int.random(in: 1...(reboots ? 4 : 1), using: &random) {
                for number in 0..<Int.random(in: 1...400, using: &random) {
                    let shift = Int.random(in: 0...8, using: &random)
                    placed.append((base + number + shift, Stamp(milliseconds: time, serial: serial)))
                    serial += Int.random(in: 0..<20, using: &random) == 0 ? UInt64.random(in: 2...9, using: &random) : 1
                    time += Int64.random(in: 0...30, using: &random)
                }
                base += 1000
                serial = UInt64.random(in: 1...3, using: &random)
                time += 120_000
            }
            let order = placed.indices.sorted { (placed[$0].place, $0) < (placed[$1].place, $1) }
            stamps = order.map { placed[$0].stamp }
        }
    }

    private func ledger(_ stamps: some Sequence<Stamp>) -> (ledger: SerialLedger, seen: UInt64) {
        var ledger = SerialLedger()
        var seen: UInt64 = 0
        for stamp in stamps where ledger.note(RecordMark(stamp: stamp, source: 0, line: stamp.serial)) == .alreadySeen {
            seen += 1
        }
        return (ledger, seen)
    }

    private func serials(_ ledger: SerialLedger) -> [[ClosedRange<UInt64>]] { ledger.boots.map { $0.map(\.serials) } }
    private func times(_ ledger: SerialLedger) -> [[ClosedRange<Int64>]] { ledger.boots.map { $0.map(\.times) } }

    /// Cuts a walk, with some of the first part's last stamps in the second part as well, as of events that stand in both.
    private func cut(_ stamps: [Stamp], _ random: inout SplitMix64) -> (first: [Stamp], second: [Stamp], both: UInt64) {
        let place = Int.random(in: 0...stamps.count, using: &random)
        let first = stamps[..<place]
        // Boots lie two minutes apart; nothing of one comes behind the next one's beginning.
        let latest = first.last?.milliseconds ?? 0
        let both = first.suffix(10).filter { latest - $0.milliseconds < 60_000 && Bool.random(using: &random) }
        var second = Array(stamps[place...])
        for stamp in both {
            let end = second.firstIndex { $0.milliseconds - stamp.milliseconds > 60_000 } ?? second.count
            second.insert(stamp, at: Int.random(in: 0...min(5, end), using: &random))
        }
        return (Array(first), second, UInt64(both.count))
    }

    @Test(arguments: [false, true])
    func `are together the whole log's`(reboots: Bool) {
        var random = SplitMix64(seed: 0x10b)
        for round in 0..<400 {
            let walk = Walk(&random, reboots: reboots)
            let (first, second, both) = cut(walk.stamps, &random)
            var joined = ledger(first).ledger
            let (later, repeated) = ledger(second)
            let known = joined.note(later)
            let whole = ledger(first + second)
            #expect(serials(joined) == serials(whole.ledger), "round \(round)")
            #expect(times(joined) == times(whole.ledger), "round \(round)")
            #expect(repeated == 0 && known == both && whole.seen == both, "round \(round)")
        }
    }

    @Test func `have the holes that a naive count finds`() {
        var random = SplitMix64(seed: 0x9a95)
        for _ in 0..<200 {
            let walk = Walk(&random, reboots: false)
            let (first, second, _) = cut(walk.stamps, &random)
            var joined = ledger(first).ledger
            _ = joined.note(ledger(second).ledger)
            let sorted = Set(walk.stamps.map(\.serial)).sorted()
            let holes = zip(sorted, sorted.dropFirst()).filter { $1 - $0 > 1 }
            #expect(joined.gaps.map(\.before) == holes.map(\.0))
            #expect(joined.gaps.map(\.after) == holes.map(\.1))
            #expect(joined.gaps.map(\.missing) == holes.map { $1 - $0 - 1 })
            // A stamp's line is its serial here.
            #expect(joined.gaps.allSatisfy { $0.first.line == $0.before && $0.last.line == $0.after })
            let times = walk.stamps.map(\.milliseconds)
            #expect(joined.boots.joined().map(\.times.lowerBound).min() == times.min())
            #expect(joined.boots.joined().map(\.times.upperBound).max() == times.max())
        }
    }

    @Test func `of many parts are those of one`() {
        var random = SplitMix64(seed: 0x3a27)
        for _ in 0..<100 {
            let stamps = Walk(&random, reboots: true).stamps
            var joined = SerialLedger()
            var start = 0
            while start < stamps.count {
                let end = min(stamps.count, start + Int.random(in: 1...50, using: &random))
                #expect(joined.note(ledger(stamps[start..<end]).ledger) == 0)
                start = end
            }
            #expect(serials(joined) == serials(ledger(stamps).ledger))
        }
    }

    @Test func `add nothing where the later one is empty, or the earlier`() {
        let some = ledger([Stamp(milliseconds: 1, serial: 5), Stamp(milliseconds: 2, serial: 9)]).ledger
        var joined = some
        #expect(joined.note(SerialLedger()) == 0 && serials(joined) == [[5...5, 9...9]])
        joined = SerialLedger()
        #expect(joined.note(some) == 0 && serials(joined) == [[5...5, 9...9]])
        #expect(joined.note(some) == 2 && serials(joined) == [[5...5, 9...9]])
    }

    @Test func `take the greatest serials without a trap`() {
        let last = ledger([.max - 1, .max].map { Stamp(milliseconds: 7, serial: $0) }).ledger
        var joined = last
        #expect(joined.note(last) == 2)
        #expect(joined.note(ledger([Stamp(milliseconds: 90_000_000, serial: .max)]).ledger) == 0)
        #expect(serials(joined) == [[.max - 1 ... .max], [.max ... .max]])
    }

    @Test func `keep within the limit of runs`() {
        let count = SerialLedger.runsLimit / 2 + 700
        func part(_ first: Int) -> SerialLedger {
            ledger((first..<first + count).map { Stamp(milliseconds: Int64($0), serial: UInt64($0) * 2) }).ledger
        }
        var joined = part(0)
        #expect(joined.note(part(count)) == 0)
        #expect(joined.boots.joined().count <= SerialLedger.runsLimit)
        #expect(joined.forgottenGaps + UInt64(joined.gaps.count) == UInt64(2 * count - 1))
    }
}
