import Foundation
import Testing
import TestSupport

/// Each number of a report names the options that list what it counts.
@Suite struct `The filter beside a number` {
    /// The lines that the words of a filter list.
    private func lines(_ filter: JSONValue, of logs: [String], in folder: TemporaryFolder) throws -> [PrintedActivity] {
        let words = filter.array.compactMap(\.string)
        let result = try Program.run(["timeline", "--format", "ndjson"] + words + logs, in: folder.path)
        #expect(result.status == 0, "\(words): \(result.errorText)")
        return try JSONValue.lines(of: result.text).map { PrintedActivity($0) }
    }

    /// Compares each number of a report with the lines that its filter lists.
    private func expectTraced(_ logs: [String], _ options: [String] = [], in folder: TemporaryFolder) throws {
        let result = try Program.run(["report", "--format", "json"] + options + logs, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        let report = try JSONValue(parsing: result.output)
        #expect(try lines(report["filter"], of: logs, in: folder).count == report["totals"]["activities"].integer)
        for file in report["files"].array {
            let path = try #require(file["path"].string)
            for user in file["users"].array {
                let acts = try lines(user["filter"], of: logs, in: folder)
                let cell = "\(path), \(user["login"]), \(user["filter"])"
                var counts: [String: Int] = [:]
                for act in acts { counts[act.action, default: 0] += 1 }
                #expect(counts == user["actions"].counts, "\(cell)")
                #expect(acts.count { $0.json["disposition"].string == "routine" } == user["routine"].integer, "\(cell)")
                let suspicious = acts.count { $0.json["disposition"].string == "suspicious" }
                #expect(suspicious == user["suspicious"].integer, "\(cell)")
                #expect(acts.map { $0.json["time"] }.first == user["first"], "\(cell)")
                #expect(acts.map { $0.json["time"] }.last == user["last"], "\(cell)")
                for act in acts {
                    #expect(act.login == user["login"].string, "\(cell)")
                    #expect(act.json["node"] == file["node"], "\(cell)")
                    let names = [act.json["file"]["path"].string, act.json["file"]["from"].string].compactMap(\.self)
                    let isOfCell = names.contains { name in
                        name == path || file["folded"].integer == 1 && name.hasPrefix("\(path)/")
                    }
                    #expect(isOfCell, "\(cell): \(names)")
                }
            }
        }
        for user in report["users"].array {
            let count = try lines(user["filter"], of: logs, in: folder).count
            #expect(count == user["activities"].integer, "\(user["login"])")
        }
        for container in report["containers"].array where !container["filter"].isNull {
            let count = try lines(container["filter"], of: logs, in: folder).count
            #expect(count == container["activities"].integer, "\(container)")
        }
        for finding in report["findings"].array { try expectTraced(finding, of: logs, in: folder) }
    }

    /// Compares a finding with the lines that its filter lists: the activities among its events.
    private func expectTraced(_ finding: JSONValue, of logs: [String], in folder: TemporaryFolder) throws {
        let acts = try lines(finding["filter"], of: logs, in: folder)
        func event(_ value: JSONValue) -> JSONValue { .array([value["time"], value["serial"]]) }
        let evidence = Set(finding["evidence"].array.map(event))
        let detection = try #require(finding["detection"].string)
        for act in acts {
            #expect(act.json["findings"].array.contains(.string(detection)), "\(finding["id"])")
            if finding["evidenceOmitted"].integer == 0 {
                #expect(evidence.contains(event(act.json)), "\(finding["id"])")
            }
        }
        // The report of nothing else is about this finding alone.
        let words = finding["filter"].array.compactMap(\.string)
        let result = try Program.run(["report", "--format", "json"] + words + logs, in: folder.path)
        let report = try JSONValue(parsing: result.output)
        #expect(report["findings"].array.map { $0["id"] } == [finding["id"]])
        #expect(report["findings"].array.map { $0["evidence"] } == [finding["evidence"]])
        #expect(report["totals"]["activities"].integer == acts.count, "\(finding["id"])")
    }

    /// Each cell is compared with what its filter admits beside the reports; here the options that the program prints are run.
    @Test(arguments: [
        "09-mallory-denied", "14-container-host-root-mount", "41-weird-names-raw", "63-group-by-other-ways",
    ])
    func `lists what it counts`(name: String) throws {
        let recording = try #require(Recording.all.first { $0.name == name })
        try expectTraced(["."], in: recording.copyLogs())
    }

    @Test func `keeps hosts apart, and what the report was asked for`() throws {
        let folder = try TemporaryFolder()
        for name in ["06-admin-edits-config", "09-mallory-denied"] {
            let recording = try #require(Recording.all.first { $0.name == name })
            for file in recording.files {
                try folder.write(
                    Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(file)")),
                    to: "\(name)/\(file)"
                )
            }
        }
        let options = ["--user", "alice", "--user", "mallory", "--path", "/etc/docker", "--since", "2026-01-01"]
        try expectTraced(["06-admin-edits-config", "09-mallory-denied"], options, in: folder)
    }

    /// What a filter leaves out is judged all the same, and counted nowhere.
    @Test(arguments: ["nobody", "alice", "unset"])
    func `leaves out what was not asked for`(user: String) throws {
        for recording in Recording.all.filter({ ["09-mallory-denied", "26-usermod-group"].contains($0.name) }) {
            let logs = try recording.copyLogs()
            let result = try Program.run(["report", "--format", "json", "--user", user, "."], in: logs.path)
            #expect(result.status == 0, "\(result.errorText)")
            let report = try JSONValue(parsing: result.output)
            let logins = report["files"].array.flatMap { $0["users"].array }.compactMap { $0["login"].string }
            #expect(logins.allSatisfy { $0 == user })
        }
    }
}
