import AuditEvents
import AuditRecords
import Testing
import TestSupport

@Suite struct `What occurs in a log` {
    private func mark(_ time: Int64, _ line: UInt64 = 1) -> RecordMark {
        RecordMark(stamp: Stamp(milliseconds: time, serial: line), source: 0, line: line)
    }

    private func marks(_ count: Int, within span: Int64, _ random: inout SplitMix64) -> [RecordMark] {
        (0..<count).map { mark(Int64.random(in: -span...span, using: &random), UInt64($0 + 1)) }
    }

    private func told(_ occurrences: Occurrences) -> [String] { occurrences.clusters.map { "\($0)" } }

    @Test func `close together are one span, and others another`() {
        var occurrences = Occurrences()
        for time in [1_000, 70_000, 125_000, 500_000] as [Int64] { occurrences.note(mark(time)) }
        #expect(occurrences.count == 4)
        #expect(occurrences.clusters.map(\.count) == [1, 2, 1])
        #expect(occurrences.clusters.last?.first.stamp.milliseconds == 500_000)
    }

    @Test func `are the same in whatever order and parts they are noted`() {
        var random = SplitMix64(seed: 0x0cc)
        for span in [100_000, 1 << 33, 1 << 50] as [Int64] {
            for _ in 0..<3 {
                let marks = marks(1500, within: span, &random)
                var whole = Occurrences()
                for mark in marks { whole.note(mark) }
                var parts = (0..<5).map { _ in Occurrences() }
                for mark in marks.shuffled(using: &random) {
                    parts[Int.random(in: 0..<5, using: &random)].note(mark)
                }
                var joined = Occurrences()
                for part in parts.shuffled(using: &random) { joined.add(part) }
                #expect(told(joined) == told(whole) && joined.width == whole.width)
                #expect(whole.count == 1500 && whole.spans.count <= Occurrences.spansLimit)
                #expect(whole.clusters.first?.first == marks.min() && whole.clusters.last?.last == marks.max())
            }
        }
    }

    @Test func `are kept and read back, and nothing else is`() throws {
        var random = SplitMix64(seed: 9)
        var occurrences = Occurrences()
        for mark in marks(1200, within: 1 << 40, &random) { occurrences.note(mark) }
        let kept = try #require(Occurrences(spans: occurrences.spans, width: occurrences.width))
        #expect(told(kept) == told(occurrences))
        let span = occurrences.spans[0]
        #expect(Occurrences(spans: [span, span], width: occurrences.width) == nil)
        #expect(Occurrences(spans: [span], width: 1) == nil)
        #expect(Occurrences(spans: [span], width: 90_000) == nil)
        let backwards = Occurrences.Span(count: 1, first: mark(70_000), last: mark(65_000))
        #expect(Occurrences(spans: [backwards], width: 60_000) == nil)
    }

    @Test func `of a part have the lines of the whole`() {
        var part = Occurrences()
        part.note(mark(5, 7))
        var whole = Occurrences()
        whole.add(part, movingLinesBy: 100)
        #expect(whole.clusters.map(\.first.line) == [107] && whole.clusters.map(\.last.line) == [107])
    }
}
