import Foundation
import Testing
import TestSupport

@Suite struct `The rules command` {
    private let host: FixtureHost

    init() throws {
        host = try FixtureHost.docker()
    }

    private func run(_ arguments: [String]) throws -> CommandResult {
        try Program.run(["rules"] + arguments + ["--root", host.path])
    }

    @Test(arguments: ["rules", "table", "json"]) func `prints a plan`(format: String) throws {
        let result = try run(["plan", "--format", format])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty, "\(result.errorText)")
        try expectGolden(result.text, "rules-plan.\(format == "json" ? "json" : format == "rules" ? "rules" : "txt")")
    }

    @Test func `prints the hardening guides' nine watches word for word`() throws {
        let result = try run(["plan", "--literal"])
        #expect(result.lines.count == 9)
        #expect(result.lines.first == "-w /usr/bin/docker -p wa")
    }

    @Test func `counts what the rules would have recorded of a log`() throws {
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../samples/admin-edits-config").standardized.path
        let result = try run(["plan", "--format", "json", "--estimate", samples])
        #expect(result.status == 0, "\(result.errorText)")
        let rules = try JSONValue(parsing: result.output)["rules"].array
        let settings = rules.first { $0["rule"].string == "-w /etc/docker/daemon.json -p wa -k dkr-cfg" }
        #expect((settings?["estimate"].integer ?? 0) > 0)
        let missing = try run(["plan", "--estimate", "/no/such/log"])
        #expect(missing.status == 2)
        #expect(missing.errorText.contains("/no/such/log"))
    }

    @Test func `judges a listing by what it means`() throws {
        let plan = try run(["plan", "--format", "rules"]).text
        let lines = plan.split(separator: "\n").filter { $0.hasPrefix("-w") || $0.hasPrefix("-a") }
        let whole = try host.folder.write(lines.joined(separator: "\n") + "\n", to: "listing")
        let good = try run(["status", "--listing", whole])
        #expect(good.status == 0, "\(good.text)")
        // The first rule, which the directory's has under the same key, and the last.
        let less = try host.folder.write(lines.dropFirst().dropLast().joined(separator: "\n") + "\n", to: "less")
        let bad = try run(["status", "--listing", less, "--format", "json"])
        #expect(bad.status == 1)
        let json = try JSONValue(parsing: bad.output)
        #expect(json["schema"].string == "docktrail.rules/1")
        #expect(json["kernel"].isNull)
        let first = try #require(json["rules"].array.first)
        #expect(first["rule"].string == "-w /etc/docker/daemon.json -p wa -k dkr-cfg")
        #expect(first["state"].string == "loaded")
        #expect(first["why"].string == "recorded by -w /etc/docker -p wa -k dkr-cfg")
        let missing = json["rules"].array.filter { $0["state"].string == "missing" }
        #expect(missing.map { $0["rule"].string } == ["-w /usr/sbin/augenrules -p x -k dkr-selfaudit"])
        let none = try host.folder.write("No rules\n", to: "none")
        try expectGolden(try run(["status", "--listing", none]).text, "rules-status-none.txt")
    }

    @Test func `judges a rules file that is given`() throws {
        let file = try host.folder.write("-w /etc/docker -p wa -k dkr-cfg\n-w nowhere\n", to: "own.rules")
        let result = try run(["status", "--rules-file", file, "--format", "json"])
        #expect(result.status == 1)
        #expect(result.text.contains("line 2: the path nowhere does not begin with /"))
    }

    @Test func `does not call missing what it could not look for`() throws {
        try host.remove("etc/audit/rules.d")
        let result = try run(["status"])
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errorText.contains("nothing to compare with"))
    }

    @Test func `shows hostile lines of a listing harmlessly`() throws {
        let file = try host.folder.write("-w /etc/\u{1b}[31mred -p wa\n\u{1b}]0;title\u{7}\n", to: "hostile")
        let result = try run(["status", "--listing", file])
        #expect(!result.output.contains(0x1b))
        #expect(!result.errors.contains(0x1b))
        #expect(result.text.contains(#"/etc/\e[31mred"#))
    }

    @Test(arguments: [
        ["plan", "--profile", "loud"], ["plan", "--form", "prose"], ["plan", "--watch", "relative"],
        ["plan", "--root", "/no/such/folder"], ["status", "--listing", "/no/such/file"],
    ])
    func `points to arguments that are wrong`(arguments: [String]) throws {
        let result = try Program.run(["rules"] + arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
    }

    @Test func `says what is needed to install where it may not`() throws {
        guard getuid() != 0 else { return try installWithoutRights() }
        let result = try Program.run(["rules", "install"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("CAP_AUDIT_CONTROL"), "\(result.errorText)")
    }

    /// As root the right is given up first.
    private func installWithoutRights() throws {
        let program = try Program.path()
        let drop = ["--bounding-set=-all", "--inh-caps=-all", program, "rules", "install", "--dry-run"]
        let result = try ExternalTool.run("setpriv", drop)
        #expect(result.status == 2)
        #expect(result.errorText.contains("CAP_AUDIT_CONTROL"), "\(result.errorText)")
    }
}

/// The recording of `docktrail rules probe` on a host with the standard rules: auditd 3.0.9, kernel 6.18.
@Suite struct `A probe's own events` {
    private static let log = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/rules-probe.log").path

    @Test func `change nothing, and are no finding`() throws {
        let result = try Program.run(["report", "--format", "json", Self.log])
        #expect(result.status == 0, "\(result.errorText)")
        let report = try JSONValue(parsing: result.output)
        #expect(report["findings"].array.isEmpty)
        #expect(report["incidents"].array.isEmpty)
        let lines = try JSONValue.lines(of: try Program.run(["timeline", "--format", "ndjson", Self.log]).text)
        #expect(lines.count == 41)
        for line in lines where line["file"].isNull == false {
            let isExecution = line["action"].string == "execute"
            #expect(isExecution || line["outcome"].string == "failure", "\(line)")
        }
    }

    @Test func `say in the log what they are`() throws {
        let text = try String(contentsOfFile: Self.log, encoding: .utf8)
        let records = text.split(separator: "\n")
        let notes = records.filter { $0.hasPrefix("type=USER ") && $0.contains("docktrail rules probe") }
        #expect(notes.count == 2)
        let executions = records.filter { $0.hasPrefix("type=EXECVE ") }
        #expect(executions.count == 13)
        for record in executions { #expect(record.contains(#"a1="--docktrail-rules-probe""#), "\(record)") }
    }
}
