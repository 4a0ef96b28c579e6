@testable import AuditRecords
import Testing
import TestSupport

/// Lines of recordings, some of them damaged, in an order that lets neighbours repeat each other.
private struct DamagedLines: Sequence, IteratorProtocol {
    private var random: SplitMix64
    private var left: Int
    private let lines: [[UInt8]]
    private static let pieces = [
        "\"", " ", "=", "\u{1d}", "(null)", "-", "0", "00000000", "4294967295", " item=1", " key=", "node=a ", ")", ":",
        ".",
    ]

    init(_ lines: [[UInt8]], count: Int, seed: UInt64) {
        self.lines = lines
        left = count
        random = SplitMix64(seed: seed)
    }

    mutating func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        // Few different lines, so that what was remembered of one is met again.
        var line = lines[Int.random(in: 0..<Swift.min(lines.count, 40 + left / 8), using: &random)]
        guard Int.random(in: 0..<3, using: &random) > 0, !line.isEmpty else { return line }
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &random)
        case 1: line[place] ^= 1
        case 2: line.removeSubrange(place...)
        case 3: line.removeSubrange(place..<Swift.min(line.count, place + Int.random(in: 1...9, using: &random)))
        default: line.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: place)
        }
        return line
    }
}

@Suite struct `A reader of records` {
    private static let calls = RealLines.all.filter { Line($0).head?.type == .syscall }
    private static let paths = RealLines.all.filter { Line($0).head?.type == .path }

    /// Where the fields of a line stand; of one that is no record, all of it.
    private func body(_ line: [UInt8]) -> ByteRange { Line(line).head?.body ?? Line(line).whole }

    @Test func `of real paths reads what each record says`() {
        #expect(Self.paths.count > 1000)
        var reader = PathReader()
        for line in Self.paths + Self.paths.prefix(200) {
            let body = body(line)
            #expect("\(reader.read(line.span, body: body))" == "\(PathRecord(line.span, body: body))")
        }
    }

    @Test func `of real system calls reads what each record says`() {
        #expect(Self.calls.count > 1000)
        var reader = SystemCallReader()
        for line in Self.calls + Self.calls.prefix(200) {
            let body = body(line)
            #expect("\(reader.read(line.span, body: body))" == "\(SystemCallRecord(line.span, body: body))")
        }
    }

    @Test func `of damaged records reads what each says, whatever it remembers`() {
        var paths = PathReader()
        for line in DamagedLines(Self.paths, count: 4000, seed: 0x9a75) {
            let body = body(line)
            #expect("\(paths.read(line.span, body: body))" == "\(PathRecord(line.span, body: body))")
        }
        var calls = SystemCallReader()
        for line in DamagedLines(Self.calls, count: 4000, seed: 0xca11) {
            let body = body(line)
            #expect("\(calls.read(line.span, body: body))" == "\(SystemCallRecord(line.span, body: body))")
        }
    }

    @Test func `reads a record among others as by itself`() {
        // As in an event's bytes, where another record's line begins right behind.
        var paths = PathReader()
        var calls = SystemCallReader()
        for line in DamagedLines(Self.paths + Self.calls, count: 2000, seed: 0xa110) {
            let body = body(line)
            let both = line + Array("5 items=1 key=\"x\" inode=3".utf8)
            #expect("\(paths.read(both.span, body: body))" == "\(PathRecord(line.span, body: body))")
            #expect("\(calls.read(both.span, body: body))" == "\(SystemCallRecord(line.span, body: body))")
        }
    }
}

@Suite struct `The usual form of a line` {
    @Test func `is read as any form is`() {
        var parser = RecordParser()
        var other = RecordParser()
        var records = 0
        for line in DamagedLines(RealLines.all.shuffled(seed: 0x5a5), count: 8000, seed: 0xf0f) {
            let parsed = "\(parser.parse(line.span))"
            #expect(parsed == "\(other.parseAnyForm(line.span))", "\(String(decoding: line, as: UTF8.self))")
            if case .record = other.parseAnyForm(line.span) { records += 1 }
        }
        #expect(records > 4000)
    }

    @Test func `has the stamp that its digits say`() throws {
        var parser = RecordParser()
        var random = SplitMix64(seed: 0x57a)
        for _ in 0..<3000 {
            let seconds = UInt64.random(in: 1_699_999_998...1_700_000_001, using: &random)
            let milliseconds = Int.random(in: 0...2, using: &random) * 499
            let serial = UInt64.random(in: 0..<10 << UInt64.random(in: 0...28, using: &random), using: &random)
            let fraction = "\(1000 + milliseconds)".dropFirst()
            let line = Array("type=CWD msg=audit(\(seconds).\(fraction):\(serial)): cwd=\"/a/b\"".utf8)
            guard case .record(let head) = parser.parse(line.span) else {
                Issue.record("\(String(decoding: line, as: UTF8.self)) is no record")
                continue
            }
            #expect(head.stamp.milliseconds == Int64(seconds) * 1000 + Int64(milliseconds))
            #expect(head.stamp.serial == serial)
        }
    }
}

extension Array {
    fileprivate func shuffled(seed: UInt64) -> [Element] {
        var random = SplitMix64(seed: seed)
        return shuffled(using: &random)
    }
}
