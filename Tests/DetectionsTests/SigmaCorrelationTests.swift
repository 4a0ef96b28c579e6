import AuditRecords
import DockerActivity
import TestSupport
import Testing

@testable import Detections

@Suite("Sigma's correlations")
struct SigmaCorrelationTests {
    /// A match of one of two rules: a second, who, what.
    struct Match: Sendable {
        let second: Int64
        let rule: String
        let group: String
        let value: String

        init(_ second: Int64, _ rule: String = "first", _ group: String = "alice", _ value: String = "/x") {
            (self.second, self.rule, self.group, self.value) = (second, rule, group, value)
        }
    }

    static func library(_ correlation: String) throws -> DetectionLibrary {
        func rule(_ name: String) -> String {
            SigmaConstructTests.rule("s: {action: create}\ncondition: s", logsource: SigmaActivityTests.own)
                .split(separator: "\n").map { $0 == "id: r" ? "id: \(name)" : String($0) }.joined(separator: "\n")
        }
        let text = """
            \(rule("first"))
            ---
            \(rule("second"))
            ---
            title: Both
            id: both
            correlation:
              group-by: [subject.login]
              timespan: 1m
              \(correlation.split(separator: "\n").joined(separator: "\n  "))
            """
        var loader = DetectionLoader(reading: text)
        let library = loader.library()
        #expect(loader.problems == [])
        return library
    }

    /// The seconds at which a correlation finds something, with how many events it cites.
    private func found(_ correlation: String, _ matches: [Match]) throws -> [[Int64]] {
        let library = try Self.library(correlation)
        var state = CorrelationState()
        var found: [[Int64]] = []
        for match in matches {
            let names = ["first", "second"]
            let rule = names.firstIndex(of: match.rule) ?? 0
            for part in library.correlations.parts[rule] ?? [] {
                let input = CorrelationInput(
                    correlation: part.correlation,
                    position: part.position,
                    group: Array(match.group.utf8),
                    value: part.value == nil ? nil : Array(match.value.utf8)
                )
                let event = Finding.Evidence(
                    stamp: Stamp(milliseconds: match.second * 1_000, serial: UInt64(match.second)),
                    source: 0,
                    line: 1
                )
                if let match = state.take(input, event, in: library) {
                    found.append(match.events.map { $0.stamp.milliseconds / 1_000 })
                }
            }
        }
        #expect(state.isSound)
        return found
    }

    @Test func `count events within a time, and go on while there are enough`() throws {
        let count = "type: event_count\nrules: [first]\ncondition: {gte: 3}"
        #expect(try found(count, [Match(1), Match(2), Match(3), Match(4)]) == [[1, 2, 3], [4]])
        #expect(
            try found(count, [Match(1), Match(2), Match(62), Match(63)])
                == []
        )
        #expect(try found(count, [Match(1), Match(2, "first", "bob"), Match(3)]) == [])
        #expect(try found(count, [Match(1), Match(2, "second"), Match(3)]) == [])
        #expect(
            try found("type: event_count\nrules: [first]\ncondition: {gt: 1, lt: 3}", [Match(1), Match(2), Match(3)])
                == [[1, 2]]
        )
    }

    @Test func `count different values`() throws {
        let count = "type: value_count\nrules: [first, second]\ncondition: {field: file.path, gte: 2}"
        #expect(try found(count, [Match(1), Match(2), Match(3)]) == [])
        #expect(try found(count, [Match(1), Match(2, "second", "alice", "/y")]) == [[1, 2]])
        #expect(try found(count, [Match(1), Match(2), Match(62, "first", "alice", "/y")]) == [[2, 62]])
    }

    @Test func `find all rules, in any order or in theirs`() throws {
        let any = "type: temporal\nrules: [first, second]"
        let ordered = "type: temporal_ordered\nrules: [first, second]"
        #expect(try found(any, [Match(1, "second"), Match(2)]) == [[1, 2]])
        #expect(try found(ordered, [Match(1, "second"), Match(2)]) == [])
        #expect(try found(ordered, [Match(1), Match(2), Match(3, "second")]) == [[2, 3]])
        #expect(try found(ordered, [Match(1), Match(62, "second")]) == [])
        #expect(try found(ordered, [Match(1), Match(2, "second", "bob")]) == [])
    }

    @Test func `silence the rules that they take, unless they are to generate`() throws {
        #expect(try Self.library("type: temporal\nrules: [first]").isSilent(0))
        #expect(try !Self.library("type: temporal\nrules: [first]").isSilent(1))
        #expect(try !Self.library("type: temporal\nrules: [first]\ngenerate: true").isSilent(0))
    }

    @Test func `take the values of an activity`() throws {
        let text = "type: value_count\nrules: [first]\ncondition: {field: file.path, gte: 2}"
        let library = try Self.library(text)
        let log = SigmaLog(SigmaActivityTests.lines())
        let activity = try #require(log.batch.activities.last)
        let inputs = library.correlationInputs(of: 0, activity, of: log.batch)
        #expect(inputs.map(\.group) == [[1, 0, 5] + Array("alice".utf8)])
        #expect(inputs.map(\.value) == [[1, 0, 23] + Array("/etc/docker/daemon.json".utf8)])
        #expect(library.correlationInputs(of: 1, activity, of: log.batch).isEmpty)
    }

    @Test func `keep their memory bounded`() throws {
        let library = try Self.library("type: event_count\nrules: [first]\ncondition: {gte: 1000}")
        var state = CorrelationState()
        var random = SplitMix64(seed: 1)
        for index in 0..<60_000 {
            let group = Array(String(UInt32.random(in: 0..<50_000, using: &random)).utf8)
            let input = CorrelationInput(correlation: 0, position: 0, group: group, value: nil)
            let event = Finding.Evidence(stamp: Stamp(milliseconds: 1_000, serial: UInt64(index)), source: 0, line: 1)
            _ = state.take(input, event, in: library)
        }
        #expect(state.isSound)
        #expect(state.forgotten > 0)
    }

    @Test func `are refused where they can not be run`() {
        let examples = [
            ("type: event_count\nrules: [first]", "no \"condition\""),
            ("type: event_count\nrules: [nothing]\ncondition: {gte: 2}", "no rule \"nothing\""),
            ("type: value_sum\nrules: [first]\ncondition: {gte: 2}", "\"value_sum\" is not one of"),
            ("type: value_count\nrules: [first]\ncondition: {gte: 2}", "needs the \"field\""),
            ("type: event_count\nrules: [first]\ncondition: {gte: 5, lt: 5}", "no number"),
            ("type: event_count\nrules: [first]\ncondition: {over: 5}", "no comparison"),
            ("type: event_count\nrules: [first]\ncondition: {gte: 5000}", "asks for more"),
            ("type: temporal\nrules: [first, first]", "twice"),
        ]
        for (correlation, reason) in examples {
            let text = """
                \(SigmaConstructTests.rule("s: {a: b}\ncondition: s").replacing("id: r", with: "id: first"))
                ---
                title: Both
                id: both
                correlation:
                  timespan: 1m
                  \(correlation.split(separator: "\n").joined(separator: "\n  "))
                """
            var loader = DetectionLoader(reading: text)
            _ = loader.library()
            #expect(loader.problems.count == 1)
            #expect(loader.problems.first?.reason.contains(reason) == true, "\(loader.problems)")
        }
    }
}
