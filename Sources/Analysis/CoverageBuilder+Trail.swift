import AuditEvents
import AuditRecords
import Detections
import DockerActivity

extension CoverageBuilder {
    /// How far from auditd's end and start serials may be missing because of that, in milliseconds.
    private static let daemonTime: Int64 = 5000

    /// Adds what one host's trail found that the log, which ends at a time, cannot tell.
    ///
    /// Where auditd ended last of all, so does the log: nothing of the time that it spans is missing.
    mutating func add(_ found: CoverageFindings, until end: Int64, of names: [String], at place: Place) {
        for gap in found.gaps where !found.isExplained(gap) {
            if gap.kind == .daemonEnded, gap.to == nil, gap.from + Self.daemonTime >= end { continue }
            let words = gap.words(names)
            var entry = Report.Gap(words.kind, count: gap.count, source: nil, detail: words.detail)
            (entry.from, entry.to) = (gap.from, gap.to)
            entry.confidence = words.confidence
            entry.node = gap.node
            entry.set = place.set
            entry.evidence = gap.evidence.map(place.evidence)
            add(entry)
        }
        add(omitted: found.omitted)
    }

    /// The time of a hole in which auditd did not run, if there was one.
    static func daemonGap(_ hole: SerialLedger.Gap, of node: [UInt8], in found: CoverageFindings) -> CoverageGap? {
        found.gaps.first { gap in
            guard gap.kind.isOfDaemon, gap.node == node, let to = gap.to else { return false }
            return hole.from <= to && gap.from <= hole.to
                && hole.from >= gap.from - daemonTime && hole.to <= to + daemonTime
        }
    }
}

extension CoverageFindings {
    /// How far from a record of a clock that was set times may be seen to go back, in milliseconds.
    private static let clockTime: Int64 = 10_000

    /// Whether a step of the clock is one that a record tells of.
    func isExplained(_ step: CoverageGap) -> Bool {
        guard step.kind == .clockBack, let before = step.evidence.first?.stamp.milliseconds else { return false }
        return gaps.contains { gap in
            gap.kind == .clockSet && gap.node == step.node && gap.distance < 0
                && abs(gap.from - before) <= Self.clockTime
        }
    }
}

extension CoverageGap {
    /// What is said of it.
    fileprivate func words(_ names: [String]) -> (kind: Report.Gap.Kind, confidence: Confidence, detail: String) {
        switch kind {
        case .daemonEnded:
            let detail =
                to == nil ? "auditd ended and did not start again before the log ends" : "auditd had ended"
            return (.daemonOff, .certain, "\(detail): nothing that happened then need be in the log")
        case .daemonKilled:
            return (
                .daemonOff, .likely,
                "auditd was started without having ended: it was killed or crashed, at the earliest after the last event "
                    + "before that"
            )
        case .auditOff:
            let end = to == nil ? "and no later event is in the log" : "until its next event at the latest"
            return (.auditOff, .certain, "the kernel was told to audit nothing (audit_enabled=0), \(end)")
        case .ruleDied:
            let end = to == nil ? "and it was not loaded again" : "until it was loaded again"
            return (
                .ruleDied, .certain,
                "the kernel dropped \(rule), since what it watched was removed or moved away, \(end)"
            )
        case .rulesRefused:
            let detail = count == 1 ? "1 rule" : "\(count) rules"
            return (.rulesRefused, .possible, "the kernel refused \(detail): rules were loaded twice, or only in part")
        case .clockSet:
            return (.clockStep, .certain, "the clock was set \(Self.text(distance))")
        case .clockBack:
            return (
                .clockStep, .likely,
                "times go \(Self.text(distance)) while serials go on: the clock was set; times before are wrong, or those "
                    + "after"
            )
        case .outOfOrder: return (.outOfOrder, .likely, outOfOrder(names))
        case .unconfirmedClaim:
            return (
                .forgedRecord, .possible,
                "a container's process says that an account or a group was changed, and no act on the host's files bears it out"
            )
        }
    }

    private var rule: String {
        let key = key.isEmpty ? "a rule without a key" : "a rule with the key \(String(decoding: key, as: UTF8.self))"
        return path.isEmpty ? key : "\(key) on \(String(decoding: path, as: UTF8.self))"
    }

    private func outOfOrder(_ names: [String]) -> String {
        let files = evidence.map { Int($0.source) }.filter(names.indices.contains)
        let back = "\(Self.text(distance)), and serials go back with them"
        guard files.count == 2, files[0] != files[1] else {
            return "times go \(back): lines were moved or put in, or the machine started anew with another clock"
        }
        return "times go \(back) from \(names[files[0]]) to \(names[files[1]]): logs overlap, belong to several "
            + "machines, or the machine started anew with another clock"
    }

    /// How far and in which direction a clock was moved.
    var distanceText: String { Self.text(distance) }

    /// `back by 1 h 2 s`.
    private static func text(_ distance: Int64) -> String {
        let seconds = (distance.magnitude + 500) / 1000
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " ")
        return "\(distance < 0 ? "back" : "forward") by \(text.isEmpty ? "less than a second" : text)"
    }
}
