import Testing
import TestSupport

@Suite struct `The report's docker group` {
    struct Expected: CustomTestStringConvertible, Sendable {
        let recording: String
        let changes: [String]
        let members: [String]
        var testDescription: String { recording }

        init(_ recording: String, _ changes: [String], members: [String] = []) {
            self.recording = recording
            self.changes = changes
            self.members = members
        }
    }

    private static let expected = [
        Expected("01-apt-reinstall", []),
        Expected("19-nsenter-host", ["add docker mallory by unset via usermod"], members: ["mallory"]),
        Expected(
            "26-usermod-group",
            [
                "add docker mallory by bob via usermod", "remove docker mallory by bob via usermod",
                "add docker mallory by bob via usermod",
            ],
            members: ["mallory"]
        ),
        Expected(
            "28-group-file-edited",
            [
                "add docker mallory by bob via sed", "unknown - - by bob via sed", "unknown - - by bob via vim.basic",
                "unknown - - by bob via tee", "unknown - - by bob via python3.11", "unknown - - by bob via vipw",
            ],
            members: ["mallory"]
        ),
        Expected(
            "29-groupadd-del",
            [
                "create netops - by uid:1002 via groupadd", "add netops mallory by uid:1002 via usermod",
                "delete netops - by uid:1002 via groupdel", "delete docker - by uid:1002 via groupdel",
                "create docker - by uid:1002 via groupadd", "rename docker - by uid:1002 via groupmod",
            ]
        ),
        Expected("30-newgrp-sg-password", ["password docker - by bob via gpasswd"]),
        Expected(
            "57-trixie-docker",
            ["add docker mallory by unset via usermod", "unknown - - by unset via busybox"],
            members: ["mallory"]
        ),
    ]

    private func report(of name: String, _ options: [String] = []) throws -> JSONValue {
        let recording = try #require(Recording.all.first { $0.name == name })
        let logs = try recording.copyLogs()
        let result = try Program.run(["report", "--format", "json"] + options + [logs.path])
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)["dockerGroup"]
    }

    private func words(_ changes: JSONValue) -> [String] {
        changes.array.map { change in
            func word(_ name: String) -> String { change[name].string ?? "-" }
            return "\(word("change")) \(word("group")) \(word("member")) by \(word("by")) via \(word("via"))"
        }
    }

    @Test(arguments: expected)
    func `lists each change of a recording once, with member and by whom`(expected: Expected) throws {
        let group = try report(of: expected.recording)
        #expect(words(group["changes"]) == expected.changes)
        #expect(group["members"].array.compactMap(\.string) == expected.members)
        #expect(group["membersFrom"].string == "log")
    }

    @Test func `follows every tool of Debian 13 to the group's true members`() throws {
        let changes = words(try report(of: "56-trixie-accounts")["changes"])
        for line in [
            "add docker eve by bob via useradd", "add docker dave by bob via usermod",
            "remove docker dave by bob via usermod", "add docker mallory by bob via gpasswd",
            "remove docker mallory by alice via gpasswd", "administrators docker alice by bob via gpasswd",
            "add docker mallory by bob via groupmod", "remove docker mallory by bob via groupmod",
            "rename dockr - by bob via groupmod", "id docker - by bob via groupmod",
            "remove docker zoe by bob via userdel", "add docker mallory by bob via sed",
            "unknown - - by bob via vipw", "unknown - - by bob via tee",
        ] { #expect(changes.contains(line), "\(line)") }
        #expect(changes.count == 44)
        #expect(!changes.contains { $0.contains("nosuch") })
    }

    @Test func `says who entered it and was no member`() throws {
        let used = try report(of: "30-newgrp-sg-password")["used"].array
        func count(_ login: String, _ how: String) -> Int? {
            used.first { $0["login"].string == login && $0["how"].string == how }?["count"].integer
        }
        #expect(count("mallory", "newgrp") == 2)
        #expect(count("mallory", "sg") == 1)
        #expect(count("mallory", "password") == 3)
        #expect(count("mallory", "rights") == 4)
        #expect(count("alice", "newgrp") == 1)
        #expect(used.allSatisfy { $0["member"].isNull })
    }

    @Test func `takes members from a group file that is given`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("root:x:0:\ndocker:x:105:alice,deploy\n", to: "group")
        let group = try report(of: "30-newgrp-sg-password", ["--group", file])
        #expect(group["members"].array.compactMap(\.string) == ["alice", "deploy"])
        #expect(group["membersFrom"].string == "group-file")
        let members = group["used"].array
            .reduce(into: [String: Int]()) { members, use in
                members[use["login"].string ?? ""] = use["member"].integer
            }
        #expect(members == ["mallory": 0, "alice": 1])
    }

    @Test func `tells each login user's standing`() throws {
        let recording = try #require(Recording.all.first { $0.name == "26-usermod-group" })
        let logs = try recording.copyLogs()
        let passwd = try logs.write("mallory:x:1003:1003::/:/bin/sh\n", to: "passwd.txt")
        let group = try logs.write("docker:x:105:bob\n", to: "group.txt")
        let result = try Program.run(
            ["report", "--format", "json", "--passwd", passwd, "--group", group, logs.path + "/audit.log"])
        let users = try JSONValue(parsing: result.output)["users"].array
        let bob = try #require(users.first { $0["login"].string == "bob" })
        #expect(bob["dockerGroup"]["member"].integer == 1)
        #expect(bob["dockerGroup"]["since"].isNull)
    }
}
