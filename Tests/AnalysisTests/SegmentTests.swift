import Foundation
import TestSupport
import Testing

import AuditEvents
import AuditLogs
import DockerActivity

@testable import Analysis

@Suite struct `A log read in segments` {
    private static let sizes: [UInt64] = [1000, 4096, 65_536, 1 << 20]

    /// What one reading from the first byte to the last gives: the report, and the timeline.
    private func plain(_ operands: [String]) -> (report: Report, timeline: String) {
        var analysis = LogAnalysis(operands)
        analysis.readsInOneGo = true
        return (analysis.report(hashing: true), TimelineText.whole(of: analysis))
    }

    /// Expects the same of every way to cut the log, on one core and on two, and gives the report.
    @discardableResult
    private func expectSame(_ operands: [String], sizes: [UInt64] = Self.sizes, cores: [Int] = [1, 2]) -> Report {
        let expected = plain(operands)
        let same = ReportText(report: expected.report).whole
        for (size, cores) in sizes.flatMap({ size in cores.map { (size, $0) } }) {
            var analysis = LogAnalysis(operands)
            analysis.cores = cores
            analysis.segmentSize = size
            let found = ReportText(report: analysis.report(hashing: true)).whole
            #expect(found == same, "\(cores) cores, segments of \(size) bytes: \(Self.difference(found, same))")
            let timeline = TimelineText.whole(of: analysis)
            let difference = Self.difference(timeline, expected.timeline)
            #expect(timeline == expected.timeline, "\(cores) cores, segments of \(size) bytes: \(difference)")
        }
        return expected.report
    }

    private static func difference(_ found: String, _ expected: String) -> String {
        let pairs = zip(found.split(separator: "\n"), expected.split(separator: "\n"))
        return pairs.first { $0 != $1 }.map { "\($0) instead of \($1)" } ?? "one has more lines"
    }

    private func expectSame(_ bytes: [UInt8], sizes: [UInt64] = Self.sizes) throws -> Report {
        let folder = try TemporaryFolder()
        return expectSame([try folder.write(bytes, to: "audit.log")], sizes: sizes)
    }

    /// Whether its segments fit together, and how many activities they have.
    private func joined(_ operands: [String], size: UInt64) -> (segments: Int, activities: Int)? {
        guard let set = LogAnalysis(operands).inventory.sets.first else { return nil }
        let request = SegmentScan.Request(sources: set.files.count, firstSource: 0, purpose: .activities)
        let feed = SegmentFeed(set.files, size: size, cores: 2)
        var join = SegmentJoin(request)
        var batch = ActivityBatch()
        var activities = 0
        var segments = 0
        while let segment = feed.next() {
            let scan = SegmentScan(segment, request)
            _ = join.add(scan, of: segment, into: &batch)
            activities += scan.activities.activities.count
            segments += 1
        }
        _ = join.finish(into: &batch)
        return join.isVoid ? nil : (segments, activities + batch.activities.count)
    }

    @Test(arguments: RealHost.all)
    func `of a real host tells the same`(host: RealHost) {
        let report = expectSame([host.folder], sizes: [4096], cores: [2])
        #expect(report.totals.events > 30 && report.totals.activities > 0)
    }

    @Test(
        .enabled(if: ExternalTool.areUsable("gzip", "xz", "zstd", "bzip2", "lz4"), "NOT RUN: the packers are needed"),
        arguments: RealHost.all
    )
    func `of a real host tells the same in many files, each packed in another way`(host: RealHost) throws {
        let whole = plain([host.folder])
        let lines = try host.lines()
        let folder = try TemporaryFolder()
        let packers = [nil, "gzip", "xz", "zstd", "bzip2", "lz4"]
        let count = 12
        for number in 0..<count {
            let part = lines[lines.count * number / count..<lines.count * (number + 1) / count]
            let name = number == count - 1 ? "audit.log" : "audit.log.\(count - 1 - number)"
            try folder.write(part.joined(), to: name)
            guard let packer = packers[number % packers.count], !part.isEmpty else { continue }
            // lz4 wants to be told where to, and leaves what it packed, as zstd does.
            let target = packer == "lz4" ? ["\(name).lz4"] : []
            #expect(try ExternalTool.run(packer, ["-q", name] + target, in: folder.path).status == 0)
            try? FileManager.default.removeItem(atPath: folder.path(of: name))
        }
        let parts = expectSame([folder.path], sizes: [4096], cores: [2])
        // Files are read in the order of their first records; where a clock was set back that is another one than the
        // names', and is told.
        func common(_ report: Report) -> [String] {
            ReportText(report: report).common.filter { !$0.hasPrefix("gap \(Report.Gap.Kind.outOfOrder) ") }
        }
        #expect(common(parts) == common(whole.report))
        #expect(TimelineText.withoutPlaces(plain([folder.path]).timeline) == TimelineText.withoutPlaces(whole.timeline))
    }

