import Foundation
import Testing
import TestSupport

@Suite struct `A timeline in text` {
    private func timeline(_ recording: Recording, _ options: [String] = []) throws -> CommandResult {
        let logs = try recording.copyLogs()
        return try Program.run(["timeline", "--width", "160"] + options + [logs.path])
    }

    @Test func `has a line for each edit, and with --steps for each of its steps`() throws {
        let recording = try #require(Recording.all.first { $0.name == "06-admin-edits-config" })
        try expectGolden(try timeline(recording).text, "timeline-edits.txt")
        try expectGolden(try timeline(recording, ["--steps"]).text, "timeline-steps.txt")
    }

    @Test(arguments: Recording.all)
    func `counts each activity in one line, whatever the cores`(recording: Recording) throws {
        let folded = try timeline(recording)
        let steps = try timeline(recording, ["--steps"])
        let activities = try timeline(recording, ["--format", "ndjson"]).lines.count
        let lines = steps.lines.count { !$0.contains("↳ ") }
        #expect(lines == activities + 2, "the zone and the titles stand before the lines, and detections behind some")
        let counted = folded.lines.dropFirst(2)
            .filter { !$0.contains("↳ ") }
            .reduce(0) { sum, line in
                let count = line.firstMatch(of: /\ (?:\((\d+) steps(?:, \d+ files)?\)|×(\d+))(?:\ \ |$)/)
                return sum + (Int(count?.1 ?? count?.2 ?? "") ?? 1)
            }
        #expect(counted == activities)
        #expect(folded.lines.count <= steps.lines.count)
        for cores in ["1", "2"] {
            #expect(try timeline(recording, ["--cores", cores, "--segment-size", "20000"]).output == folded.output)
        }
    }
}
