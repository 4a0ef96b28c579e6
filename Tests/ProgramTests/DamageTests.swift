import Foundation
import Testing
import TestSupport

/// A rotated log that was damaged: what is gone, twice there or out of order is named, with time and place.
@Suite(.enabled(if: ExternalTool.areUsable("gzip", "xz", "zstd"), "NOT RUN: the packers are needed"))
struct `A damaged log` {
    private static let recording = Recording(name: "53-rotation")

    /// The recording's files, unpacked, in a folder of their own.
    private func unpacked() throws -> TemporaryFolder {
        let folder = try Self.recording.copyLogs()
        for file in Self.recording.files {
            let tool = ["gz": "gzip", "xz": "xz", "zst": "zstd"][String(file.split(separator: ".").last ?? "")]
            guard let tool else { continue }
            #expect(try ExternalTool.run(tool, ["-dq", file], in: folder.path).status == 0)
            if tool == "zstd" { try FileManager.default.removeItem(atPath: folder.path(of: file)) }
        }
        return folder
    }

    private func bytes(_ file: String, in folder: TemporaryFolder) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path(of: file))))
    }

    /// Changes the lines of one file.
    private func change(_ file: String, in folder: TemporaryFolder, _ body: (inout [String]) throws -> Void) throws {
        var lines = String(decoding: try bytes(file, in: folder), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try body(&lines)
        try folder.write(lines.joined(separator: "\n"), to: file)
    }

    /// The report, the same on one core and on two, in large and in small pieces.
    private func report(_ folder: TemporaryFolder, status: Int32 = 0) throws -> JSONValue {
        let results = try ["1", "2"]
            .map { try Program.run(["report", "--format", "json", "--cores", $0, folder.path], in: folder.path) }
        #expect(results.map(\.status) == [status, status], "\(results[0].errorText)")
        let reports = try results.map { try JSONValue(parsing: $0.output) }
        #expect(reports[0]["coverage"] == reports[1]["coverage"])
        return reports[0]
    }

    /// The gaps of some kinds.
    private func gaps(_ kinds: String..., in report: JSONValue) -> [JSONValue] {
        report["coverage"]["gaps"].array.filter { kinds.contains($0["kind"].string ?? "") }
    }

    /// `audit.log.2:1001` for each record that a gap rests on.
    private func evidence(_ gap: JSONValue?) -> [String] {
        gap?["evidence"].array.map { "\($0["source"].string ?? "?"):\($0["line"].integer ?? 0)" } ?? []
    }

    @Test func `is none as long as it is whole`() throws {
        let report = try report(try Self.recording.copyLogs())
        #expect(report["coverage"]["gaps"].array.isEmpty)
        #expect(report["coverage"]["complete"] != .number(0))
        #expect(report["sources"].array.allSatisfy { $0["sha256"].string?.count == 64 })
    }

    @Test func `lacks a file of a rotated set`() throws {
        let folder = try Self.recording.copyLogs()
        try FileManager.default.removeItem(atPath: folder.path(of: "audit.log.3.gz"))
        let report = try report(folder)
        let missing = gaps("missing-rotation", in: report)
        #expect(missing.count == 1)
        #expect(
            missing.first?["detail"].string == "no audit.log numbered 3 lies between audit.log.4.zst and audit.log.2.gz"
        )
        #expect(missing.first?["from"].string == "2026-11-20T21:10:59.959Z")
        #expect(missing.first?["to"].string == "2026-11-20T21:11:00.035Z")
        let serials = gaps("serial-gap", in: report)
        #expect(serials.map { $0["count"].integer } == [846])
        #expect(evidence(serials.first) == ["audit.log.4.zst:4559", "audit.log.2.gz:1"])
        #expect(report["coverage"]["complete"] == .number(0))
    }

    @Test(arguments: ["PATH", "SYSCALL", "CWD", "PROCTITLE"])
    func `lacks a line of an event`(type: String) throws {
        let folder = try unpacked()
        try change("audit.log.2", in: folder) { lines in
            let index = try #require(lines[1000...].firstIndex { $0.hasPrefix("type=\(type) ") })
            lines.remove(at: index)
        }
        let report = try report(folder)
        let lost = gaps("lost-events", in: report)
        #expect(report["coverage"]["gaps"].array.count == 1 && lost.count == 1)
        #expect(lost.first?["from"].string == "2026-11-20T21:11:00.063Z")
        #expect(evidence(lost.first) == ["audit.log.2:1001"])
    }

    @Test func `lacks all lines of an event`() throws {
        let folder = try unpacked()
        try change("audit.log.2", in: folder) { $0.removeAll { $0.contains(":41661):") } }
        let report = try report(folder)
        let serials = gaps("serial-gap", in: report)
        #expect(report["coverage"]["gaps"].array.count == 1)
        #expect(serials.first?["count"].integer == 1)
        #expect(serials.first?["detail"].string?.hasPrefix("serial 41661 stands nowhere") == true)
        #expect(evidence(serials.first) == ["audit.log.2:996", "audit.log.2:1001"])
    }

    @Test(arguments: ["audit.log.2.gz", "audit.log.5.xz", "audit.log.4.zst"])
    func `has an archive in which a byte was changed`(file: String) throws {
        let folder = try Self.recording.copyLogs()
        var bytes = try bytes(file, in: folder)
        bytes[bytes.count / 2] ^= 0x10
        try folder.write(bytes, to: file)
        let report = try report(folder, status: 2)
        let unreadable = gaps("unreadable-source", in: report)
        #expect(unreadable.count == 1)
        #expect(unreadable.first?["detail"].string?.contains("\(file): the archive is damaged at byte") == true)
        #expect(unreadable.first?["from"].string != nil && unreadable.first?["to"].string != nil)
        #expect(!gaps("serial-gap", in: report).isEmpty)
    }

    @Test func `has an archive that was cut off`() throws {
        let folder = try Self.recording.copyLogs()
        let bytes = try bytes("audit.log.4.zst", in: folder)
        try folder.write(bytes.prefix(bytes.count / 2), to: "audit.log.4.zst")
        let report = try report(folder, status: 2)
        let unreadable = gaps("unreadable-source", in: report)
        #expect(unreadable.first?["detail"].string?.contains("ends too early at byte \(bytes.count / 2)") == true)
        #expect(unreadable.first?["to"].string == "2026-11-20T21:10:59.959Z")
        #expect(evidence(gaps("serial-gap", in: report).first).last == "audit.log.3.gz:1")
    }

    @Test func `has files whose names were exchanged`() throws {
        let folder = try Self.recording.copyLogs()
        let names = ["audit.log.2.gz", "audit.log.3.gz", "aside"]
        for (from, to) in [(0, 2), (1, 0), (2, 1)] {
            try FileManager.default.moveItem(atPath: folder.path(of: names[from]), toPath: folder.path(of: names[to]))
        }
        let report = try report(folder)
        let whole = try self.report(try Self.recording.copyLogs())
        let order = gaps("out-of-order", in: report)
        #expect(report["coverage"]["gaps"].array.count == 1)
        #expect(order.first?["detail"].string?.hasPrefix("audit.log.2.gz begins before audit.log.3.gz") == true)
        #expect(order.first?["from"].string != nil)
        #expect(report["files"] == whole["files"] && report["totals"] == whole["totals"])
    }

    @Test func `has a part whose clock was set back`() throws {
        let folder = try unpacked()
        try change("audit.log.2", in: folder) { lines in
            for index in 2000..<2600 { lines[index] = lines[index].movedBack }
        }
        let report = try report(folder)
        let steps = gaps("clock-step", in: report)
        #expect(report["coverage"]["gaps"].array.count == 1)
        #expect(steps.first?["detail"].string?.hasPrefix("times go back by 1 h while serials go on") == true)
        #expect(steps.first?["confidence"].string == "likely")
        #expect(evidence(steps.first) == ["audit.log.2:1996", "audit.log.2:2001"])
    }

    @Test func `has lines that were moved`() throws {
        let folder = try unpacked()
        try change("audit.log.2", in: folder) { lines in
            let block = lines[1000..<3000]
            lines.removeSubrange(1000..<3000)
            lines.insert(contentsOf: block, at: lines.count - 1)
        }
        let order = gaps("out-of-order", in: try report(folder))
        #expect(order.count == 1)
        #expect(evidence(order.first).allSatisfy { $0.hasPrefix("audit.log.2:") })
    }

    @Test func `has a block twice, which is counted once`() throws {
        let folder = try unpacked()
        let whole = try report(folder)
        try change("audit.log.2", in: folder) { $0.insert(contentsOf: $0[1000..<2000], at: 2000) }
        let report = try report(folder)
        let repeated = gaps("duplicated-records", in: report)
        #expect(report["coverage"]["gaps"].array.count == 1)
        #expect(repeated.first?["count"].integer == 1000)
        #expect(evidence(repeated.first) == ["audit.log.2:2001", "audit.log.2:2996"])
        #expect(report["files"] == whole["files"] && report["users"] == whole["users"])
        #expect(report["totals"]["activities"] == whole["totals"]["activities"])
    }

    @Test func `has a line that was cut short`() throws {
        let folder = try unpacked()
        try change("audit.log.2", in: folder) { $0[1500] = String($0[1500].prefix(20)) }
        let report = try report(folder)
        let torn = gaps("torn-record", in: report)
        #expect(torn.first?["source"].string == "audit.log.2")
        #expect(torn.first?["detail"].string?.hasPrefix("line 1501 holds no record that can be recognised") == true)
        #expect(torn.first?["from"].string == "2026-11-20T21:11:00.071Z")
        #expect(evidence(gaps("lost-events", in: report).first) == ["audit.log.2:1502"])
    }

    @Test func `lost events without a hole in the numbering`() throws {
        let result = try Program.run(["report", "--format", "json", Recording(name: "52-backlog-loss").folder])
        let report = try JSONValue(parsing: result.output)
        let lost = gaps("lost-events", in: report)
        #expect(report["coverage"]["gaps"].array.count == lost.count && lost.count == 1)
        #expect(lost.first?["count"].integer == 2)
        #expect(evidence(lost.first) == ["audit.log.gz:811", "audit.log.gz:1232"])
    }
}

extension String {
    /// A record's line an hour earlier.
    fileprivate var movedBack: String {
        replacing(#/audit\((?<seconds>\d+)\./#) { "audit(\((Int($0.seconds) ?? 0) - 3600)." }
    }
}
