import Foundation
import Testing
import TestSupport

@Suite struct `A hunt` {
    private func hunt(
        _ list: String,
        _ options: [String] = [],
        of name: String = "09-mallory-denied"
    ) throws -> (result: CommandResult, all: [PrintedActivity]) {
        let recording = try #require(Recording.all.first { $0.name == name })
        let logs = try recording.copyLogs()
        let all = try PrintedActivity.timeline(of: logs.path).activities
        try logs.write(Array(list.utf8), to: "list/ioc.txt")
        return (try Program.run(["hunt", "--ioc", "list/ioc.txt"] + options + recording.files, in: logs.path), all)
    }

    @Test func `finds what each indicator names, and tells of those that it does not find`() throws {
        // SHA-256, SHA-1 and MD5 of `daemon.json`, as sha256sum, sha1sum and md5sum give them.
        let tools = [("sha256sum", "name-sha256"), ("sha1sum", "name-sha1"), ("md5sum", "name-md5")]
        let digests = try tools.map { tool, kind in
            let result = try ExternalTool.run("sh", ["-c", "printf daemon.json | \(tool)"], in: "/")
            return "\(kind):\(result.text.prefix { $0 != " " })"
        }
        let list =
            (["# a list", "", "user:mallory", "/etc/docker/*.json", "10.0.0.0/8", "192.0.2.1", "image:none"] + digests)
            .joined(separator: "\r\n")
        let (result, all) = try hunt(list, ["--format", "ndjson"])
        #expect(result.status == 0, "\(result.errorText)")
        let lines = try JSONValue.lines(of: result.text)
        let hits = lines.filter { $0["kind"].string == "activity" }
        let meant: [(label: String, isMeant: (PrintedActivity) -> Bool)] = [
            ("user:mallory", { $0.login == "mallory" || $0.json["subject"]["user"].string == "mallory" }),
            ("address:10.0.0.0/8", { $0.json["subject"]["source"].string?.hasPrefix("10.") == true }),
        ]
        for (label, isMeant) in meant {
            let found = hits.filter { $0["indicators"].array.contains(.string(label)) }
            #expect(found.map { $0["serial"] } == all.filter(isMeant).map { $0.json["serial"] }, "\(label)")
        }
        let table = lines.filter { $0["kind"].string == "indicator" }
        #expect(table.map { $0["line"].integer } == [3, 4, 5, 6, 7, 8, 9, 10])
        #expect(table.map { $0["hits"].integer == 0 } == [false, false, false, true, true, false, false, false])
        // Three digests of one name find the same.
        #expect(Set(table.suffix(3).map { $0["hits"] }).count == 1)
        for row in table {
            let count = hits.count { hit in
                hit["indicators"].array.contains { $0.string?.hasSuffix(":\(row["value"].string ?? "")") == true }
            }
            #expect(count == row["hits"].integer, "\(row)")
        }
    }

    @Test(arguments: [
        ("sha256:00", "no digest of what is in a file"), ("address:localhost", "no address"), ("name-md5:12", "32"),
        ("path:", "nothing stands behind"), ("two words", "does not show what it is"), ("a\u{1}b", "no text"),
    ])
    func `goes on with what it understands`(line: String, complaint: String) throws {
        let (result, _) = try hunt("mallory\n\(line)\n", ["--count", "--format", "csv"])
        #expect(result.status == 2)
        #expect(result.errorText.contains("ioc.txt:2: ") && result.errorText.contains(complaint), "\(result.errorText)")
        let records = result.text.split(separator: "\r\n")
        #expect(records.count == 2 && records.last?.hasPrefix("1,user,mallory,") == true)
    }

    @Test func `tells a script that something was found`() throws {
        #expect(try hunt("mallory\n", ["--count", "--fail-on-match"]).result.status == 1)
        #expect(try hunt("nobody-of-that-name\n", ["--count", "--fail-on-match"]).result.status == 0)
        #expect(try hunt("# nothing\n").result.status == 64)
    }

    @Test func `finds containers by id, name and image`() throws {
        let (_, all) = try hunt("mallory\n", of: "14-container-host-root-mount")
        let container = try #require(all.map { $0.json["container"] }.first { $0["id"].string?.count == 64 })
        let id = try #require(container["id"].string)
        let (result, _) = try hunt(
            "\(id)\n\(id.prefix(12))\n",
            ["--count", "--format", "ndjson"],
            of: "14-container-host-root-mount"
        )
        let table = try JSONValue.lines(of: result.text)
        let hits = all.count { line in
            line.json["container"]["id"].string == id || line.json["container"]["startedFrom"].string == id
        }
        #expect(table.map { $0["hits"].integer } == [hits, hits])
        #expect(table[0]["types"].array.compactMap(\.string) == ["container", "name-sha256"])
    }
}
