import Foundation
import TestSupport
import Testing

/// What an option gives of one host is used for that host, and for no other.
@Suite struct `What is given of one of several hosts` {
    private static let passwd = "alice:x:3001:3001::/home/alice:/bin/bash\n"
    private static let otherPasswd = "anna:x:3001:3001::/home/anna:/bin/bash\n"

    /// Two hosts with the same log, whose users have numbers alone, and a central log of both.
    private func hosts() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let recording = try #require(Recording.all.first { $0.name == "82-numbers-only" })
        let lines = try Command("/bin/zcat", recording.files.map { "\(recording.folder)/\($0)" }).run().output
        try folder.write(lines, to: "hosts/a/audit.log")
        try folder.write(lines, to: "hosts/b/audit.log")
        var central: [UInt8] = []
        for node in ["n1", "n2"] {
            for line in lines.split(separator: UInt8(ascii: "\n")) {
                central += Array("node=\(node) ".utf8) + line + [10]
            }
        }
        try folder.write(central, to: "central/audit.log")
        try folder.write(Self.passwd, to: "passwd.a")
        try folder.write(Self.otherPasswd, to: "passwd.b")
        return folder
    }

    private func report(_ arguments: [String], in folder: TemporaryFolder) throws -> JSONValue {
        let result = try Program.run(["report", "--format", "json"] + arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)
    }

    /// The login users of a report with a name or a number of their own, by set or node.
    private func logins(_ report: JSONValue, of name: String, _ key: String) -> Set<String> {
        let entries = report["users"].array
            .filter { key == "set" ? "\($0[key].integer ?? -1)" == name : $0[key].string == name }
        return Set(entries.filter { $0["auid"].integer == 3001 }.compactMap { $0["login"].string })
    }

    @Test func `names the users of that host`() throws {
        let folder = try hosts()
        let report = try report(["--passwd", "a=passwd.a", "--passwd", "b=passwd.b", "hosts"], in: folder)
        #expect(logins(report, of: "0", "set") == ["alice"])
        #expect(logins(report, of: "1", "set") == ["anna"])
        let actors = report["findings"].array.map { ($0["set"].integer, $0["login"].string) }
        #expect(actors.contains { $0 == (0, "alice") } && actors.contains { $0 == (1, "anna") })
        #expect(!actors.contains { $0 == (1, "alice") || $0 == (0, "anna") })
        #expect(report["passwd"].array.map { $0["host"].string } == ["a", "b"])
        #expect(report["passwd"].array.map { $0["path"].string } == ["passwd.a", "passwd.b"])
    }

    @Test func `names the users of a node of a central log`() throws {
        let folder = try hosts()
        let report = try report(["--passwd", "n2=passwd.b", "central"], in: folder)
        #expect(logins(report, of: "n1", "node") == ["uid:3001"])
        #expect(logins(report, of: "n2", "node") == ["anna"])
    }

    @Test func `is refused where it does not say whose it is`() throws {
        let folder = try hosts()
        for option in ["--passwd", "--group", "--host-map", "--engine-state"] {
            let result = try Program.run(["report", option, "passwd.a", "hosts"], in: folder.path)
            #expect(result.status == 64)
            #expect(
                result.errorText.contains(
                    "\(option) is of one host, and these are logs of 2; say whose it is: \(option) HOST="
                )
            )
        }
        let twice = try Program.run(
            ["report", "--passwd", "a=passwd.a", "--passwd", "a=passwd.b", "hosts"],
            in: folder.path
        )
        #expect(twice.status == 64 && twice.errorText.contains("--passwd is given twice of a"))
    }

    /// Which of the machines a file is of, nobody but the user knows.
    @Test func `is not used where the only log turns out to be of several machines`() throws {
        let folder = try hosts()
        let note = "passwd.a not used: central holds records of several nodes"
        let result = try Program.run(
            ["report", "--format", "json", "--passwd", "passwd.a", "central"],
            in: folder.path
        )
        let report = try JSONValue(parsing: result.output)
        #expect(logins(report, of: "n1", "node") == ["uid:3001"] && logins(report, of: "n2", "node") == ["uid:3001"])
        #expect(report["coverage"]["notes"].array.contains { $0.string?.contains(note) == true })
        #expect(result.errorText.contains(note))
        let timeline = try Program.run(
            ["timeline", "--host-map", "map", "--passwd", "passwd.a", "central"],
            in: folder.path
        )
        #expect(timeline.status == 64)
        #expect(
            try Program.run(["timeline", "--passwd", "passwd.a", "central"], in: folder.path).errorText.contains(note)
        )
    }

    @Test func `is told where there is no such host`() throws {
        let folder = try hosts()
        let result = try Program.run(["report", "--passwd", "web9=passwd.a", "hosts"], in: folder.path)
        #expect(result.errorText.contains("no log is of web9, of which something was given"))
    }

    @Test func `goes into partial results, so that merging needs it no more`() throws {
        let folder = try hosts()
        let whole = try Program.run(
            ["report", "--passwd", "a=passwd.a", "--passwd", "b=passwd.b", "hosts/a", "hosts/b"],
            in: folder.path
        )
        for name in ["a", "b"] {
            let saved = try Program.run(
                [
                    "report", "--host", "hosts/\(name)", "--passwd", "passwd.\(name)", "--partial", name,
                    "hosts/\(name)",
                ],
                in: folder.path
            )
            #expect(saved.status == 0, "\(saved.errorText)")
        }
        let merged = try Program.run(["merge", "a", "b"], in: folder.path)
        // Where the files were given apart, nobody had to say whose each was.
        let expected = whole.text.replacing(", of a\n", with: "\n").replacing(", of b\n", with: "\n")
        #expect(merged.text == expected)
    }
}

@Suite struct `Logs whose paths tell the host` {
    @Test func `are one host's wherever they lie, and others are named`() throws {
        let folder = try TemporaryFolder()
        let places = [
            ("web1/2026-11-19", "06-admin-edits-config"), ("web1/2026-11-20", "32-watch-removed"),
            ("db/2026-11-20", "09-mallory-denied"), ("odd", "26-usermod-group"),
        ]
        for (place, name) in places {
            let recording = try #require(Recording.all.first { $0.name == name })
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(recording.files[0])"))
            try folder.write(bytes, to: "archive/\(place)/\(recording.files[0])")
        }
        let pattern = ["--host-from", "archive/{host}/{date}/*"]
        let result = try Program.run(["report", "--format", "json"] + pattern + ["archive"], in: folder.path)
        #expect(result.status == 2)
        #expect(result.errorText.contains("it is a log, and --host-from does not match its path"))
        let report = try JSONValue(parsing: result.output)
        #expect(report["sets"].array.map { $0.string ?? "" } == ["db", "web1"])
        #expect(report["sources"].array.map { $0["set"].integer ?? -1 } == [0, 1, 1])
        #expect(report["unread"].array.map { $0["path"].string ?? "" }.contains { $0.hasPrefix("odd/") })
        let refused = try Program.run(["report", "--host-from", "archive/*", "archive"], in: folder.path)
        #expect(refused.status == 64 && refused.errorText.contains("{host} has to stand in it once"))
    }
}
