import Foundation
import Testing
import TestSupport

@Suite(
    .enabled(
        if: ExternalTool.areUsable("gzip", "xz", "zstd"),
        "NOT RUN: the packers are needed; run scripts/install-dependencies --tests"
    )
)
struct `An exhibit` {
    private func report(_ logs: TemporaryFolder) throws -> JSONValue {
        try JSONValue(parsing: Program.run(["report", "--format", "json", "."], in: logs.path).output)
    }

    private func uncompressed(_ path: String, in logs: TemporaryFolder) throws -> [UInt8] {
        let tools = ["gz": "gzip", "zst": "zstd", "xz": "xz"]
        guard let tool = tools[String(path.split(separator: ".").last ?? "")] else {
            return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        }
        return try ExternalTool.run(tool, ["-dc", path], in: logs.path).output
    }

    /// Cuts each record out of the uncompressed file where the table says that it stands.
    @Test(arguments: ["09-mallory-denied", "53-rotation", "26-usermod-group"])
    func `holds the records as they stand, and says where`(name: String) throws {
        let recording = try #require(Recording.all.first { $0.name == name })
        let logs = try recording.copyLogs()
        // Elsewhere: records of the exhibit are a log as well.
        let folder = try TemporaryFolder()
        let evidence = folder.path(of: "evidence")
        let findings = try report(logs)["findings"].array
        let finding = try #require(findings.first)
        let id = try #require(finding["id"].string)
        let result = try Program.run(["exhibit", id, ".", "-o", evidence], in: logs.path)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.output.isEmpty && result.errorText.contains("nothing is redacted"))
        let records = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(evidence)/records.log")))
        let lines = records.split(separator: UInt8(ascii: "\n")).map(Array.init)
        let table = try String(contentsOfFile: "\(evidence)/records.csv", encoding: .utf8)
        let rows = table.split(separator: "\r\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.count == lines.count && !lines.isEmpty)
        for (row, line) in zip(rows, lines) {
            let path = logs.path(of: String(row[1]))
            let log = try uncompressed(path, in: logs)
            let offset = try #require(Int(row[3]))
            let count = try #require(Int(row[4]))
            try #require(offset + count <= log.count)
            #expect(Array(log[offset..<offset + count]) == line)
            #expect(log[..<offset].count { $0 == UInt8(ascii: "\n") } + 1 == Int(row[2]))
            #expect(String(decoding: line, as: UTF8.self).contains(":\(row[6])):"))
        }
        let serials = Set(rows.compactMap { Int($0[6]) })
        #expect(finding["evidence"].array.allSatisfy { serials.contains($0["serial"].integer ?? 0) })
        // The same bytes through a pipe; and what was written stays.
        #expect(try Program.run(["exhibit", "--raw", id, "."], in: logs.path).output == records)
        #expect(try Program.run(["exhibit", id, ".", "-o", evidence], in: logs.path).status == 2)
    }

    @Test func `of an incident holds those of its findings`() throws {
        let recording = try #require(Recording.all.first { $0.name == "09-mallory-denied" })
        let logs = try recording.copyLogs()
        let incident = try #require(report(logs)["incidents"].array.first)
        let id = try #require(incident["id"].string)
        let whole = try Program.run(["exhibit", "--raw", id, "."], in: logs.path).lines
        let parts = incident["findings"].array.compactMap(\.string)
        let joined = try Program.run(["exhibit", "--raw"] + parts + ["."], in: logs.path).lines
        #expect(whole == joined && !whole.isEmpty)
        let text = try Program.run(["exhibit", id, "."], in: logs.path)
        #expect(parts.allSatisfy { text.text.contains($0) })
    }

    @Test func `that is not there names those that are`() throws {
        let recording = try #require(Recording.all.first { $0.name == "09-mallory-denied" })
        let logs = try recording.copyLogs()
        let result = try Program.run(["exhibit", "i.00000000", "."], in: logs.path)
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errorText.contains("there is no finding or incident i.00000000"))
        let first = try #require(report(logs)["findings"].array.first?["id"].string)
        #expect(result.errorText.contains(first))
    }
}
