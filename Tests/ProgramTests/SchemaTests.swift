import Testing
import TestSupport

@Suite(
    .enabled(
        if: SchemaValidator.isUsable,
        "NOT RUN: Python's jsonschema is needed: scripts/install-dependencies --tests"
    )
)
struct `A published schema` {
    /// What the program prints of recordings, and of a log of hostile names.
    private func printed(_ arguments: [String], of recordings: [Recording]) throws -> [UInt8] {
        var lines: [UInt8] = []
        let folder = try TemporaryFolder()
        let hostile = try folder.write(HostileLog.bytes, to: "audit.log")
        for log in try recordings.map({ try $0.copyLogs() }) {
            let result = try Program.run(arguments + [log.path])
            #expect(result.status <= 1, "\(result.errorText)")
            lines += result.output
        }
        return lines + (try Program.run(arguments + [hostile]).output)
    }

    private func expect(_ lines: [UInt8], by schema: String) throws {
        #expect(lines.count > 10_000)
        #expect(!String(decoding: lines, as: UTF8.self).contains("[redacted]"), "no recording has a secret in it")
        #expect(try SchemaValidator.problems(of: lines, by: schema) == "")
    }

    @Test(arguments: [
        ("activity-1", ["timeline", "--format", "ndjson"]), ("report-1", ["report", "--format", "json"]),
    ])
    func `says what is printed of every recording`(schema: String, arguments: [String]) throws {
        try expect(printed(arguments, of: Recording.all), by: schema)
    }

    @Test(arguments: [
        ("report-line-1", ["report", "--format", "ndjson"]), ("attest-1", ["attest", "--format", "json"]),
    ])
    func `says what else is made of a report`(schema: String, arguments: [String]) throws {
        let some = Recording.all.enumerated().filter { $0.offset.isMultiple(of: 4) }.map(\.element)
        try expect(printed(arguments, of: some), by: schema)
    }

    @Test func `of reports holds for a report without redaction, of several hosts and of nothing`() throws {
        let folder = try TemporaryFolder()
        for name in ["web1", "web2"] { try folder.write(HostileLog.bytes, to: "\(name)/audit.log") }
        try folder.write("", to: "empty/audit.log")
        let runs = [
            ["report", "--no-redact", "web1"], ["report", "."], ["report", "empty"],
            ["report", "web1", "--min-level", "high"],
        ]
        var lines: [UInt8] = []
        for run in runs { lines += try Program.run(run + ["--format", "json"], in: folder.path).output }
        #expect(try SchemaValidator.problems(of: lines, by: "report-1") == "")
    }

    @Test func `of rules says what plan and status print`() throws {
        let plan = try Program.run(["rules", "plan", "--format", "json"])
        let status = try Program.run(["rules", "status", "--format", "json"])
        #expect(!plan.output.isEmpty && !status.output.isEmpty)
        #expect(try SchemaValidator.problems(of: plan.output + status.output, by: "rules-1") == "")
    }

    @Test func `refuses what is not as it says`() throws {
        let logs = try Recording.all[0].copyLogs()
        let report = try Program.run(["report", "--format", "json", logs.path])
        let wrong = report.text.replacing(#""generated":"20"#, with: #""further":1,"generated":"today 20"#)
        let problems = try SchemaValidator.problems(of: Array(wrong.utf8), by: "report-1")
        #expect(problems.contains("further") && problems.contains("generated"))
    }
}
