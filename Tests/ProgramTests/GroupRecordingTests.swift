import Testing
import TestSupport

@Suite struct `A recording of changed groups` {
    /// Recordings that say what was run.
    static let recordings = Recording.all.filter { recording in
        (try? recording.truth().steps.isEmpty) == false
    }

    @Test func `is there`() {
        #expect(Self.recordings.map(\.name) == ["56-trixie-accounts", "57-trixie-docker"])
    }

    @Test(arguments: recordings)
    func `has each change with group, member, outcome and login user, and no other`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        let (activities, result) = try PrintedActivity.timeline(of: logs.path)
        #expect(result.status == 0, "\(result.errorText)")
        let onGroups = activities.filter { $0.action.hasPrefix("group-") }
        let steps = try recording.truth().steps
        for step in steps {
            let printed = onGroups.filter { step.time.contains($0.moment.time) }
                .map {
                    Truth.GroupChange($0.json, $0.json["group"]["name"], $0.json["group"]["member"], login: $0.login)
                }
            #expect(Set(printed) == step.changes, "\(step.command)")
        }
        let elsewhere = onGroups.filter { activity in !steps.contains { $0.time.contains(activity.moment.time) } }
        #expect(elsewhere.map(\.moment) == [])
    }
}