    @Test func `of mixed events tells the same, and is really cut`() throws {
        let log = SyntheticLog(seed: 0x5e9, count: 6000)
        let folder = try TemporaryFolder()
        let file = try folder.write(log.bytes, to: "audit.log")
        let report = expectSame([file])
        #expect(report.totals.events > 5900 && report.totals.lines == UInt64(log.lines.count))
        #expect(report.coverage.gaps.contains { $0.kind == .serialGap })
        #expect(report.groupChanges.count > 100 && report.coverage.rules.count > 100)
        for size in Self.sizes {
            let parts = joined([file], size: size)
            #expect(parts?.segments == (log.bytes.count + Int(size) - 1) / Int(size), "of \(size) bytes")
            #expect(parts?.activities == Int(report.totals.activities), "of \(size) bytes")
        }
    }

    @Test func `of several files tells the same as of one`() throws {
        let log = SyntheticLog(seed: 0xf11e5, count: 2500)
        let whole = try TemporaryFolder()
        let one = expectSame([try whole.write(log.bytes, to: "audit.log")])
        let (first, second) = (log.lines.count / 3, log.lines.count * 2 / 3)
        let parts = [log.lines[..<first], log.lines[first..<second], log.lines[second...]].map { SyntheticLog.file($0) }
        let folder = try TemporaryFolder()
        for (number, part) in parts.enumerated() {
            try folder.write(part, to: number == 2 ? "audit.log" : "audit.log.\(2 - number)")
        }
        let three = expectSame([folder.path])
        #expect(three.sources.map(\.tally.lines) == parts.map { part in UInt64(part.count { $0 == 10 }) })
        #expect(ReportText(report: three).common == ReportText(report: one).common)
        #expect(joined([folder.path], size: 4096) != nil)
    }

    @Test(.enabled(if: ExternalTool.areUsable("gzip"))) func `tells the same of packed files`() throws {
        let log = SyntheticLog(seed: 0x9219, count: 2500)
        let whole = try TemporaryFolder()
        let one = plain([try whole.write(log.bytes, to: "audit.log")]).report
        let (first, second) = (log.lines.count / 3, log.lines.count * 2 / 3)
        let folder = try TemporaryFolder()
        try folder.write(SyntheticLog.file(log.lines[..<first]), to: "audit.log.2")
        try folder.write(SyntheticLog.file(log.lines[first..<second]), to: "audit.log.1")
        try folder.write(SyntheticLog.file(log.lines[second...]), to: "audit.log")
        for name in ["audit.log.1", "audit.log.2"] {
            #expect(try ExternalTool.run("gzip", ["-n", name], in: folder.path).status == 0)
        }
        let packed = expectSame([folder.path])
        #expect(packed.sources.map(\.compression) == ["gzip", "gzip", "none"])
        #expect(ReportText(report: packed).common == ReportText(report: one).common)
        #expect(joined([folder.path], size: 4096) != nil)
    }

    @Test func `puts a record that comes far behind its event where it belongs`() throws {
        var log = SyntheticLog(seed: 0x1a7e, count: 2000)
        let ordered = try expectSame(log.bytes, sizes: [65_536])
        let line = try #require(log.lines.indices.first { $0 > 300 && log.lines[$0].contains("nametype=CREATE") })
        let event = log.events[line]
        let target = try #require(log.events.firstIndex { $0 > event + EventAssembler.window + 200 })
        log.move(line, to: target)
        let late = try expectSame(log.bytes)
        #expect(late.totals.events == ordered.totals.events)
        #expect(late.totals.activities == ordered.totals.activities)
        #expect(ReportText(report: late).common == ReportText(report: ordered).common)
    }

