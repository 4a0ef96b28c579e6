import Testing
import TestSupport

@Suite struct `A recording` {
    @Test func `is there, and so are the others`() {
        #expect(Recording.all.count == 63)
    }

    @Test(arguments: Recording.all)
    func `has each of its records counted once`(recording: Recording) throws {
        let truth = try recording.truth()
        let logs = try recording.copyLogs()
        let result = try Program.run(["report", "--format", "json", logs.path])
        #expect(result.status == 0, "\(result.errorText)")
        let totals = try JSONValue(parsing: result.output)["totals"]
        #expect(totals["recordsByType"].counts == truth.recordsByType)
        #expect(totals["malformed"].integer == truth.malformed)
        #expect(totals["records"].integer == truth.recordsByType.values.reduce(0, +))
    }

    @Test(arguments: Recording.all)
    func `has its plainly named files with path, outcome and login user`(recording: Recording) throws {
        let truth = try recording.truth()
        let logs = try recording.copyLogs()
        let (activities, result) = try PrintedActivity.timeline(of: logs.path)
        #expect(result.status == 0, "\(result.errorText)")
        let printed = Dictionary(grouping: activities, by: \.moment)
        for event in truth.events where event.isPlain {
            let here = printed[event.moment] ?? []
            let said = here.map { "\($0.outcome) \($0.path?.description ?? "?") by \($0.login)" }
            #expect(
                here.contains { $0.is(event) && $0.outcome == event.outcome && $0.isBy(event.login) },
                "\(event.moment) \(event.action) \(event.outcome) \(event.path?.description ?? "?") by \(event.login): \(said)"
            )
            let wrong = here.compactMap(\.path).filter { $0 != event.path && $0 != event.from }
            #expect(wrong.isEmpty, "\(event.moment) \(event.action) \(event.path?.description ?? "?")")
        }
    }

    /// Names that mislead: below a directory descriptor, through a link, in a container.
    ///
    /// Those that the program takes for the host's are listed in a file, so that each one that it learns to see
    /// through, or falls for, shows as a change.
    @Test func `claims no wrong path but those known`() throws {
        var claims: [String] = []
        for recording in Recording.all {
            let truth = try recording.truth()
            let logs = try recording.copyLogs()
            let printed = Dictionary(grouping: try PrintedActivity.timeline(of: logs.path).activities, by: \.moment)
            for event in truth.events where !event.isPlain {
                guard let path = event.path else { continue }
                for wrong in (printed[event.moment] ?? []).compactMap(\.path) where wrong != path && wrong != event.from
                {
                    claims.append("\(recording.name) \(event.moment.serial) \(event.action) \(wrong), truly \(path)\n")
                }
            }
        }
        try expectGolden(claims.joined(), "wrong-paths.txt")
    }
}

extension PrintedActivity {
    /// Whether it names the event's file; in an exchange of two names either may stand first.
    fileprivate func `is`(_ event: Truth.Event) -> Bool {
        path == event.path || (event.from != nil && path == event.from && from == event.path)
    }
}
