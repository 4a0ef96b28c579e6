import AuditRecords
import Detections
import DockerActivity

/// What a report says to an auditor of a period: how long each place is known to have been watched, what is excepted from
/// that, and what was changed and by whom.
///
/// Nothing is concluded here that the report does not hold: times in which no record tells whether a place was watched are
/// told as such, and so is a part of the period that the logs do not reach.
public struct Attestation: Sendable {
    /// A place in the period.
    public struct Place: Sendable {
        /// The place as the report has it.
        public var place: Report.Place
        /// When in the period it is known to have been watched, in order.
        public var watched: [ClosedRange<Int64>]
        /// When in the period it is not known to have been, in order.
        public var unproven: [ClosedRange<Int64>]
        /// How many parts of the period's ten thousand it is known to have been watched; all of them only if nothing lacks.
        public var share: Int
    }

    /// Whether somebody approved a change.
    public enum Approval: Sendable, Equatable {
        /// The site's settings, or its list of changes, expect it, for this reason.
        case approved(String)
        /// It is suspicious, and nobody expects it; the ids are those of its findings, as far as they cite it.
        case open([String])
        /// Nothing about it needs an explanation.
        case none
    }

    /// A change of a Docker file in the period.
    public struct Change: Sendable {
        /// What was done.
        public var edit: Report.Edit
        /// Whether somebody approved it.
        public var approval: Approval
    }

    /// The period, in milliseconds since 1970.
    public let period: ClosedRange<Int64>
    /// The first and last time in the logs of each of the report's sets; nil where it holds no record with a time.
    public let spans: [ClosedRange<Int64>?]
    /// The places, in the report's order.
    public let places: [Place]
    /// What lies in the period, or has no time.
    public let exceptions: [Report.Gap]
    /// Changes in the period, by time.
    public let changes: [Change]
    /// Changes of the docker group in the period, by time.
    public let groupChanges: [Report.GroupChange]
    /// Changes of the audit rules in the period, by time.
    public let rules: [Report.RuleChange]
    /// Gaps and places that the report leaves out: nobody can tell whether they are of the period.
    public let omitted: UInt64

    /// An attestation of what a report tells of a period, in milliseconds since 1970; an end that is nil is that of the logs.
    ///
    /// The report is one over whole logs, or over what was done in that period.
    public init(of report: Report, from: Int64?, to: Int64?) {
        let spans = report.sets.indices.map { set in Self.span(of: report.sources.filter { $0.set == set }) }
        let all = Self.union(of: spans) ?? 0...0
        let begin = from ?? min(all.lowerBound, to ?? .max)
        let period = begin...max(begin, to ?? all.upperBound)
        self.period = period
        self.spans = spans
        places = report.coverage.places.map { Self.judge($0, in: period) }
        exceptions = report.coverage.gaps.filter { gap in
            guard let from = gap.from ?? gap.to else { return true }
            return from <= period.upperBound && (gap.to ?? from) >= period.lowerBound
        }
        changes = report.changes
            .filter { period.contains($0.stamp.milliseconds) }
            .map { Change(edit: $0, approval: Self.approval(of: $0, in: report)) }
        groupChanges = report.groupChanges.filter { period.contains($0.milliseconds) }
        rules = report.coverage.rules.filter { period.contains($0.milliseconds) }
        omitted = report.coverage.gapsOmitted + report.coverage.placesOmitted
    }

    /// Whether each of Docker's places is known to have been watched all the time, and nothing is excepted.
    public var isWhole: Bool {
        exceptions.isEmpty && omitted == 0 && !places.isEmpty && places.allSatisfy(\.unproven.isEmpty)
    }

    /// Changes that are part of a finding that nobody expects.
    public var openChanges: [Change] {
        changes.filter { if case .open = $0.approval { true } else { false } }
    }

    private static func span(of sources: [Report.Source]) -> ClosedRange<Int64>? {
        union(of: sources.map(\.tally.times))
    }

    private static func union(of spans: [ClosedRange<Int64>?]) -> ClosedRange<Int64>? {
        spans.compactMap(\.self)
            .reduce(nil) { whole, part in
                guard let whole else { return part }
                return min(whole.lowerBound, part.lowerBound)...max(whole.upperBound, part.upperBound)
            }
    }

    private static func judge(_ place: Report.Place, in period: ClosedRange<Int64>) -> Place {
        let watched = place.watched.map(\.times).filter { $0.overlaps(period) }.map { $0.clamped(to: period) }
        var unproven: [ClosedRange<Int64>] = []
        var end = period.lowerBound
        for interval in watched {
            if interval.lowerBound > end { unproven.append(end...interval.lowerBound) }
            end = max(end, interval.upperBound)
        }
        if end < period.upperBound || watched.isEmpty { unproven.append(end...period.upperBound) }
        let length = period.upperBound - period.lowerBound
        let lacking = unproven.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        // Of a share that is almost all nothing is rounded up: all means all.
        let share = unproven.isEmpty ? 10_000 : length == 0 ? 0 : min(9_999, Int((length - lacking) * 10_000 / length))
        return Place(place: place, watched: watched, unproven: unproven, share: share)
    }

    private static func approval(of edit: Report.Edit, in report: Report) -> Approval {
        let findings = report.findings.filter { entry in
            entry.set == edit.set && entry.finding.node == edit.node
                && entry.finding.evidence.contains { $0.stamp == edit.stamp }
        }
        let open = findings.filter { $0.finding.acceptance.isEmpty && $0.finding.level.isAlerting }
        // A finding cites a limited number of events; what it made suspicious is so whether it is cited or not.
        if !open.isEmpty || edit.disposition == .suspicious { return .open(open.map(\.finding.id)) }
        return findings.first { !$0.finding.acceptance.isEmpty }.map { .approved($0.finding.acceptance) } ?? .none
    }
}