    @Test func `counts repeated lines once, near and far`() throws {
        var log = SyntheticLog(seed: 0xd0b1e, count: 2000)
        let ordered = try expectSame(log.bytes, sizes: [65_536])
        var random = SplitMix64(seed: 1)
        for _ in 0..<100 {
            let line = Int.random(in: 0..<log.lines.count - 400, using: &random)
            log.insert(log.lines[line], at: line + Int.random(in: 1...300, using: &random))
        }
        let near = try expectSame(log.bytes)
        #expect(near.totals.activities == ordered.totals.activities)
        #expect(near.totals.lines == ordered.totals.lines + 100)
        log.insert(log.lines[10], at: log.lines.count - 10)
        let far = try expectSame(log.bytes)
        #expect(far.totals.lines == near.totals.lines + 1)
    }

    @Test func `takes line ends of another system`() throws {
        let log = SyntheticLog(seed: 0xc71f, count: 1500)
        let report = try expectSame(SyntheticLog.file(log.lines[...], ending: "\r\n"))
        #expect(report.sources.first?.tally.carriageReturns == UInt64(log.lines.count))
    }

    @Test func `takes a last line without its end`() throws {
        let log = SyntheticLog(seed: 0xe0d, count: 1500)
        let report = try expectSame(log.bytes.dropLast())
        #expect(report.sources.first?.tally.endsInsideLine == true)
        #expect(report.totals.lines == UInt64(log.lines.count))
    }

    @Test func `takes NUL bytes between lines`() throws {
        let log = SyntheticLog(seed: 0x0, count: 1500)
        let middle = log.lines.count / 2
        let first = SyntheticLog.file(log.lines[..<middle])
        let nuls = [UInt8](repeating: 0, count: 5000)
        let report = try expectSame(first + nuls + SyntheticLog.file(log.lines[middle...]))
        #expect(report.sources.first?.tally.nulBytes == 5000)
        #expect(report.sources.first?.tally.firstNulOffset == UInt64(first.count))
    }

    @Test func `takes a line that crosses many segments`() throws {
        var log = SyntheticLog(seed: 0x10e6, count: 1500)
        let line = try #require(log.line(of: 700, holding: "type="))
        let stamp = log.lines[line].prefix { $0 != " " }.count
        let head = log.lines[line].dropFirst(stamp + 1).prefix { $0 != " " }
        log.insert("type=PROCTITLE \(head) proctitle=\(String(repeating: "41", count: 150 << 10))", at: line + 1)
        let report = try expectSame(log.bytes)
        #expect(report.totals.lines == UInt64(log.lines.count) && report.totals.malformed == 0)
        #expect(report.sources.first?.tally.cutLines == 0)
    }

    @Test func `keeps two machines apart`() throws {
        let report = try expectSame(SyntheticLog(seed: 0x20de5, count: 2000, nodes: ["db", "web"]).bytes)
        #expect(report.nodes.map { String(decoding: $0, as: UTF8.self) } == ["db", "web"])
        #expect(Set(report.users.map(\.node)).count == 2)
    }

    @Test func `begins again with the serials of another boot`() throws {
        let log = SyntheticLog(seed: 0xb007, count: 2000, rebootAfter: 1200)
        let report = try expectSame(log.bytes)
        #expect(report.totals.events > 1900)
        #expect(report.coverage.gaps.contains { $0.kind == .serialGap })
    }

    @Test(arguments: [60_000, -7_200_000]) func `follows a clock that is set`(milliseconds: Int) throws {
        let log = SyntheticLog(seed: 0xc10c, count: 1500, clockStep: milliseconds)
        let report = try expectSame(log.bytes)
        #expect(report.totals.events > 1400)
    }

    @Test func `counts lines that hold no record, and tells the first`() throws {
        var log = SyntheticLog(seed: 0xbad, count: 1500)
        for place in [3000, 2000, 1000] { log.insert("no record", at: place) }
        log.insert("", at: 500)
        let report = try expectSame(log.bytes)
        #expect(report.totals.malformed == 3)
        #expect(report.sources.first?.tally.firstMalformed?.line == 1002)
    }
}
