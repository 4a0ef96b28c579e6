public import AuditEvents
import AuditLogs
import AuditRecords
public import Detections
import DockerActivity

/// The events that findings rest on, whole: what a report's reader takes to whoever has to be convinced.
public struct Exhibit: Sendable {
    /// Events of one exhibit; a finding rests on a few as a rule.
    public static let eventsLimit = EventIntake.collectedLimit

    /// One event of it.
    public struct Item: Sendable {
        /// The event, with its lines as they stood.
        public let event: Event
        /// The findings that it is part of, as indices into the exhibit's.
        public let findings: [Int]
    }

    /// The findings that were asked for, by host and time.
    public internal(set) var findings: [Finding] = []
    /// The events that they rest on, by host and time.
    public internal(set) var items: [Item] = []
    /// Those ids that were asked for and are none of a finding, detection or incident here.
    public internal(set) var missing: [String] = []
    /// The ids of all findings and incidents that there are.
    public internal(set) var ids: [String] = []
    /// Events that were not kept since there are too many.
    public internal(set) var omitted: UInt64 = 0
    /// What could not be done.
    public internal(set) var outcome: LogAnalysis.Outcome
}

extension LogAnalysis {
    /// The events that findings rest on: `ids` are those of findings, of their detections or of incidents.
    ///
    /// Reads the logs twice and more, so that none of them may be a stream.
    public func exhibit(_ ids: [String]) -> Exhibit {
        var analysis = self
        analysis.filter.findings = ids.map { FilterText($0) }
        var exhibit = Exhibit(outcome: Outcome(problems: inventory.problems, notes: notes))
        var answered: Set<String> = []
        eachHost { set, firstSource in
            if filter.wants(set: set.name) { analysis.add(set, firstSource, to: &exhibit, answering: &answered) }
        }
        exhibit.missing = ids.filter { !answered.contains($0) }
        return exhibit
    }

    private func add(
        _ set: LogSet,
        _ firstSource: Int,
        to exhibit: inout Exhibit,
        answering answered: inout Set<String>
    ) {
        let (first, late) = firstPass(over: set, firstSource)
        guard let places = first.judgements.places else { return }
        exhibit.ids += places.ids
        for id in filter.findings where places.hold(id) { answered.insert(id.text) }
        let offset = exhibit.findings.count
        exhibit.findings += places.findings
        exhibit.outcome.notes += first.notes
        var scan = HostScan(
            set.files,
            firstSource: firstSource,
            upkeep: nil,
            expecting: late ?? lateRecords(in: set),
            hashing: false,
            collecting: .places(places),
            keepsWaiting: false,
            after: nil
        )
        var batch = ActivityBatch()
        while scan.advance(into: &batch) {}
        exhibit.outcome.problems += scan.result.problems
        exhibit.outcome.notes += scan.result.notes
        exhibit.omitted += UInt64(places.eventCount) - UInt64(min(scan.collected.count, places.eventCount))
        exhibit.items += scan.collected.sorted { $0.stamp < $1.stamp }
            .map { event in
                let numbers = places.numbers(at: event.records[0].position)
                return Exhibit.Item(event: event, findings: numbers.map { offset + Int($0) })
            }
    }
}
