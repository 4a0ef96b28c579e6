import Testing
import TestSupport

@Suite struct `An attestation` {
    private func attest(_ name: String, _ arguments: [String]) throws -> (CommandResult, TemporaryFolder) {
        let logs = try #require(Recording.all.first { $0.name == name }).copyLogs()
        return (try Program.run(["attest"] + arguments + [logs.path], in: logs.path), logs)
    }

    private func json(_ name: String, _ arguments: [String] = []) throws -> JSONValue {
        try JSONValue(parsing: try attest(name, ["--format", "json"] + arguments).0.output)
    }

    @Test func `says of each place when it was watched, and of the rest of the period that it is not proven`() throws {
        let attested = try json("32-watch-removed", ["--period", "2026-11-20T21:07:00..2026-11-20T21:08:00"])
        #expect(attested["schema"].string == "docktrail.attest/1")
        #expect(attested["period"]["from"].string == "2026-11-20T21:07:00.000Z")
        #expect(attested["whole"].integer == 0)
        let places = attested["places"].array
        let place = try #require(places.first { $0["path"].string == "/etc/docker" })
        #expect(place["key"].string == "docker")
        let watched = place["watched"].array
        let unproven = place["unproven"].array
        #expect(unproven.first?["from"] == attested["period"]["from"])
        #expect(unproven.last?["to"] == attested["period"]["to"])
        // Each ends where the other begins.
        let ends = (watched + unproven).compactMap { $0["to"].string }.sorted().dropLast()
        let beginnings = (watched + unproven).compactMap { $0["from"].string }.sorted().dropFirst()
        #expect(ends.elementsEqual(beginnings) && !ends.isEmpty)
        #expect((1..<10_000).contains(place["partsOfTenThousand"].integer ?? -1))
        // Nobody knows of this one.
        let unknown = try #require(places.first { $0["verdict"].string == "unknown" })
        #expect(unknown["watched"].array.isEmpty && unknown["partsOfTenThousand"].integer == 0)
    }

    @Test func `lists changes and rules with who did it, of the period alone`() throws {
        let whole = try json("32-watch-removed")
        #expect(whole["changes"].array.count == 3)
        #expect(whole["changes"].array.allSatisfy { $0["path"].string == "/etc/docker/daemon.json" })
        #expect(whole["rules"].array.contains { $0["change"].string == "removed" && $0["by"].string == "uid:1001" })
        let part = try json("32-watch-removed", ["--period", "2026-11-20T21:07:15..2026-11-20T21:07:16"])
        #expect(part["changes"].array.map { $0["serial"].integer } == [8721])
        let times = part["rules"].array.compactMap { $0["time"].string }
        #expect(times.allSatisfy { $0 >= "2026-11-20T21:07:15" && $0 < "2026-11-20T21:07:17" } && !times.isEmpty)
    }

    @Test func `marks what was approved, and ends with status 1 while anything is open`() throws {
        let open = try json("32-watch-removed")
        #expect(open["changes"].array.contains { !$0["findings"].array.isEmpty && $0["approved"].isNull })
        let changes = try TemporaryFolder()
        try changes.write("changes:\n  - { login: \"uid:1001\", reason: CHG-1042 }\n", to: "approved.yml")
        let approved = try json("32-watch-removed", ["--changes", changes.path + "/approved.yml"])
        #expect(approved["changes"].array.allSatisfy { $0["findings"].array.isEmpty })
        #expect(approved["changes"].array.allSatisfy { $0["needsExplanation"].integer == 0 })
        #expect(approved["changes"].array.contains { $0["approved"].string == "CHG-1042" })
        let (result, _) = try attest("32-watch-removed", [])
        #expect(result.status == 1)
        #expect(result.text.contains("needs an explanation") || result.text.contains("need an explanation"))
    }

    /// A finding cites 256 events at most; what it leaves out must not look as if all were well.
    @Test func `counts a change as open that its finding is too full to cite`() throws {
        let log = try TemporaryFolder()
        var lines = ""
        for number in 0..<400 {
            let stamp = "audit(\(1_795_208_600 + number).000:\(5000 + number))"
            let name = "/etc/docker/daemon.json"
            lines += """
                type=SYSCALL msg=\(stamp): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=1 a2=241 a3=1b6 items=1 \
                ppid=10 pid=\(4000 + number) auid=1001 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=7 \
                comm="sh" exe="/usr/bin/dash" key="docker"
                type=CWD msg=\(stamp): cwd="/"
                type=PATH msg=\(stamp): item=0 name="\(name)" inode=77 dev=fe:00 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL
                type=PROCTITLE msg=\(stamp): proctitle="sh"

                """
        }
        try log.write(lines, to: "audit.log")
        let attested = try JSONValue(parsing: Program.run(["attest", "--format", "json", log.path]).output)
        let changes = attested["changes"].array
        #expect(changes.count > 256, "\(changes.count)")
        #expect(changes.allSatisfy { $0["needsExplanation"].integer == 1 })
        #expect(changes.contains { $0["findings"].array.isEmpty })
    }

    @Test func `says what the logs do not reach`() throws {
        let (result, _) = try attest("53-rotation", ["--period", "2026-11-20..2026-11-20", "--width", "200"])
        #expect(result.status == 1)
        #expect(result.text.contains("no record reaches back to 2026-11-20 00:00:00"))
        #expect(result.text.contains("in 6 files"))
        #expect(result.text.contains("/etc/docker: known to have been watched"))
    }

    @Test(arguments: ["2026-11-20", "..", "x..", "2026-11-21..2026-11-20"])
    func `refuses a period that is none`(period: String) throws {
        let result = try Program.run(["attest", "--period", period, "."])
        #expect(result.status == 64)
        #expect(result.errorText.contains("--period") || result.errorText.contains("--since"))
    }
}
