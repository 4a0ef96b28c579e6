import DockerActivity
import Foundation
import TestSupport
import Testing

@testable import Detections

@Suite("The taxonomy of rules for Docker hosts")
struct SigmaTaxonomyTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Each field with the sentences that document it in the source.
    static func documentedFields() throws -> [(name: String, text: String)] {
        let url = package.appending(path: "Sources/Detections/Views/ActivityField.swift")
        var fields: [(String, String)] = []
        var comment: [String] = []
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("/// ") {
                comment.append(String(line.dropFirst(4)))
                continue
            }
            if line.hasPrefix("case "), !line.contains(":") {
                let name = line.contains("\"") ? line.split(separator: "\"")[1] : line.dropFirst(5)
                fields.append((String(name), comment.joined(separator: " ")))
            }
            comment = []
        }
        return fields
    }

    @Test func `is written down as the source has it`() throws {
        let fields = try Self.documentedFields()
        #expect(fields.map(\.name) == ActivityField.allCases.map(\.rawValue))
        var page = """
            # Fields of rules for Docker hosts

            Rules with `logsource: {product: linux, service: auditd, category: docker_host}` and `taxonomy: docktrail` look at \
            one activity at a time: one action, by one subject, on one file, group or setting of the audit system. Their fields \
            are those of the timeline's JSON. A field that is not known is absent: `null` and `exists: false` match it, nothing \
            else does. Where a field has several values, one that matches is enough. Values are compared without the case of \
            ASCII's letters. Names of users and groups are auditd's; where it wrote none they are `uid:1001` and `gid:105`, and \
            for number 0 `root` as well.

            | field | what it is | words |
            |---|---|---|

            """
        for (name, text) in fields {
            let words = ActivityField(rawValue: name)?.words?.map { "`\($0)`" }.joined(separator: " ") ?? ""
            page += "| `\(name)` | \(text) | \(words) |\n"
        }
        page += """

            Rules with `logsource: {product: linux, category: process_creation}` look at executions that succeeded, those with \
            `category: file_event` at files that were made, opened for writing or renamed: `Image`, `CommandLine`, `User`, \
            `LogonId` (the login user's number), `ProcessId`, `ParentProcessId`, `TargetFilename`. `ParentImage` and \
            `ParentCommandLine` are known where the parent process was seen before; where it was not, and for `CurrentDirectory`, \
            a rule that depends on them does not match, also where it says `not`.

            """
        let url = Self.package.appending(path: "rules/detections/TAXONOMY.md")
        if ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil {
            try page.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: url, encoding: .utf8) == page)
    }

    /// What an activity of an action is, on a kind of file.
    private func activity(_ change: (inout Activity) -> Void) -> (Activity, ActivityBatch) {
        var activity = Activity(
            stamp: .init(milliseconds: 0, serial: 1),
            action: .create,
            evidence: .init(source: 0, line: 1)
        )
        activity.file = FileFacts()
        change(&activity)
        return (activity, ActivityBatch())
    }

    private func ids(_ field: ActivityField, _ word: String, _ change: (inout Activity) -> Void) -> Int {
        let rule = SigmaConstructTests.rule(
            "s: {\(field.rawValue): \(word)}\ncondition: s",
            logsource: "{product: linux, service: auditd, category: docker_host}\ntaxonomy: docktrail"
        )
        var loader = DetectionLoader(reading: rule)
        let library = loader.library()
        #expect(loader.problems == [])
        let (activity, batch) = activity(change)
        var count = 0
        library.rules.matches(activity, of: batch) { _ in count += 1 }
        return count
    }

    @Test func `tells each word from all others`() {
        for word in Action.allCases {
            for other in Action.allCases {
                #expect(ids(.action, word.rawValue) { $0.action = other } == (word == other ? 1 : 0))
            }
        }
        for word in DockerPlace.allCases {
            for other in DockerPlace.allCases {
                #expect(ids(.fileClass, word.rawValue) { $0.file?.place = other } == (word == other ? 1 : 0))
            }
        }
        for word in SubjectKind.allCases {
            for other in SubjectKind.allCases {
                #expect(ids(.subjectKind, word.rawValue) { $0.subject.kind = other } == (word == other ? 1 : 0))
            }
        }
        for word in FileRoute.allCases {
            for other in FileRoute.allCases {
                #expect(ids(.fileRoute, word.rawValue) { $0.file?.route = other } == (word == other ? 1 : 0))
            }
        }
        for word in Outcome.allCases {
            for other in Outcome.allCases {
                #expect(ids(.outcome, word.rawValue) { $0.outcome = other } == (word == other ? 1 : 0))
            }
        }
        for word in Disposition.allCases {
            for other in Disposition.allCases {
                #expect(ids(.disposition, word.rawValue) { $0.disposition = other } == (word == other ? 1 : 0))
            }
        }
    }
}
