import AuditEvents
import AuditLogs
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

@Suite struct `A partial result` {
    /// Hosts as directories of a folder, with logs of several kinds.
    private func hosts(in folder: TemporaryFolder) throws -> [String] {
        let logs = [
            SyntheticLog(seed: 1, count: 300), SyntheticLog(seed: 2, count: 200, nodes: ["a", "b"]),
            SyntheticLog(seed: 3, count: 250, rebootAfter: 100), SyntheticLog(seed: 4, count: 50, nodes: ["a"]),
        ]
        for (number, log) in logs.enumerated() {
            let host = "host\(number)"
            try folder.write(log.bytes, to: "\(host)/audit.log")
        }
        try folder.write([UInt8]("type=SYSCALL msg=au".utf8), to: "host1/audit.log.7")
        try folder.write([UInt8](), to: "host2/audit.log.9")
        return logs.indices.map { "\(folder.path)/host\($0)" }
    }

    private func result(_ operands: [String]) -> PartialResult { LogAnalysis(operands).result(hashing: true) }

    private func text(_ result: PartialResult) -> String {
        let report = result.report()
        return ReportText(report: report).whole + "\n\(report.sets) \(report.coverage.notes) \(report.coverage.gaps)"
    }

    @Test func `is the same after it was written and read`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        for operands in [[hosts[0]], [hosts[1], hosts[2]], hosts, ["\(folder.path)/nothing"]] {
            var analysis = LogAnalysis(operands)
            analysis.filter.actions = [.openWrite, .create]
            analysis.filter.since = -5
            for result in [result(operands), analysis.result(hashing: false)] {
                let read = try PartialResult(result.bytes, path: "p")
                #expect(read.bytes == result.bytes)
                #expect(text(read) == text(result))
            }
        }
    }

    @Test func `has the same bytes for any number of cores`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(SyntheticLog(seed: 21, count: 3000).bytes, to: "audit.log")
        func bytes(cores: Int) -> [UInt8] {
            var analysis = LogAnalysis([path])
            analysis.cores = cores
            analysis.segmentSize = 20_000
            return analysis.result(hashing: true).bytes
        }
        let one = bytes(cores: 1)
        for cores in [2, 3, 4, 4, 4] {
            let isSame = bytes(cores: cores) == one
            #expect(isSame, "\(cores) cores")
        }
    }

    @Test func `holds the same of a host whatever other hosts were read with it`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        let both = result([hosts[0], hosts[3]])
        for (host, alone) in try zip(both.hosts, [hosts[0], hosts[3]].map { try #require(result([$0]).hosts.first) }) {
            let isSame = host.trail.encoded == alone.trail.encoded
            #expect(isSame, "\(host.name)")
            #expect(host.waiting.map { $0.lines.map(\.position) } == alone.waiting.map { $0.lines.map(\.position) })
        }
    }

    @Test func `of any grouping of hosts, joined in any order, gives the report over all at once`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        let whole = text(result(hosts))
        var random = SplitMix64(seed: 0x6e7)
        for _ in 0..<20 {
            var groups: [[String]] = [[], [], []]
            for host in hosts.shuffled(using: &random) {
                groups[Int.random(in: 0..<3, using: &random)].append(host)
            }
            groups.removeAll(where: \.isEmpty)
            var parts = try groups.map { (path: "p", result: try PartialResult(result($0).bytes, path: "p")) }
            while parts.count > 2, Bool.random(using: &random) {
                parts = [("m", try PartialResult.merge(Array(parts[..<2])))] + parts[2...]
            }
            #expect(text(try PartialResult.merge(parts.shuffled(using: &random))) == whole, "\(groups)")
        }
        let one = result([hosts[0]])
        #expect(text(try PartialResult.merge([("p", one), ("q", one)])) == text(one))
    }

    @Test func `is refused after any change of a byte, a cut, or something behind it`() throws {
        let folder = try TemporaryFolder()
        let bytes = result(try hosts(in: folder)).bytes
        var random = SplitMix64(seed: 0xbad)
        for _ in 0..<500 {
            var broken = bytes
            switch Int.random(in: 0..<3, using: &random) {
            case 0: broken[Int.random(in: broken.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            case 1: broken.removeLast(Int.random(in: 1...broken.count, using: &random))
            default: broken += [UInt8](repeating: 0, count: Int.random(in: 1...100, using: &random))
            }
            #expect(throws: PartialError.self) { try PartialResult(broken, path: "p") }
        }
    }

    /// A checksum proves that nothing happened to a file, not that docktrail wrote it.
    @Test func `is read without a trap whatever stands in it under a right checksum`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        let good = result([hosts[0]]).bytes
        let slice = try folder.write(SyntheticLog(seed: 9, count: 40).bytes, to: "later/audit.log")
        var random = SplitMix64(seed: 0xf00)
        var accepted = 0
        for round in 0..<600 {
            var bytes = Array(good.dropLast(ContentDigest.count))
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let index = Int.random(in: 20..<bytes.count, using: &random)
                let few: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
                bytes[index] =
                    round % 2 == 0 ? .random(in: 0...255, using: &random) : few.randomElement(using: &random) ?? 0
            }
            bytes += ContentDigest.of(bytes.span)
            guard let read = try? PartialResult(bytes, path: "p") else { continue }
            accepted += 1
            _ = read.report()
            _ = try? PartialResult.merge([("p", read), ("q", result([hosts[1]]))])
            if round % 10 == 0 { _ = try? LogAnalysis([slice]).result(after: ("p", read), hashing: true) }
        }
        #expect(accepted > 20)
    }

    @Test func `is refused with a reason`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        let bytes = result([hosts[0]]).bytes
        func reason(_ bytes: [UInt8]) -> String {
            do throws(PartialError) {
                _ = try PartialResult(bytes, path: "web.partial")
                return ""
            } catch {
                return error.description
            }
        }
        #expect(reason([]).hasPrefix("web.partial is no partial result"))
        #expect(reason([UInt8]("type=SYSCALL msg=audit(".utf8)).hasPrefix("web.partial is no partial result"))
        #expect(reason(Array(bytes[..<10])).contains("ends too early: it has 10 of"))
        #expect(reason(Array(bytes.dropLast())).contains("has \(bytes.count - 1) of \(bytes.count) bytes"))
        #expect(reason(bytes + [0]).contains("goes on behind its end"))
        var newer = bytes
        newer[8] = UInt8(PartialResult.format) + 1
        let format = PartialResult.format
        #expect(
            reason(newer)
                .contains("has format \(format + 1) of partial results, and this docktrail reads format \(format)")
        )
        var damaged = bytes
        damaged[bytes.count / 2] ^= 1
        #expect(reason(damaged).contains("is damaged"))
        // A length of 2^63 must not be believed.
        var long = bytes
        long[19] = 0x80
        #expect(reason(long).contains("is larger than"))
    }

    @Test func `of one host twice, or of other filters, is not joined`() throws {
        let folder = try TemporaryFolder()
        let hosts = try hosts(in: folder)
        var first = result([hosts[0]])
        var second = result([hosts[1]])
        first.name("web")
        second.name("web")
        let sameHost = PartialError(.sameHost("web", in: "p"), path: "q")
        #expect(throws: sameHost) { try PartialResult.merge([("p", first), ("q", second)]) }
        var analysis = LogAnalysis([hosts[1]])
        analysis.filter.users = [UserPattern("alice")]
        let filtered = analysis.result(hashing: true)
        let otherFilters = PartialError(.otherFilters(than: "p"), path: "q")
        #expect(throws: otherFilters) { try PartialResult.merge([("p", first), ("q", filtered)]) }
    }
}
