import Foundation
import Testing
import TestSupport

@Suite(
    .enabled(
        if: ExternalTool.areUsable("ausearch", "bash", "gzip", "xz", "zstd", "bzip2", "lz4", "tar"),
        "NOT RUN: auditd and the packers are needed; run scripts/install-dependencies --tests"
    )
)
struct `The command that verifies a finding` {
    /// Runs the commands of all findings, and expects each to show the one event that its finding begins with.
    private func expectEvents(of arguments: [String], in folder: TemporaryFolder, input: String? = nil) throws -> Int {
        var command = Command(try Program.path(), ["report", "--format", "json"] + arguments)
        command.folder = folder.path
        if let input { command.input = .file(input) }
        let result = try command.run()
        #expect(result.status == 0, "\(result.errorText)")
        let findings = try JSONValue(parsing: result.output)["findings"].array
        for finding in findings {
            let line = try #require(finding["verify"].string)
            // Several events can have the time that the finding begins at.
            let begin = finding["evidence"].array.filter { $0["time"] == finding["time"] }
            let serials = begin.compactMap { $0["serial"].integer }
            var shell = Command(try #require(ExternalTool.path(of: "bash")), ["-c", line])
            shell.folder = folder.path
            if let input { shell.input = .file(input) }
            let shown = try shell.run()
            let events = shown.text.split(separator: "----\n")
            let isShown = serials.contains { events.first?.contains(":\($0)) :") == true }
            #expect(events.count == 1 && isShown, "\(line): \(shown.errorText)")
        }
        return findings.count
    }

    @Test(arguments: Recording.all)
    func `shows its first event`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        let count = try expectEvents(of: ["."], in: logs)
        #expect(try expectEvents(of: [logs.path], in: logs) == count)
    }

    @Test func `finds logs by any name, in any archive`() throws {
        let recording = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/audit.log")))
        let folder = try TemporaryFolder()
        let names = ["it's $(touch here).log", "-a.log", "back\\nslash \"*?.log", "esc\u{1b}[31m\n.log", "größe.log"]
        for name in names { try folder.write(log, to: "logs/\(name)") }
        for (number, name) in names.enumerated() {
            // One by one: the same log under another name is read once.
            try folder.write(log, to: "\(number)/\(name)")
            #expect(try expectEvents(of: ["\(number)"], in: folder) > 0, "\(name)")
            let packed = try ExternalTool.run(
                "tar",
                ["--no-unquote", "-czf", "\(number).tgz", "-C", "\(number)", "--", "./\(name)"],
                in: folder.path
            )
            #expect(packed.status == 0, "\(packed.errorText)")
            #expect(try expectEvents(of: ["\(number).tgz"], in: folder) > 0, "\(name) in a tar")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path(of: "here")))
        for (tool, suffix) in [("gzip", "gz"), ("xz", "xz"), ("zstd", "zst"), ("bzip2", "bz2"), ("lz4", "lz4")] {
            try folder.write(log, to: "\(tool)/plain.log")
            let packed = try ExternalTool.run(tool, ["-qc", "plain.log"], in: folder.path(of: tool))
            try FileManager.default.removeItem(atPath: folder.path(of: "\(tool)/plain.log"))
            // Its name does not tell how it is packed.
            try folder.write(packed.output, to: "\(tool)/audit.log")
            #expect(try expectEvents(of: ["\(tool)/audit.log"], in: folder) > 0)
            let inner = try ExternalTool.run("tar", ["-cf", "\(suffix).tar", tool], in: folder.path)
            #expect(inner.status == 0)
            let outer = try ExternalTool.run("tar", ["-cJf", "\(suffix).txz", "\(suffix).tar"], in: folder.path)
            #expect(outer.status == 0)
            #expect(try expectEvents(of: ["\(suffix).txz"], in: folder) > 0)
        }
        #expect(try expectEvents(of: ["-"], in: folder, input: folder.path(of: "0/\(names[0])")) > 0)
    }

    @Test func `is told from the event of another start of the machine`() throws {
        let recording = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        let log = try String(
            decoding: Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/audit.log")),
            as: UTF8.self
        )
        let folder = try TemporaryFolder()
        // The same serials, an hour before.
        let before = log.replacing(#/audit\((\d+)\./#) { "audit(\((Int($0.output.1) ?? 0) - 3600)." }
        try folder.write(before + log, to: "audit.log")
        #expect(try expectEvents(of: ["audit.log"], in: folder) > 0)
    }
}
