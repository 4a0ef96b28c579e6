import TestSupport
import Testing

@testable import Analysis

@Suite struct `Later slices of a host's log` {
    /// Writes parts of a log into a folder each, and gives the folders.
    private func slices(_ log: SyntheticLog, cutAt cuts: [Int], in folder: TemporaryFolder) throws -> [String] {
        let bounds = [0] + cuts + [log.lines.count]
        return try zip(bounds, bounds.dropFirst()).enumerated()
            .map { number, bounds in
                let name = "\(folder.path)/slice\(number)"
                try folder.write(SyntheticLog.file(log.lines[bounds.0..<bounds.1]), to: "slice\(number)/audit.log")
                return name
            }
    }

    /// The results after each slice, each of which continues the one before.
    private func results(
        _ slices: [String],
        _ set: (inout LogAnalysis) -> Void = { _ in }
    ) throws -> [PartialResult] {
        func analysis(_ slice: String) -> LogAnalysis {
            var analysis = LogAnalysis([slice])
            set(&analysis)
            return analysis
        }
        var first = analysis(slices[0]).result(hashing: true)
        first.name("web")
        return try slices.dropFirst()
            .reduce(into: [first]) { results, slice in
                let earlier = try PartialResult(results[results.count - 1].bytes, path: "p")
                results.append(try analysis(slice).result(after: ("p", earlier), hashing: true))
            }
    }

    private func common(_ result: PartialResult) -> [String] { ReportText(report: result.report()).common }

    @Test(arguments: 0..<8) func `give what one reading of everything gives, wherever they are cut`(seed: Int) throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(
            seed: UInt64(seed),
            count: 2500,
            nodes: seed % 2 == 0 ? [""] : ["web1", "web2"],
            rebootAfter: seed % 3 == 0 ? 1200 : nil
        )
        let whole = LogAnalysis([try folder.write(log.bytes, to: "whole/audit.log")]).result(hashing: true)
        var random = SplitMix64(seed: UInt64(seed) + 50)
        for cuts in 1...3 {
            let places = (0..<cuts).map { _ in Int.random(in: 1..<log.lines.count, using: &random) }.sorted()
            let slices = try slices(log, cutAt: places, in: folder)
            let ways: [(inout LogAnalysis) -> Void] = [
                { $0.segmentSize = 20_000 }, { $0.segmentSize = 1 << 20 }, { $0.readsInOneGo = true },
            ]
            for way in ways {
                let result = try results(slices, way)[cuts]
                #expect(common(result) == common(whole), "cut at \(places)")
                #expect(result.report().sources.allSatisfy { $0.sha256 != nil })
            }
        }
    }

    @Test func `join an event that a slice's end cuts`() throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(seed: 77, count: 60)
        let whole = common(LogAnalysis([try folder.write(log.bytes, to: "whole/audit.log")]).result(hashing: true))
        var insideEvents = 0
        for cut in 1..<log.lines.count {
            if log.events[cut - 1] == log.events[cut] { insideEvents += 1 }
            let results = try results(try slices(log, cutAt: [cut], in: folder))
            #expect(common(results[1]) == whole, "cut before line \(cut + 1)")
        }
        #expect(insideEvents > 50)
    }

    @Test func `make those that they continue needless, in whatever order they are given`() throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(seed: 5, count: 300)
        let results = try results(try slices(log, cutAt: [200, 400, 600], in: folder))
        let other = LogAnalysis([try folder.write(SyntheticLog(seed: 6, count: 30).bytes, to: "db/audit.log")])
            .result(hashing: true)
        let expected = try PartialResult.merge([("d", results[3]), ("x", other)]).bytes
        var random = SplitMix64(seed: 1)
        for _ in 0..<10 {
            let parts = [("a", results[0]), ("b", results[1]), ("c", results[2]), ("d", results[3]), ("x", other)]
                .shuffled(using: &random).filter { $0.0 == "d" || $0.0 == "x" || Bool.random(using: &random) }
            #expect(try PartialResult.merge(parts).bytes == expected)
        }
        let joined = try PartialResult.merge([("a", results[0]), ("x", other)])
        #expect(try PartialResult.merge([("j", joined), ("d", results[3])]).bytes == expected)
    }

    @Test func `are refused where another one continues the same`() throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(seed: 5, count: 300)
        let slices = try slices(log, cutAt: [200, 400], in: folder)
        let first = try results([slices[0]])[0]
        let forks = try slices[1...].map { try LogAnalysis([$0]).result(after: ("p", first), hashing: true) }
        #expect(throws: PartialError(.sameHost("web", in: "a"), path: "b")) {
            try PartialResult.merge([("a", forks[0]), ("b", forks[1])])
        }
    }

    @Test func `are refused where they hold what has been read`() throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(seed: 8, count: 3000)
        let slices = try slices(log, cutAt: [log.lines.count / 2], in: folder)
        let first = try results([slices[0]])[0]
        #expect(throws: PartialError(.sameLogs("audit.log"), path: "p")) {
            try LogAnalysis([slices[0]]).result(after: ("p", first), hashing: true)
        }
        let grown = try folder.write(log.bytes, to: "grown/audit.log")
        let failure = #expect(throws: PartialError.self) {
            try LogAnalysis([grown]).result(after: ("p", first), hashing: true)
        }
        #expect(failure?.description.contains("of these records already") == true)
    }

    @Test func `are refused where they are of several hosts, or read with other filters`() throws {
        let folder = try TemporaryFolder()
        let log = SyntheticLog(seed: 8, count: 100)
        let slices = try slices(log, cutAt: [50, 100], in: folder)
        let both = LogAnalysis(Array(slices[..<2])).result(hashing: true)
        #expect(throws: PartialError(.notOneHost(2), path: "p")) {
            try LogAnalysis([slices[2]]).result(after: ("p", both), hashing: true)
        }
        let first = LogAnalysis([slices[0]]).result(hashing: true)
        #expect(throws: PartialError(.logsOfHosts(2), path: "p")) {
            try LogAnalysis(Array(slices[1...])).result(after: ("p", first), hashing: true)
        }
        var filtered = LogAnalysis([slices[1]])
        filtered.filter.since = 1
        #expect(throws: PartialError.self) { try filtered.result(after: ("p", first), hashing: true) }
    }
}
