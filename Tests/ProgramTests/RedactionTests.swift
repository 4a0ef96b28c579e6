import Testing
import TestSupport

@Suite struct `A secret in a log` {
    /// Command lines, argument by argument, and what must not be printed of them.
    private static let commands: [(arguments: [String], secret: String)] = [
        (["docker", "login", "-u", "ann", "-p", "hunter2 of mine", "r.example"], "hunter2"),
        (["docker", "run", "-p", "80:80", "-e", "DB_PASSWORD=correct horse", "-v", "/:/host", "nginx"], "horse"),
        (["docker", "run", "--privileged", "--env=API_TOKEN=tok3n", "nginx"], "tok3n"),
        (["docker", "exec", "db", "sh", "-c", "mysql -uroot -ptopsecret < /x"], "topsecret"),
        (["docker", "build", "--build-arg", "URL=https://ann:pa55@h/x", "."], "pa55"),
    ]

    private func log() throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        var lines: [String] = []
        for (number, command) in Self.commands.enumerated() {
            let stamp = "msg=audit(1700000000.\(100 + number):\(500 + number)):"
            let arguments = command.arguments.enumerated().map { "a\($0)=\(Self.hex($1))" }.joined(separator: " ")
            lines += [
                "type=SYSCALL \(stamp) arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=1 ppid=9 "
                    + "pid=\(40 + number) auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=4 "
                    + "comm=\"docker\" exe=\"/usr/bin/docker\" key=\"docker-client\"",
                "type=EXECVE \(stamp) argc=\(command.arguments.count) \(arguments)",
                "type=CWD \(stamp) cwd=\"/root\"",
                "type=PATH \(stamp) item=0 name=\"/usr/bin/docker\" inode=41 dev=fe:00 mode=0100755 ouid=0 ogid=0 "
                    + "rdev=00:00 nametype=NORMAL",
                "type=PROCTITLE \(stamp) proctitle=\(Self.hex(command.arguments.joined(separator: "\0")))",
            ]
        }
        return (folder, try folder.write(lines.joined(separator: "\n") + "\n", to: "audit.log"))
    }

    private static func hex(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    static let outputs = [
        ["timeline"], ["timeline", "--steps"], ["timeline", "--format", "ndjson"], ["timeline", "--format", "csv"],
        ["timeline", "--format", "ecs"], ["timeline", "--format", "ecs-bulk"], ["summary"], ["report"],
        ["report", "--format", "json"], ["report", "--format", "ndjson"],
    ]

    @Test(arguments: outputs)
    func `is printed by nothing that is not asked for it`(arguments: [String]) throws {
        let (folder, path) = try log()
        defer { withExtendedLifetime(folder) {} }
        let result = try Program.run(arguments + [path])
        #expect(result.status == 0, "\(result.errorText)")
        for (command, secret) in Self.commands {
            #expect(!result.text.contains(secret) && !result.errorText.contains(secret), "\(command)")
        }
        if arguments.contains("ndjson") || arguments == ["report"] { #expect(result.text.contains("-p [redacted]")) }
    }

    @Test func `is counted, and said where it stands`() throws {
        let (folder, path) = try log()
        defer { withExtendedLifetime(folder) {} }
        let timeline = try Program.run(["timeline", "--format", "ndjson", path])
        #expect(try JSONValue.lines(of: timeline.text).map { $0["redacted"].integer } == [1, 1, 1, 1, 1])
        #expect(timeline.errorText.contains("5 secrets in command lines replaced by [redacted]"))
        let report = try JSONValue(parsing: Program.run(["report", "--format", "json", path]).output)
        let places = report["redactions"]["places"].array
        #expect(report["redactions"]["count"].integer == places.count && !places.isEmpty)
        #expect(places.count == report["findings"].array.reduce(0) { $0 + ($1["redacted"].integer ?? 0) })
        let first = try #require(places.first { $0["serial"].integer == 500 })
        #expect(first["source"].string == path && first["line"].integer == 1 && first["kind"].string == "option")
        let text = try Program.run(["report", path]).text
        #expect(text.contains("secrets in command lines are replaced by [redacted]; docktrail explain 500"))
    }

    @Test func `changes nothing else of what is printed`() throws {
        let (folder, path) = try log()
        defer { withExtendedLifetime(folder) {} }
        func report(_ option: String) throws -> JSONValue {
            try JSONValue(parsing: Program.run(["report", "--format", "json", option, path]).output)
        }
        let (with, without) = (try report("--redact"), try report("--no-redact"))
        #expect(with["findings"].array.map { $0["id"] } == without["findings"].array.map { $0["id"] })
        #expect(with["totals"] == without["totals"])
        #expect(without["redactions"] == .null)
        let commands = without["findings"].array.compactMap { $0["process"]["command"].string }
        #expect(commands.contains { $0.contains("hunter2 of mine") })
        let timeline = try Program.run(["timeline", "--format", "csv", "--no-redact", path])
        for (_, secret) in Self.commands { #expect(timeline.text.contains(secret)) }
        #expect(timeline.errors.isEmpty)
    }

    @Test func `is shown by explain, which says so`() throws {
        let (folder, path) = try log()
        defer { withExtendedLifetime(folder) {} }
        let result = try Program.run(["explain", "500", "--input", path])
        #expect(result.text.contains("hunter2"))
        #expect(result.errorText.contains("passwords and tokens in them are not replaced"))
    }

    @Test func `stays out of the report that is made of saved results`() throws {
        let (folder, path) = try log()
        let saved = folder.path(of: "web.partial")
        try #require(try Program.run(["report", "--partial", saved, path]).status == 0)
        let whole = try Program.run(["report", path]).text
        #expect(try Program.run(["merge", saved]).text == whole)
        #expect(!whole.contains("of mine"))
    }
}
