import AuditEvents
import AuditRecords
import Testing

@testable import DockerActivity

@Suite struct `The order of lines` {
    /// What is told of events by time in seconds and serial, line by line.
    private func told(_ events: [(seconds: Int64, serial: UInt64)]) -> [CoverageGap] {
        var order = LineOrder()
        let nothing: [UInt8] = []
        for (index, event) in events.enumerated() {
            let stamp = Stamp(milliseconds: event.seconds * 1000, serial: event.serial)
            order.note(
                RecordMark(stamp: stamp, source: 0, line: UInt64(index + 1)),
                node: ByteRange(),
                in: nothing.span
            )
        }
        return order.finished().gaps
    }

    private func steady(_ seconds: ClosedRange<Int64>, from serial: UInt64) -> [(Int64, UInt64)] {
        seconds.enumerated().map { ($0.element, serial + UInt64($0.offset)) }
    }

    @Test func `is nothing to tell of where time goes on`() {
        #expect(told(steady(1000...2000, from: 5)).isEmpty)
        // A machine that started anew draws small serials.
        #expect(told(steady(1000...2000, from: 5000) + steady(2100...2200, from: 1)).isEmpty)
    }

    @Test func `shows a clock that was set back`() {
        let gaps = told(steady(10_000...10_100, from: 1) + steady(6400...6500, from: 102))
        #expect(gaps.map(\.kind) == [.clockBack])
        #expect(gaps.first?.distance == -3_700_000)
        #expect(gaps.first?.evidence.map(\.line) == [101, 102])
        #expect(gaps.first?.from == 6_400_000 && gaps.first?.to == 10_100_000)
    }

    @Test func `shows it where the log ends soon after`() {
        #expect(told(steady(1000...1100, from: 1) + steady(900...902, from: 102)).count == 1)
        #expect(told(steady(1000...1100, from: 1) + steady(900...901, from: 102)).isEmpty)
    }

    @Test func `shows each of several steps once`() {
        let events =
            steady(5000...5100, from: 1) + steady(4000...4100, from: 102) + steady(3000...3100, from: 203)
            + steady(9000...9100, from: 304)
        #expect(told(events).map(\.distance) == [-1_100_000, -1_100_000])
    }

    @Test func `does not take calls that lasted long for a step`() {
        var events = steady(1000...1500, from: 1)
        for index in stride(from: 50, to: 450, by: 20) { events[index].0 -= 600 }
        #expect(told(events).isEmpty)
    }

    @Test func `shows lines that were moved, whose serials go back as well`() {
        let events = steady(1000...3000, from: 1)
        let gaps = told(Array(events[..<200]) + Array(events[1200...]) + Array(events[200..<1200]))
        #expect(gaps.map(\.kind) == [.outOfOrder])
        #expect(gaps.first?.evidence.map(\.line) == [1001, 1002])
    }

    @Test func `shows lines that were moved within a second by their serials`() {
        let events = (1...2000).map { (Int64(1000), UInt64($0)) }
        #expect(told(Array(events[..<200]) + Array(events[1200...]) + Array(events[200..<1200])).count == 1)
    }
}
