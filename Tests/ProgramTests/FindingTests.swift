import Testing
import TestSupport

@Suite struct `A finding` {
    private func recording(_ name: String) throws -> Recording {
        try #require(Recording.all.first { $0.name == name })
    }

    /// The findings of a report over some logs.
    private func findings(_ arguments: [String], in folder: TemporaryFolder) throws -> [JSONValue] {
        let result = try Program.run(["report", "--format", "json"] + arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)["findings"].array
    }

    @Test func `has all that programs are promised`() throws {
        let logs = try recording("57-trixie-docker").copyLogs()
        let report = try JSONValue(parsing: Program.run(["report", "--format", "json", logs.path]).output)
        let findings = report["findings"].array
        #expect(findings.count >= 8)
        let keys: Set<String> = [
            "id", "set", "detection", "incident", "title", "level", "time", "node", "login", "user", "file", "group",
            "container", "process", "why", "observed", "inferred", "confidence", "consequences", "attack", "count",
            "evidenceOmitted", "evidence", "verify",
        ]
        for finding in findings {
            #expect(keys.isSubset(of: finding.object.keys))
            #expect(finding["process"].object.keys.sorted() == ["command", "exe", "pid", "ppid"])
            #expect(finding["id"].string?.hasPrefix("\(finding["detection"].string ?? "?").") == true)
            #expect(["informational", "low", "medium", "high", "critical"].contains(finding["level"].string))
            #expect(finding["why"].string?.contains(/\{[a-z]+\}/) == false, "\(finding["why"])")
            for event in finding["evidence"].array {
                #expect(event.object.keys.sorted() == ["line", "node", "serial", "source", "time"])
            }
            #expect(finding["evidence"].array.first?["time"] == finding["time"])
            if !finding["container"].isNull {
                #expect(
                    finding["container"].object.keys.sorted() == ["confidence", "id", "image", "name", "startedBy"]
                )
            }
        }
        #expect(findings.contains { !$0["container"].isNull })
        #expect(Set(findings.map { $0["id"] }).count == findings.count)
        let times = findings.compactMap { $0["time"].string }
        #expect(times == times.sorted())
        #expect(report["totals"]["findings"].integer == findings.count)
        let byUser = report["users"].array.reduce(0) { $0 + ($1["findings"].integer ?? 0) }
        #expect(byUser == findings.count)
    }

    @Test(arguments: Recording.all)
    func `stands in each activity that it rests on`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        var named: [[String]: Set<String>] = [:]
        let timeline = try Program.run(["timeline", "--format", "ndjson", logs.path]).text
        for activity in try JSONValue.lines(of: timeline) {
            named[Self.moment(of: activity), default: []].formUnion(activity["findings"].array.compactMap(\.string))
        }
        for finding in try findings([logs.path], in: logs) {
            let detection = finding["detection"].string ?? ""
            for event in finding["evidence"].array {
                // Some evidence is no activity, such as the setting of a clock.
                guard let detections = named[Self.moment(of: event)] else { continue }
                #expect(detections.contains(detection), "\(finding["id"]) \(Self.moment(of: event))")
            }
        }
    }

    private static func moment(of event: JSONValue) -> [String] {
        [event["time"].string ?? "", "\(event["serial"].integer ?? -1)"]
    }

    struct Printed: CustomTestStringConvertible, Sendable {
        let name: String
        let arguments: [String]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Printed(name: "findings-report-80.txt", arguments: ["report", "--width", "80"]),
        Printed(name: "findings-summary-80.txt", arguments: ["summary", "--width", "80"]),
        Printed(name: "findings-summary-50.txt", arguments: ["summary", "--width", "50"]),
        Printed(name: "findings-summary-colour.txt", arguments: ["summary", "--width", "100", "--color", "always"]),
        Printed(name: "findings-timeline-80.txt", arguments: ["timeline", "--width", "80", "--min-level", "medium"]),
    ])
    func `is printed as agreed`(printed: Printed) throws {
        let logs = try recording("06-admin-edits-config").copyLogs()
        let result = try Program.run(printed.arguments + ["audit.log"], in: logs.path)
        #expect(result.status == 0, "\(result.errorText)")
        try expectGolden(result.text, printed.name)
        let width = printed.arguments[2]
        for line in result.lines where !printed.name.contains("colour") {
            #expect(line.count <= Int(width) ?? 0 || line.contains("sha256"), "\(line)")
        }
    }

    struct Status: CustomTestStringConvertible, Sendable {
        let recording: String
        let level: String
        let status: Int32
        var testDescription: String { "\(recording) \(level)" }
    }

    @Test(arguments: [
        Status(recording: "57-trixie-docker", level: "critical", status: 1),
        Status(recording: "06-admin-edits-config", level: "medium", status: 1),
        Status(recording: "06-admin-edits-config", level: "informational", status: 1),
        Status(recording: "06-admin-edits-config", level: "critical", status: 0),
        Status(recording: "03-run-exec-stop-rm", level: "medium", status: 0),
    ])
    func `makes a command fail that is asked to`(example: Status) throws {
        let logs = try recording(example.recording).copyLogs()
        for command in [["report"], ["report", "--format", "json"], ["summary"], ["timeline"]] {
            let arguments = command + ["--fail-on", example.level]
            #expect(try Program.run(arguments + [logs.path]).status == example.status, "\(arguments)")
            #expect(try Program.run(command + [logs.path]).status == 0)
            // What could not be read goes before what was found.
            #expect(try Program.run(arguments + [logs.path, "/nonexistent"]).status == 2)
        }
        let partial = logs.path(of: "host.partial")
        #expect(try Program.run(["report", "--partial", partial, logs.path]).status == 0)
        #expect(try Program.run(["merge", "--fail-on", example.level, partial]).status == example.status)
    }

    @Test func `is listed from the level on that is asked for`() throws {
        let logs = try recording("57-trixie-docker").copyLogs()
        let all = try findings([logs.path], in: logs)
        let high = try findings(["--min-level", "high", logs.path], in: logs)
        #expect(high == all.filter { ["high", "critical"].contains($0["level"].string) })
        #expect(high.count < all.count)
        let timeline = try Program.run(["timeline", "--format", "ndjson", "--min-level", "high", logs.path])
        let activities = try JSONValue.lines(of: timeline.text)
        let detections = Set(high.map { $0["detection"] })
        #expect(!activities.isEmpty)
        for activity in activities { #expect(!detections.isDisjoint(with: activity["findings"].array)) }
    }
}
