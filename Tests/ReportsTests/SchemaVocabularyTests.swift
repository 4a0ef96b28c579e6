import Analysis
import Detections
import DockerActivity
import Foundation
import Reports
import Testing

@Suite struct `The words of a schema` {
    private func schema(_ name: String) throws -> [String: Any] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../schemas/\(name).schema.json")
        return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    /// The words that a member may have, by its way through the schema; one that may be null as well has no word for it.
    private func words(_ way: String, in schema: [String: Any]) throws -> [String] {
        var value: Any = schema
        for name in way.split(separator: "/") {
            value = try #require((value as? [String: Any])?[String(name)], "\(name) of \(way)")
        }
        return try #require((value as? [String: Any])?["enum"] as? [Any], "\(way)").compactMap { $0 as? String }
    }

    private func words<Word: CaseIterable & RawRepresentable>(
        of type: Word.Type
    ) -> [String] where Word.RawValue == String {
        type.allCases.map(\.rawValue)
    }

    @Test func `of an activity are the program's own`() throws {
        let schema = try schema("activity-1")
        #expect(try words("properties/action", in: schema) == words(of: Action.self))
        #expect(try words("properties/outcome", in: schema) == words(of: Outcome.self))
        #expect(try words("properties/disposition", in: schema) == words(of: Disposition.self))
        #expect(try words("properties/file/properties/class", in: schema) == words(of: DockerPlace.self))
        #expect(try words("properties/file/properties/resolvedBy", in: schema) == words(of: PathResolution.self))
        #expect(try words("properties/file/properties/route", in: schema) == words(of: FileRoute.self))
        #expect(
            try words("properties/group/properties/resolvedBy", in: schema) == words(of: GroupFacts.Resolution.self)
        )
        #expect(try words("properties/subject/properties/kind", in: schema) == words(of: SubjectKind.self))
        #expect(try words("properties/container/properties/confidence", in: schema) == words(of: Confidence.self))
    }

    @Test func `of a report are the program's own`() throws {
        let schema = try schema("report-1")
        #expect(try words("$defs/finding/properties/level", in: schema) == words(of: Level.self))
        #expect(try words("$defs/finding/properties/confidence", in: schema) == words(of: Confidence.self))
        #expect(try words("properties/files/items/properties/class", in: schema) == words(of: DockerPlace.self))
        let users = "properties/files/items/properties/users/items/properties"
        #expect(try words("\(users)/actions/propertyNames", in: schema) == words(of: Action.self))
        let sessions = "properties/users/items/properties/sessions/items/properties"
        #expect(try words("\(sessions)/via", in: schema) == words(of: LoginService.self))
        let group = "properties/dockerGroup/properties"
        #expect(try words("\(group)/changes/items/properties/change", in: schema) == words(of: GroupFacts.Change.self))
        #expect(try words("\(group)/used/items/properties/how", in: schema) == words(of: GroupUse.self))
        let coverage = "properties/coverage/properties"
        #expect(try words("\(coverage)/gaps/items/properties/kind", in: schema) == words(of: Report.Gap.Kind.self))
        #expect(
            try words("\(coverage)/places/items/properties/verdict", in: schema) == words(of: Report.Place.Verdict.self)
        )
        let steps = "properties/incidents/items/properties/steps/items/properties"
        #expect(try words("\(steps)/basis", in: schema) == words(of: Incident.Basis.self))
        #expect(try words("\(steps)/link", in: schema) == words(of: Incident.Link.Kind.self))
        let places = "properties/redactions/properties/places/items/properties"
        #expect(try words("\(places)/kind", in: schema) == words(of: Secret.Kind.self))
    }

    @Test func `of a manifest are the program's own`() throws {
        #expect(
            try words("$defs/file/properties/role", in: schema("manifest-1")) == words(of: Manifest.File.Role.self)
        )
    }
}
