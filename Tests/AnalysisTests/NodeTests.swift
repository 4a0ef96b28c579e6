import AuditRecords
import Detections
import DockerActivity
import TestSupport
import Testing

@testable import Analysis

/// Central logs are made of recordings of single machines: what is told of each must be what its own log tells.
@Suite struct `A log of several machines` {
    private let library: DetectionLibrary = {
        var loader = DetectionLoader.embedded()
        return loader.library()
    }()

    /// Lines as a machine with a name sends them.
    private func sent(_ lines: [[UInt8]], by node: String) -> [[UInt8]] {
        lines.map { Array("node=\(node) ".utf8) + $0 }
    }

    /// Several logs in one, some lines of each at a time.
    private func gathered(_ logs: [[[UInt8]]], seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var places = logs.map { _ in 0 }
        var bytes: [UInt8] = []
        while let next = logs.indices.filter({ places[$0] < logs[$0].count }).randomElement(using: &random) {
            let end = min(places[next] + Int.random(in: 1...9, using: &random), logs[next].count)
            for line in logs[next][places[next]..<end] { bytes += line }
            places[next] = end
        }
        return bytes
    }

    private func report(_ path: String, _ set: (inout LogAnalysis) -> Void = { _ in }) -> Report {
        var analysis = LogAnalysis([path])
        analysis.detections = library
        set(&analysis)
        return analysis.report(hashing: false)
    }

    /// What a report tells of a machine: all but where in which file it stands.
    private func told(_ report: Report, of node: String) -> [String] {
        let node = Array(node.utf8)
        func isOwn(_ other: [UInt8]) -> Bool { other == node }
        let findings = report.findings.map(\.finding).filter { isOwn($0.node) }
            .map { finding in
                var finding = finding
                finding.evidence = finding.evidence.map { Finding.Evidence(stamp: $0.stamp, source: 0, line: 0) }
                finding.consequences = finding.consequences.map { consequence in
                    var consequence = consequence
                    consequence.event = Finding.Evidence(stamp: consequence.event.stamp, source: 0, line: 0)
                    return consequence
                }
                return "\(finding.id) \(finding)"
            }
        let entries: [[String]] = [
            findings, report.files.filter { isOwn($0.node) }.map { "\($0)" },
            report.users.filter { isOwn($0.node) }.map { "\($0)" },
            report.changes.filter { isOwn($0.node) }.map { "\($0)" },
            report.containers.filter { isOwn($0.node) }.map { "\($0)" },
            report.groupChanges.filter { isOwn($0.node) }.map { "\($0)" },
            report.dockerGroups.filter { isOwn($0.node) }.map { "\($0)" },
            report.coverage.rules.filter { isOwn($0.node) }.map { "\($0)" },
        ]
        return entries.flatMap(\.self)
    }

    /// Recordings of which one follows the other, as neighbours in the list of all, and some that have much in common.
    private static let pairs: [[String]] = [
        ["06-admin-edits-config", "09-mallory-denied"], ["26-usermod-group", "63-group-by-other-ways"],
        ["17-sock-in-container", "14-container-host-root-mount"], ["60-service-account-builds", "74-denied-then-done"],
        ["56-trixie-accounts", "28-group-file-edited"],
        ["34-auditd-killed", "69-audit-impaired", "76-automation-over-ssh"],
    ]

