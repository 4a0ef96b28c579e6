import Testing
import TestSupport

@Suite struct `Who is behind an act` {
    /// Where the lab's people log in from.
    private static let addresses = [
        1001: "10.20.30.11", 1002: "10.20.30.12", 1003: "10.20.30.13", 1004: "10.20.30.14",
        1600: "198.51.100.23", 1733: "198.51.100.77", 1990: "203.0.113.10", 2001: "203.0.113.9",
        3001: "198.51.100.31", 4242: "198.51.100.42",
    ]

    @Test(arguments: Recording.all)
    func `is told with the address that the login came from, and no other`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        for activity in try PrintedActivity.timeline(of: logs.path).activities {
            let subject = activity.json["subject"]
            guard let source = subject["source"].string else { continue }
            let isRight = source == activity.loginID.flatMap { Self.addresses[$0] } || source == "127.0.0.1"
            #expect(isRight, "\(activity.moment) \(activity.login) from \(source)")
        }
    }

    @Test func `is told of every session that the report lists`() throws {
        let recording = try #require(Recording.all.first { $0.name.hasPrefix("26-") })
        let logs = try recording.copyLogs()
        let report = try JSONValue(parsing: Program.run(["report", "--format", "json", logs.path]).output)
        let sessions = report["users"].array
            .flatMap { user in
                user["sessions"].array
                    .map { session in
                        "\(user["login"].string ?? "?") \(session["session"].integer ?? -1) \(session["via"].string ?? "-") "
                            + "\(session["source"].string ?? "-") \(session["from"].string ?? "-")"
                    }
            }
        #expect(
            sessions == [
                "bob 216 ssh 10.20.30.12 2026-11-20T21:11:36.927Z", "bob 218 ssh 10.20.30.12 2026-11-20T21:11:38.279Z",
                "bob 219 ssh 10.20.30.12 2026-11-20T21:11:38.943Z",
                "mallory 217 ssh 10.20.30.13 2026-11-20T21:11:37.623Z",
            ]
        )
    }

    @Test func `is nobody where cron works`() throws {
        let recording = try #require(Recording.all.first { $0.name.hasPrefix("50-") })
        let logs = try recording.copyLogs()
        let acts = try PrintedActivity.timeline(of: logs.path).activities.filter { $0.path != nil }
        #expect(acts.count == 8)
        #expect(acts.allSatisfy { $0.json["subject"]["kind"].string == "automation" })
    }

    @Test(arguments: ["01", "02", "03", "04"])
    func `is the engine or a package manager, and so routine`(number: String) throws {
        let recording = try #require(Recording.all.first { $0.name.hasPrefix("\(number)-") })
        let logs = try recording.copyLogs()
        let report = try JSONValue(parsing: Program.run(["report", "--format", "json", logs.path]).output)
        #expect(!report["files"].array.isEmpty)
        for file in report["files"].array {
            for user in file["users"].array {
                let isRoutine = user["noteworthy"].integer == 0 && user["suspicious"].integer == 0
                #expect(isRoutine, "\(file["path"].string ?? "?") by \(user["login"].string ?? "?")")
            }
        }
    }

    @Test(arguments: Recording.all)
    func `is told from sudo's record where that is the only one`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        let activities = try PrintedActivity.timeline(of: logs.path).activities
        let told = Set(activities.filter { $0.action == "command" }.compactMap(\.path))
        for path in try recording.truth().onlyInCommands { #expect(told.contains(path), "\(path)") }
    }
}
