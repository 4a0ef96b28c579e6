import Testing
import TestSupport

@Suite struct `A timeline in the Elastic Common Schema` {
    /// The schema's fields that are used, and what Elasticsearch takes for them; of texts that are one of a few, all of them.
    private static let fields: [String: Set<String>] = [
        "@timestamp": ["date"], "ecs.version": ["text"], "event.id": ["text"], "event.kind": ["alert", "event"],
        "event.category": ["file", "process", "network", "iam", "configuration"],
        "event.type": ["access", "change", "connection", "creation", "deletion", "group", "info", "start"],
        "event.action": ["text"], "event.outcome": ["success", "failure", "unknown"], "event.provider": ["text"],
        "event.module": ["text"], "event.dataset": ["text"], "event.sequence": ["number"], "error.code": ["text"],
        "host.name": ["text"], "host.architecture": ["text"], "file.path": ["text"], "file.name": ["text"],
        "file.directory": ["text"], "file.target_path": ["text"], "file.device": ["text"], "file.inode": ["text"],
        "file.mode": ["text"], "file.type": ["file", "dir", "symlink"], "file.uid": ["text"], "file.owner": ["text"],
        "file.gid": ["text"], "file.group": ["text"], "group.name": ["text"], "user.id": ["text"],
        "user.name": ["text"], "user.effective.id": ["text"], "user.effective.name": ["text"],
        "user.target.name": ["text"], "process.pid": ["number"], "process.parent.pid": ["number"],
        "process.executable": ["text"], "process.name": ["text"], "process.command_line": ["text"],
        "process.real_user.id": ["text"], "process.real_user.name": ["text"], "container.id": ["text"],
        "container.name": ["text"], "container.image.name": ["text"], "source.address": ["text"], "source.ip": ["text"],
        "related.ip": ["text"], "related.user": ["text"], "tags": ["text"], "rule.id": ["text"],
        "log.file.path": ["text"],
    ]
    /// Fields that the schema has lists for.
    private static let lists: Set = ["event.category", "event.type", "related.ip", "related.user", "tags"]

    /// What is wrong with a value, by the names that lead to it.
    private func problems(_ value: JSONValue, _ name: String) -> [String] {
        switch value {
        case .object(let members):
            if members.isEmpty { return ["\(name) is empty"] }
            return members.flatMap { problems($1, name.isEmpty ? $0 : "\(name).\($0)") }
        case .null: return ["\(name) is null"]
        default: break
        }
        if name.hasPrefix("docktrail.") { return [] }
        guard let allowed = Self.fields[name] else { return ["the schema has no \(name)"] }
        var values = [value]
        if case .array(let elements) = value {
            if !Self.lists.contains(name) || elements.isEmpty { return ["\(name) is a list"] }
            values = elements
        } else if Self.lists.contains(name) {
            return ["\(name) is no list"]
        }
        return values.compactMap { value in
            if allowed == ["number"] { return value.integer == nil ? "\(name) is no number" : nil }
            guard let text = value.string else { return "\(name) is no text" }
            if allowed == ["date"] { return text.hasSuffix("Z") && text.count == 24 ? nil : "\(name) is no date" }
            return allowed == ["text"] || allowed.contains(text) ? nil : "\(name) is \(text)"
        }
    }

    @Test(arguments: Recording.all)
    func `has the schema's fields and no others, each of its kind`(recording: Recording) throws {
        let logs = try recording.copyLogs()
        let result = try Program.run(["timeline", "--format", "ecs", logs.path])
        #expect(result.status == 0, "\(result.errorText)")
        let plain = try Program.run(["timeline", "--format", "ndjson", logs.path])
        #expect(result.lines.count == plain.lines.count)
        // Of the few that have more, the rest is like these.
        let count = 500
        let documents = try JSONValue.lines(of: result.lines.prefix(count).joined(separator: "\n"))
        let activities = try JSONValue.lines(of: plain.lines.prefix(count).joined(separator: "\n"))
        var wrong: Set<String> = []
        for (document, activity) in zip(documents, activities) {
            wrong.formUnion(problems(document, ""))
            let file = document["file"]
            let pairs = [
                ("@timestamp", document["@timestamp"], activity["time"]),
                ("event.sequence", document["event"]["sequence"], activity["serial"]),
                ("event.action", document["event"]["action"], activity["action"]),
                ("file.path", file["path"] == .null ? file["directory"] : file["path"], activity["file"]["path"]),
                ("process.command_line", document["process"]["command_line"], activity["subject"]["command"]),
            ]
            for (name, value, expected) in pairs where value != expected {
                wrong.insert("\(name) is \(value), and not \(expected)")
            }
            let isAlert = document["event"]["kind"].string == "alert"
            if isAlert != (activity["disposition"].string == "suspicious") { wrong.insert("event.kind") }
            if document["docktrail"]["findings"].array != activity["findings"].array { wrong.insert("findings") }
        }
        #expect(wrong.isEmpty, "\(wrong.sorted())")
    }

    @Test func `tells addresses from names, and a login user from the rights that were used`() throws {
        let recording = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        let logs = try recording.copyLogs()
        let result = try Program.run(["timeline", "--format", "ecs", logs.path])
        let edit = try #require(
            try JSONValue.lines(of: result.text).first { $0["user"]["name"].string == "bob" && $0["source"] != .null }
        )
        #expect(edit["source"]["ip"].string == "10.20.30.12")
        #expect(edit["related"]["ip"].array.compactMap(\.string) == ["10.20.30.12"])
        #expect(edit["user"]["effective"]["name"].string == "root")
        #expect(edit["related"]["user"].array.compactMap(\.string) == ["bob", "root"])
    }
}