    @Test(arguments: pairs) func `tells of each what its own log tells`(recordings: [String]) throws {
        let folder = try TemporaryFolder()
        var logs: [[[UInt8]]] = []
        var alone: [[String]] = []
        for (number, name) in recordings.enumerated() {
            let host = try #require(RealHost.all.first { $0.name == name })
            let lines = sent(try host.lines(), by: "m\(number)")
            logs.append(lines)
            let path = try folder.write(lines.joined(), to: "alone\(number)/audit.log")
            alone.append(told(report(path), of: "m\(number)"))
        }
        let path = try folder.write(gathered(logs, seed: 11), to: "central/audit.log")
        for segmentSize: UInt64 in [5000, 1 << 20] {
            let report = report(path) { $0.segmentSize = segmentSize }
            for (number, expected) in alone.enumerated() {
                #expect(told(report, of: "m\(number)") == expected)
                #expect(expected.count > 3)
            }
            let findings = report.findings.map(\.finding.node)
            #expect(Set(findings).isSubset(of: Set(recordings.indices.map { Array("m\($0)".utf8) })))
        }
        let inOneGo = report(path) { $0.readsInOneGo = true }
        for (number, expected) in alone.enumerated() { #expect(told(inOneGo, of: "m\(number)") == expected) }
    }

    /// All numbers are the same: processes, sessions, inodes, serials; only who did it differs.
    @Test func `keeps machines apart that number everything alike`() throws {
        let folder = try TemporaryFolder()
        let host = try #require(RealHost.all.first { $0.name == "06-admin-edits-config" })
        let lines = try host.lines()
        let logs = (0..<3).map { sent(lines, by: "m\($0)") }
        let path = try folder.write(gathered(logs, seed: 3), to: "central/audit.log")
        let report = report(path)
        let expected = told(self.report(try folder.write(logs[0].joined(), to: "alone/audit.log")), of: "m0")
        for number in 0..<3 {
            // Finding ids hash the machine's name as well.
            let own = told(report, of: "m\(number)")
            #expect(own.count == expected.count)
            let files = report.files.filter { $0.node == Array("m\(number)".utf8) }
            let first = report.files.filter { $0.node == Array("m0".utf8) }
            #expect(files.map { "\($0.path) \($0.users)" } == first.map { "\($0.path) \($0.users)" })
        }
        #expect(told(report, of: "m0") == expected)
        let ids = report.findings.map(\.finding.id)
        #expect(Set(ids).count == ids.count && ids.count % 3 == 0 && !ids.isEmpty)
    }

    @Test func `goes on with each machine where it was left`() throws {
        let folder = try TemporaryFolder()
        let names = ["26-usermod-group", "06-admin-edits-config", "17-sock-in-container"]
        let logs = try names.enumerated()
            .map { number, name in
                sent(try #require(RealHost.all.first { $0.name == name }).lines(), by: "m\(number)")
            }
        let bytes = gathered(logs, seed: 8)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        let whole = report(try folder.write(bytes, to: "whole/audit.log"))
        var earlier: PartialResult?
        for part in 0..<4 {
            let range = lines.count * part / 4..<lines.count * (part + 1) / 4
            let slice = lines[range].map { Array($0) + [UInt8(ascii: "\n")] }.joined()
            var analysis = LogAnalysis([try folder.write(slice, to: "slice\(part)/audit.log")])
            analysis.detections = library
            if let saved = earlier {
                let read = try PartialResult(saved.bytes, path: "p")
                earlier = try analysis.result(after: ("p", read), hashing: true)
            } else {
                earlier = analysis.result(hashing: true)
            }
        }
        let report = try #require(earlier).report()
        for number in names.indices { #expect(told(report, of: "m\(number)") == told(whole, of: "m\(number)")) }
    }

    @Test func `has a timeline of what each machine's own log tells`() throws {
        let folder = try TemporaryFolder()
        let names = ["06-admin-edits-config", "09-mallory-denied"]
        var logs: [[[UInt8]]] = []
        var alone: [[Substring]] = []
        for (number, name) in names.enumerated() {
            let lines = sent(try #require(RealHost.all.first { $0.name == name }).lines(), by: "m\(number)")
            logs.append(lines)
            alone.append(timeline(try folder.write(lines.joined(), to: "alone\(number)/audit.log"), of: "m\(number)"))
        }
        let path = try folder.write(gathered(logs, seed: 5), to: "central/audit.log")
        for (number, expected) in alone.enumerated() {
            #expect(timeline(path, of: "m\(number)") == expected)
            #expect(expected.count > 5)
        }
    }

    private func timeline(_ path: String, of node: String) -> [Substring] {
        TimelineText.withoutPlaces(TimelineText.whole(of: LogAnalysis([path]))).filter { $0.contains(" \(node) ") }
    }

    /// However a log is read, the same machines are beyond the limit, and the report says so.
    @Test func `follows so many machines, and says how much is told of further ones`() throws {
        let folder = try TemporaryFolder()
        let nodes = (0..<NodeTrails.limit + 40).map { "m\($0)" }
        let log = SyntheticLog(seed: 9, count: 4000, nodes: nodes)
        let path = try folder.write(log.bytes, to: "audit.log")
        let texts = [
            report(path) { $0.segmentSize = 20_000 }, report(path) { $0.cores = 1 },
            report(path) { $0.readsInOneGo = true },
        ]
        .map { ReportText(report: $0).common + $0.coverage.notes + $0.findings.map { "\($0)" } }
        #expect(texts[0] == texts[1] && texts[0] == texts[2])
        let notes = report(path).coverage.notes.filter { $0.contains("beyond the first \(NodeTrails.limit)") }
        #expect(notes.count == 1)
        let chosen = report(path) { $0.filter.nodes = nodes.suffix(30).map { FilterText($0) } }
        #expect(chosen.coverage.notes.allSatisfy { !$0.contains("beyond the first") })
        #expect(TimelineText.whole(of: LogAnalysis([path])).contains("beyond the first \(NodeTrails.limit)"))
    }
}
