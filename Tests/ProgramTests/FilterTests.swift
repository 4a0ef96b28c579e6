import Foundation
import Testing
import TestSupport

/// Compares what each filter lists with the lines of the whole timeline that have what it asks for.
@Suite struct `A filter of a timeline` {
    /// What a line must have, and the options that ask for it.
    struct Question: CustomTestStringConvertible, Sendable {
        let recording: String
        let options: [String]
        let isMeant: @Sendable (PrintedActivity) -> Bool
        var testDescription: String { options.joined(separator: " ") }
    }

    static let questions = [
        Question(recording: "06-admin-edits-config", options: ["--session", "4294967295"]) {
            $0.json["subject"]["session"].integer == 4_294_967_295
        },
        Question(recording: "09-mallory-denied", options: ["--source", "10.0.0.0/8"]) {
            $0.json["subject"]["source"].string?.hasPrefix("10.") == true
        },
        Question(recording: "09-mallory-denied", options: ["--source", "10.255.255.0/32"]) { _ in false },
        Question(recording: "14-container-host-root-mount", options: ["--container", "alpine*"]) {
            $0.json["container"]["image"].string?.hasPrefix("alpine") == true
                || $0.json["container"]["name"].string?.hasPrefix("alpine") == true
        },
        Question(recording: "06-admin-edits-config", options: ["--class", "daemon-config", "--class", "tls"]) { line in
            ["daemon-config", "tls"].contains(line.json["file"]["class"].string)
                || line.json["file"]["from"].string?.hasPrefix("/etc/docker/") == true && line.action != "symlink"
        },
        Question(recording: "41-weird-names-raw", options: ["--path", "/etc/docker/certs.d/*\\*"]) { line in
            ["path", "from", "recorded"]
                .contains { name in
                    line.json["file"][name].string.map { $0.hasPrefix("/etc/docker/certs.d/") && $0.hasSuffix("*") }
                        == true
                }
        },
        Question(recording: "26-usermod-group", options: ["--level", "medium"]) {
            $0.json["disposition"].string == "suspicious"
        },
    ]

    @Test(arguments: questions)
    func `lists the lines that have what it asks for, and no others`(question: Question) throws {
        let recording = try #require(Recording.all.first { $0.name == question.recording })
        let logs = try recording.copyLogs()
        let all = try PrintedActivity.timeline(of: logs.path).activities
        let listed = try PrintedActivity.timeline(of: logs.path, question.options).activities
        #expect(listed.map(\.json) == all.filter(question.isMeant).map(\.json))
    }

    @Test func `finds a file by inode, with and without its device`() throws {
        let recording = try #require(Recording.all.first { $0.name == "39-links" })
        let logs = try recording.copyLogs()
        let all = try PrintedActivity.timeline(of: logs.path).activities
        let first = try #require(all.first { $0.json["file"]["inode"].integer != nil })
        let inode = try #require(first.json["file"]["inode"].integer)
        let device = try #require(first.json["file"]["device"].string)
        let meant = all.filter { $0.json["file"]["inode"].integer == inode }
        let byNumber = try PrintedActivity.timeline(of: logs.path, ["--inode", "\(inode)"]).activities
        #expect(byNumber.map(\.json) == meant.map(\.json))
        let byBoth = try PrintedActivity.timeline(of: logs.path, ["--inode", "\(device):\(inode)"]).activities
        #expect(byBoth.map(\.json) == meant.filter { $0.json["file"]["device"].string == device }.map(\.json))
        let result = try Program.run(["timeline", "--inode", "etc", logs.path])
        #expect(result.status == 64)
    }

    /// A process, its children and theirs, as the lines' own numbers tell.
    @Test(arguments: ["06-admin-edits-config", "28-group-file-edited", "50-cron-and-at"])
    func `follows a process and what it started`(name: String) throws {
        let recording = try #require(Recording.all.first { $0.name == name })
        let logs = try recording.copyLogs()
        let all = try PrintedActivity.timeline(of: logs.path).activities
        let parents = Set(all.compactMap { $0.json["subject"]["ppid"].integer }).subtracting([0, 1])
        let pids = Set(all.compactMap { $0.json["subject"]["pid"].integer })
        let root = try #require(parents.intersection(pids).min() ?? parents.min())
        let listed = try PrintedActivity.timeline(of: logs.path, ["--tree", "\(root)"]).activities
        var tree: Set<Int> = [root]
        let meant = all.filter { line in
            guard let pid = line.json["subject"]["pid"].integer else { return false }
            if let parent = line.json["subject"]["ppid"].integer, tree.contains(parent) { tree.insert(pid) }
            return tree.contains(pid)
        }
        #expect(!meant.isEmpty && listed.count < all.count)
        // Forks that are no activities can add to what the lines themselves tell.
        let listedLines = Set(listed.map(\.json))
        #expect(meant.allSatisfy { listedLines.contains($0.json) })
        let report = try Program.run(["report", "--format", "json", "--tree", "\(root)", logs.path])
        #expect(try JSONValue(parsing: report.output)["totals"]["activities"].integer == listed.count)
    }

    @Test func `is told apart from a stream that is read once`() throws {
        let recording = try #require(Recording.all.first { $0.name == "26-usermod-group" })
        let logs = try recording.copyLogs()
        for arguments in [
            ["timeline", "--finding", "grp-*", "-"], ["report", "--level", "low", "-"], ["exhibit", "i.00000000", "-"],
        ] {
            let result = try Program.run(arguments, input: .file(logs.path(of: recording.files[0])))
            #expect(result.status == 64 && result.errorText.contains("read only once"), "\(result.errorText)")
        }
        let saved = try Program.run(["report", "--level", "low", "--partial", "x", "."], in: logs.path)
        #expect(saved.status == 64)
    }
}
