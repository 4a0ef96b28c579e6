import Testing
import TestSupport

/// Which places the rules of recordings watched, and when.
@Suite struct `A watched place` {
    private func places(_ recording: String) throws -> [String: JSONValue] {
        let result = try Program.run(["report", "--format", "json", Recording(name: recording).folder])
        let places = try JSONValue(parsing: result.output)["coverage"]["places"].array
        return Dictionary(places.map { ($0["path"].string ?? "?", $0) }) { first, _ in first }
    }

    private func bases(_ place: JSONValue?) -> [String] {
        place?["watched"].array.map { $0["basis"].string ?? "?" } ?? []
    }

    @Test func `is watched from the loading of its rule to the end of the log`() throws {
        let places = try places("53-rotation")
        #expect(places["/etc/docker"]?["verdict"].string == "watched")
        #expect(bases(places["/etc/docker"]) == ["rule"])
        #expect(places["/var/lib/docker"]?["verdict"].string == "watched")
        #expect(places["/run/docker.sock"]?["verdict"].string == "unknown")
        #expect(places["/run/docker.sock"]?["watched"].array.isEmpty == true)
    }

    @Test func `is watched in part where its rule was removed`() throws {
        let places = try places("32-watch-removed")
        #expect(places["/etc/docker"]?["verdict"].string == "partly")
        #expect(places["/etc/docker/daemon.json"]?["verdict"].string == "not")
        #expect(places.values.allSatisfy { $0["verdict"].string != "watched" })
    }

    @Test func `is not watched while auditd is off`() throws {
        let place = try places("34-auditd-killed")["/etc/docker"]
        #expect(place?["verdict"].string == "partly")
        #expect(
            place?["watched"].array.map { $0["to"].string } == [
                "2026-11-20T21:07:30.279Z", "2026-11-20T21:07:34.723Z", "2026-11-20T21:07:39.276Z",
            ]
        )
    }

    @Test func `is not watched while auditing is off`() throws {
        let place = try places("69-audit-impaired")["/etc/docker"]
        #expect(place?["verdict"].string == "partly")
        #expect(place?["watched"].array.contains { $0["to"].string == "2026-11-21T19:30:26.215Z" } == true)
    }

    /// `augenrules --load` removes all rules before it loads them: for a moment nobody watches, and that is told.
    @Test func `is unwatched for a moment while the rules are loaded anew`() throws {
        let place = try #require(try places("58-ordinary-work")["/etc/docker"])
        #expect(place["verdict"].string == "partly")
        let ends = place["watched"].array.map { ($0["from"].string, $0["to"].string) }
        #expect(ends.map(\.1).first == "2026-11-21T19:21:04.811Z")
        #expect(ends.map(\.0).last == "2026-11-21T19:21:05.455Z" && ends.count == 2)
    }

    @Test func `is unwatched between the removal of its rule and the next one's loading`() throws {
        let watched = try #require(try places("32-watch-removed")["/etc/docker"])["watched"].array
        #expect(watched.map { $0["to"].string }.first == "2026-11-20T21:07:14.095Z")
        #expect(watched.map { $0["from"].string }.last == "2026-11-20T21:07:15.355Z")
    }
}
