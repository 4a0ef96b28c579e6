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

    @Test func `is watched through a reload of the rules`() throws {
        #expect(try places("58-ordinary-work")["/etc/docker"]?["verdict"].string == "watched")
    }
}
