import TestSupport
import Testing

/// Who is behind what containers did, in real recordings: the truth says who ran the client.
@Suite struct `A recorded container` {
    private static let recordings = Recording.all.filter { recording in
        ["17-sock-in-container", "19-nsenter-host", "55-volume-looks-like-host"].contains(recording.name)
    }

    /// The events that somebody is behind whom the login user does not tell.
    private func acts(in recording: Recording) throws -> [(moment: Moment, actor: String)] {
        try recording.truth().events.compactMap { event in event.actor.map { (event.moment, $0) } }
    }

    private func activities(
        _ recording: Recording,
        _ options: [String] = []
    ) throws -> [Moment: [PrintedActivity]] {
        let logs = try recording.copyLogs()
        let (activities, result) = try PrintedActivity.timeline(of: logs.path, options)
        #expect(result.status == 0, "\(result.errorText)")
        return Dictionary(grouping: activities, by: \.moment)
    }

    @Test(arguments: Self.recordings)
    func `names who had it started where the client was recorded`(recording: Recording) throws {
        let printed = try activities(recording)
        let acts = try acts(in: recording)
        #expect(!acts.isEmpty)
        for act in acts {
            let containers = (printed[act.moment] ?? []).map { $0.json["container"] }
            #expect(
                containers.contains { PrintedActivity.isLogin($0["startedBy"].string ?? "", of: act.actor) },
                "\(act.moment) of \(act.actor): \(containers)"
            )
        }
    }

    @Test(arguments: Recording.all)
    func `is never said to be started by somebody else`(recording: Recording) throws {
        let printed = try activities(recording)
        for act in try acts(in: recording) {
            for container in (printed[act.moment] ?? []).map({ $0.json["container"] }) {
                guard let said = container["startedBy"].string else { continue }
                #expect(PrintedActivity.isLogin(said, of: act.actor), "\(act.moment) of \(act.actor): \(said)")
            }
        }
    }

    @Test func `has no starter where no client was recorded, however near a login was`() throws {
        for recording in Recording.all where recording.name.hasPrefix("14-") || recording.name.hasPrefix("16-") {
            let containers = try activities(recording).values.joined().map { $0.json["container"] }
                .filter { !$0.isNull }
            #expect(!containers.isEmpty)
            #expect(containers.allSatisfy { $0["startedBy"].isNull && $0["confidence"].isNull })
            #expect(containers.allSatisfy { $0["id"].string?.count == 64 })
        }
    }

    @Test func `shows which container had it started`() throws {
        let recording = try #require(Recording.all.first { $0.name == "17-sock-in-container" })
        let containers = try activities(recording).values.joined().map { $0.json["container"] }
        let first = try #require(containers.first { $0["name"].string == "ci" }?["id"].string)
        #expect(containers.contains { $0["startedFrom"].string == first && $0["id"].string != first })
    }

    @Test func `is surely its client's where shims are recorded`() throws {
        let recording = try #require(Recording.all.first { $0.name == "57-trixie-docker" })
        let logs = try recording.copyLogs()
        let result = try Program.run(["report", "--format", "json", logs.path])
        let containers = try JSONValue(parsing: result.output)["containers"].array
        #expect(containers.map { $0["startedBy"].string } == ["alice", "bob", "alice", "alice"])
        #expect(containers.allSatisfy { $0["confidence"].string == "certain" })
        #expect(containers.map { $0["hostWrites"].integer } == [2, 4, 1, 0])
    }

    @Test(arguments: Recording.all.filter { $0.engineState != nil })
    func `has the true paths of its mounts with the engine's files`(recording: Recording) throws {
        let printed = try activities(recording, ["--engine-state", try #require(recording.engineState)])
        for event in try recording.truth().events {
            guard let path = event.path, let here = printed[event.moment] else { continue }
            #expect(here.contains { $0.path == path || $0.from == path }, "\(event.moment) \(path)")
        }
    }

    @Test func `with bad files of the engine is told without them`() throws {
        let recording = try #require(Recording.all.first { $0.name.hasPrefix("14-") })
        let logs = try recording.copyLogs()
        let state = try TemporaryFolder()
        let id = String(repeating: "a", count: 64)
        let other = String(repeating: "b", count: 64)
        try state.write(Array("{\"ID\":".utf8), to: "containers/\(id)/config.v2.json")
        try state.write(Array("{\"ID\":\"\(id)\"}".utf8), to: "containers/\(other)/config.v2.json")
        let result = try Program.run(["report", "--format", "json", "--engine-state", state.path, logs.path])
        #expect(result.status == 2)
        #expect(result.errorText.contains("\(id)/config.v2.json: it is not what the engine writes"))
        #expect(result.errorText.contains("\(other)/config.v2.json: it describes another container"))
        let source = try JSONValue(parsing: result.output)["engineState"].array.first
        #expect(source?["containers"].integer == 0)
        #expect(source?["problems"].array.count == 2)
    }

    @Test func `needs a data root that holds containers`() throws {
        let empty = try TemporaryFolder()
        let result = try Program.run(["report", "--engine-state", empty.path, empty.path])
        #expect(result.status == 64)
        #expect(result.errorText.contains("holds no containers/ID/config.v2.json"))
    }
}
