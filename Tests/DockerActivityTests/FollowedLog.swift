import AuditEvents
import AuditRecords

@testable import DockerActivity

/// What a trail makes of lines.
struct FollowedLog {
    var batch = ActivityBatch()

    init(_ lines: [String], _ hindsight: Trail.Hindsight = .awaited, group: KnownGroup? = nil) {
        var given = GivenState()
        given.group = group
        var trail = Trail(hindsight, given: given)
        var parser = RecordParser()
        var assembler = EventAssembler(expecting: LateRecords().asExpected())
        var extractor = ActivityExtractor(upkeep: .listed)
        var judged = ActivityBatch()
        func follow(_ event: borrowing Event) -> Bool {
            var found = ActivityBatch()
            guard extractor.extract(event, into: &found) != nil else { return false }
            for notice in found.notices { trail.take(notice, of: found, into: &judged) }
            for activity in found.activities {
                if trail.take(activity, of: found, into: &judged) == .unchanged { judged.append(activity, from: found) }
            }
            return true
        }
        for (number, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            guard case .record(let head) = parser.parse(bytes.span) else { continue }
            let position = RecordPosition(source: 0, line: UInt64(number + 1), offset: 0)
            assembler.add(bytes.span, head: head, position: position) { event, _ in follow(event) }
        }
        assembler.finish { event, _ in follow(event) }
        trail.finish(into: &judged)
        foreknowledge = trail.foreknowledge
        coverage = trail.coverageFindings
        batch = judged
    }

    /// What the trail learned for a second pass.
    let foreknowledge: Foreknowledge

    /// What the trail says that the log cannot tell.
    let coverage: CoverageFindings

    func text(_ range: ByteRange?) -> String {
        String(decoding: batch.bytes[(range ?? ByteRange()).indices], as: UTF8.self)
    }

    /// The changes of groups that are told, in order of time: `add docker mallory by 1002 (arguments)`.
    var changes: [String] {
        batch.activities.sorted { $0.stamp < $1.stamp }
            .compactMap { activity in
                guard let group = activity.group, let change = group.change else { return nil }
                let name = group.name.isEmpty ? group.id.map { "#\($0)" } ?? "?" : text(group.name)
                let member = group.member.isEmpty ? "-" : text(group.member)
                let login = activity.subject.loginID.map { $0 == SubjectFacts.unset ? "unset" : "\($0)" } ?? "?"
                return "\(change.rawValue) \(name) \(member) by \(login) (\(group.resolvedBy.rawValue))"
            }
    }

    /// The uses of the group: `1003 newgrp`.
    var uses: [String] {
        batch.activities.compactMap { activity in
            activity.groupUse.map { "\(activity.subject.loginID ?? 0) \($0.rawValue)" }
        }
    }
}
