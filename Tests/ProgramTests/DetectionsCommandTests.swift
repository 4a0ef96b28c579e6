import Testing
import TestSupport

@Suite struct `The command detections` {
    private static let rule = """
        title: A rule of the site
        id: own-open
        taxonomy: docktrail
        level: critical
        logsource: {product: linux, service: auditd, category: docker_host}
        detection:
          selection:
            action: open-write
            file.path: /etc/docker/daemon.json
          condition: selection
        docktrail:
          why: "{who} opened {file} for writing by {program}"
        """
    private static let broken =
        "title: Broken\nid: own-broken\nlogsource: {product: linux, service: auditd}\ndetection:\n  a:\n    b|sandwich: c\n  condition: a\n"

    private func logs() throws -> TemporaryFolder {
        let logs = try #require(Recording.all.first { $0.name == "06-admin-edits-config" }).copyLogs()
        try logs.write(Self.rule, to: "rules/own.yml")
        return logs
    }

    @Test func `lists what runs and what does not`() throws {
        let folder = try logs()
        let arguments = ["detections", "list", "--detections", "rules", "--disable", "own-open", "--format", "json"]
        let result = try Program.run(arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        let list = try JSONValue(parsing: result.output)["detections"].array
        let ids = list.compactMap { $0["id"].string }
        #expect(ids.count >= 50 && ids == ids.sorted() && Set(ids).count == ids.count)
        for detection in list {
            #expect((detection["enabled"].integer == 1) == (detection["id"].string != "own-open"))
            #expect(detection["title"].string?.isEmpty == false && detection["why"].string?.isEmpty == false)
        }
        let own = try #require(list.first { $0["id"].string == "own-open" })
        #expect(own["file"].string == "rules/own.yml" && own["line"].integer == 1)
        let text = try Program.run(["detections", "list", "--width", "80"])
        #expect(text.lines.count == ids.count + 1)
        for line in text.lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test func `finds each mistake with its line, and nothing else`() throws {
        let folder = try logs()
        let good = try Program.run(["detections", "lint", "rules"], in: folder.path)
        #expect(good.status == 0)
        #expect(good.text == "1 detection can be run; no mistakes\n")
        try folder.write(Self.rule + "\n---\n" + Self.broken + "---\ntitle: [\n", to: "rules/own.yml")
        try folder.write(
            Self.rule.replacing("own-open", with: "own-other").replacing("{who}", with: "{whom}"),
            to: "rules/sub/x.yaml"
        )
        let bad = try Program.run(["detections", "lint", "rules"], in: folder.path)
        #expect(bad.status == 1)
        #expect(bad.lines.count == 4)
        #expect(bad.lines.contains { $0.hasPrefix("rules/own.yml:19: own-broken: ") && $0.contains("sandwich") })
        #expect(bad.lines.contains { $0.hasPrefix("rules/own.yml:2") && !$0.contains("sandwich") })
        #expect(bad.lines.contains { $0.hasPrefix("rules/sub/x.yaml:12: own-other: ") && $0.contains("{whom}") })
        #expect(bad.lines.last == "1 detection can be run; 3 mistakes")
    }

    @Test func `shows what matches, and what nearly does`() throws {
        let folder = try logs()
        let result = try Program.run(["detections", "test", "rules/own.yml", "audit.log"], in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.lines.first == "own-open: 2 of 62 activities match")
        #expect(result.lines.count { $0.hasPrefix("  audit.log:") } > 2)
        #expect(result.text.contains("no action: open-write (line 8): has "))
        #expect(result.text.contains("yes file.path: /etc/docker/daemon.json (line 9): has /etc/docker/daemon.json"))
    }

    @Test func `is not needed for a site's own rules to be found`() throws {
        let folder = try logs()
        let arguments = ["report", "--format", "json", "--detections", "rules", "audit.log"]
        let result = try Program.run(arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        let findings = try JSONValue(parsing: result.output)["findings"].array
        let own = findings.filter { $0["detection"].string == "own-open" }
        #expect(!own.isEmpty)
        for finding in own {
            #expect(finding["level"].string == "critical")
            #expect(
                finding["why"].string?.hasPrefix("bob opened /etc/docker/daemon.json for writing by /usr/bin/") == true
            )
        }
        // A mistake costs its own rule, and is told by the exit status.
        try folder.write(Self.broken, to: "rules/broken.yml")
        let broken = try Program.run(arguments, in: folder.path)
        #expect(broken.status == 2)
        #expect(broken.errorText.contains("rules/broken.yml:6: own-broken: "))
        #expect(try JSONValue(parsing: broken.output)["findings"].array == findings)
    }

    @Test func `has settings for a site`() throws {
        let folder = try logs()
        func levels(_ options: [String]) throws -> [String: String] {
            let arguments = ["report", "--format", "json", "--detections", "rules", "audit.log"] + options
            let result = try Program.run(arguments, in: folder.path)
            #expect(result.status == 0, "\(result.errorText)")
            let findings = try JSONValue(parsing: result.output)["findings"].array
            let pairs = findings.compactMap { finding in
                finding["detection"].string.flatMap { id in finding["level"].string.map { (id, $0) } }
            }
            return Dictionary(pairs) { first, _ in first }
        }
        #expect(try levels([])["own-open"] == "critical")
        #expect(try levels(["--disable", "own-open"])["own-open"] == nil)
        try folder.write("levels: { own-open: low }\ndisable: [cfg-daemon-json-write]\n", to: "docktrail.yml")
        let changed = try levels(["--config", "docktrail.yml"])
        #expect(changed["own-open"] == "low" && changed["cfg-daemon-json-write"] == nil)
        try folder.write("changes:\n  - { login: bob, reason: CHG-1 }\n", to: "changes.yml")
        #expect(try levels(["--changes", "changes.yml"]).values.allSatisfy { $0 == "informational" })
    }

    @Test(arguments: [
        ["--disable", "cfg-daemon-json-writ"], ["--detections", "/nonexistent"], ["--config", "wrong.yml"],
        ["--changes", "wrong.yml"], ["--baseline", "wrong.yml"], ["--config", "levels.yml"], ["--min-level", "grave"],
    ])
    func `says what is wrong with an option`(options: [String]) throws {
        let folder = try logs()
        try folder.write("nothing: known\n", to: "wrong.yml")
        try folder.write("levels: { cfg-daemon-json-writ: low }\n", to: "levels.yml")
        let result = try Program.run(["report"] + options + ["audit.log"], in: folder.path)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        let message = result.errorText
        if message.contains("writ") { #expect(message.contains("did you mean cfg-daemon-json-write?")) }
        if options[1].hasPrefix("wrong") { #expect(message.contains("wrong.yml:1: ")) }
    }
}

@Suite struct `A baseline of a site` {
    private func firsts(_ arguments: [String], in folder: TemporaryFolder) throws -> Set<String> {
        let result = try Program.run(["report", "--format", "json"] + arguments, in: folder.path)
        let findings = try JSONValue(parsing: result.output)["findings"].array
        return Set(
            findings.compactMap { $0["detection"].string }
                .filter { $0.hasPrefix("beh-first-") || $0 == "sock-use-first-user" }
        )
    }

    @Test func `is learned from logs, and tells what is not in it`() throws {
        let folder = try TemporaryFolder()
        let known = try #require(Recording.all.first { $0.name == "06-admin-edits-config" }).copyLogs()
        let other = try #require(Recording.all.first { $0.name == "78-tls-and-keys" }).copyLogs()
        #expect(try firsts([known.path], in: folder) == [])
        let learned = try Program.run(["detections", "learn", "--baseline", "site", known.path], in: folder.path)
        #expect(learned.status == 0, "\(learned.errorText)")
        #expect(learned.errorText.hasPrefix("docktrail: site: "))
        #expect(try firsts(["--baseline", "site", known.path], in: folder) == [])
        #expect(try firsts(["--baseline", "site", other.path], in: folder).contains("beh-first-user-for-file"))
        let use = try #require(Recording.all.first { $0.name == "02-dockerd-start-stop" }).copyLogs()
        #expect(try firsts([use.path], in: folder) == [])
        #expect(try firsts(["--baseline", "site", use.path], in: folder).contains("sock-use-first-user"))
        let again = try Program.run(["detections", "learn", "--baseline", "site", known.path], in: folder.path)
        #expect(again.errorText.contains(" 0 new entries"))
        #expect(
            try Program.run(["detections", "learn", "--baseline", "site", other.path], in: folder.path).status == 0
        )
        #expect(try firsts(["--baseline", "site", other.path], in: folder) == [])
    }

    @Test func `that is none is refused with its line`() throws {
        let folder = try TemporaryFolder()
        try folder.write("docktrail-baseline 1\nnonsense\n", to: "site")
        let result = try Program.run(["report", "--baseline", "site", folder.path], in: folder.path)
        #expect(result.status == 64)
        #expect(result.errorText.contains("site:2: a kind, a class of files and a name are expected"))
    }
}
