import Foundation
import TestSupport
import Testing

/// The same logs give the same bytes, but for the moment at which a report was made.
@Suite struct `What is printed of several hosts` {
    private static let names = ["06-admin-edits-config", "53-rotation", "26-usermod-group", "17-sock-in-container"]

    /// A folder with a folder for each of several hosts, two of which have the very same log, and one is a central log.
    private func hosts() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in Self.names {
            let recording = try #require(Recording.all.first { $0.name == name })
            for file in recording.files {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(recording.folder)/\(file)"))
                try folder.write(bytes, to: "all/\(name)/\(file)")
                if name == Self.names[0] { try folder.write(bytes, to: "all/twin/\(file)") }
            }
        }
        var central: [UInt8] = []
        for (node, name) in zip(["m1", "m2"], ["09-mallory-denied", "32-watch-removed"]) {
            let recording = try #require(Recording.all.first { $0.name == name })
            let text = try String(contentsOfFile: "\(recording.folder)/audit.log", encoding: .utf8)
            for line in text.split(separator: "\n") { central += Array("node=\(node) \(line)\n".utf8) }
        }
        try folder.write(central, to: "all/central/audit.log")
        return folder
    }

    /// What a run prints, without the line that says when.
    private func printed(_ arguments: [String], in folder: TemporaryFolder) throws -> String {
        let result = try Program.run(arguments, in: folder.path)
        #expect(result.status == 0, "\(result.errorText)")
        let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.contains(#""generated":"#) }.joined(separator: "\n") + result.errorText
    }

    private static let commands = [
        ["report", "--format", "json"], ["report", "--width", "100"], ["summary", "--width", "100"],
        ["timeline", "--format", "ndjson"], ["timeline", "--width", "160"],
    ]

    @Test(arguments: commands) func `depends neither on cores, nor on pieces, nor on the order of operands`(
        command: [String]
    ) throws {
        let folder = try hosts()
        let folders = (Self.names + ["twin", "central"]).map { "all/\($0)" }
        let expected = try printed(command + folders, in: folder)
        var random = SplitMix64(seed: 42)
        for round in 0..<5 {
            let options = ["--cores", "\(1 + round % 2)"] + (round < 3 ? [] : ["--segment-size", "7000"])
            let text = try printed(command + options + folders.shuffled(using: &random), in: folder)
            #expect(text == expected, "\(options)")
        }
    }

    @Test func `depends on the order of files just as little`() throws {
        let folder = try hosts()
        let recording = try #require(Recording.all.first { $0.name == "53-rotation" })
        var files = recording.files.map { "all/53-rotation/\($0)" }
        let expected = try printed(["report", "--format", "json"] + files, in: folder)
        files.reverse()
        #expect(try printed(["report", "--format", "json", "--cores", "1"] + files, in: folder) == expected)
    }

    /// More archives tell more; what was found before is called what it was.
    @Test func `keeps the ids of findings as archives come and go`() throws {
        let folder = try hosts()
        func ids(_ paths: [String]) throws -> [String] {
            let result = try Program.run(["report", "--format", "json"] + paths, in: folder.path)
            return try JSONValue(parsing: Data(result.output))["findings"].array.map { $0["id"].string ?? "" }
        }
        let all = try ids(["all"])
        let names = Self.names + ["twin", "central"]
        let apart = try names.flatMap { try ids(["all/\($0)"]) }
        #expect(all.sorted() == apart.sorted())
        #expect(all.count > 10)
    }

    @Test func `is one report over a folder of hosts, each by its name`() throws {
        let folder = try hosts()
        let result = try Program.run(["report", "--format", "json", "all"], in: folder.path)
        let report = try JSONValue(parsing: Data(result.output))
        #expect(
            report["sets"].array.map { $0.string ?? "" }
                == (Self.names + ["twin", "central"]).map { "all/\($0)" }.sorted()
        )
        #expect(report["nodes"].array.map { $0.string ?? "" } == ["m1", "m2"])
    }
}
