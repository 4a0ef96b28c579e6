import AuditEvents
import AuditRecords
import Detections
import DockerActivity

/// The way of one finished event: counted, kept where it was asked for, and turned into activities.
struct EventIntake {
    /// What the events of one source were.
    struct SourceEvents {
        var events: UInt64 = 0
        var enriched: UInt64 = 0
        var raw: UInt64 = 0
    }

    var tally = ScanTally()
    private(set) var sources: [SourceEvents]
    private(set) var collected: [Event] = []
    /// A segment's first events, kept whole and counted nowhere: its neighbour may hold more of their records.
    private(set) var first: [Event] = []
    /// How many of the events that begin first are kept if they had to wait, and how many if they look complete.
    private let firstLimit, firstCompleteLimit: UInt64
    private let firstSource: Int
    private let wanted: CollectedEvents
    private let extracts: Bool
    private var extractor: ActivityExtractor
    private let detections: DetectionLibrary?
    private var workspace = RecordRules.Workspace()

    /// Events that are kept.
    static let collectedLimit = 10_000

    init(
        sources: Int,
        firstSource: Int,
        upkeep: ActivityExtractor.Upkeep?,
        detections: DetectionLibrary? = nil,
        collecting wanted: CollectedEvents = .none,
        keepingFirst firstLimit: UInt64 = 0,
        firstComplete firstCompleteLimit: UInt64 = 0
    ) {
        self.detections = detections?.recordRules.isEmpty == true ? nil : detections
        self.firstLimit = firstLimit
        self.firstCompleteLimit = firstCompleteLimit
        self.sources = [SourceEvents](repeating: SourceEvents(), count: sources)
        self.firstSource = firstSource
        self.wanted = wanted
        extractor = ActivityExtractor(upkeep: upkeep ?? .listed)
        extracts = upkeep != nil
    }

    /// Goes on with the counts of an earlier scan, whose sources come before this one's.
    mutating func resume(_ scan: ScanResult) {
        tally = scan.tally
        for (index, source) in scan.sources.enumerated() {
            sources[index] = SourceEvents(events: source.events, enriched: source.enriched, raw: source.raw)
        }
    }

    /// Adds what another part of the log told of a source's events.
    mutating func add(_ counts: SourceEvents, toSource source: Int) {
        sources[source].events += counts.events
        sources[source].enriched += counts.enriched
        sources[source].raw += counts.raw
    }

    /// Takes one event and appends its activities; false if it only looks complete, and must wait for more.
    mutating func take(
        _ event: borrowing Event,
        _ occasion: EventAssembler.Occasion,
        into batch: inout ActivityBatch
    ) -> Bool {
        if event.number < (occasion == .hasWaited ? firstLimit : firstCompleteLimit) {
            first.append(copy event)
            return true
        }
        guard extracts else {
            note(event)
            return true
        }
        guard let facts = extractor.extract(event, mayGrow: occasion == .looksComplete, into: &batch) else {
            return false
        }
        if detections != nil { match(event, into: &batch) }
        let source = note(event)
        tally.noteKeys(facts.keys, in: event.bytes.span)
        switch facts.isEnriched {
        case true?: sources[source].enriched += 1
        case false?: sources[source].raw += 1
        case nil: break
        }
        if facts.isCall { tally.calls += 1 }
        if facts.hasItems { tally.callsWithItems += 1 }
        if !facts.lack.isEmpty || facts.hasForgedSeparator || event.duplicates > 0 { noteOddity(of: event, facts) }
        return true
    }

    /// Appends which detections match a record of the event.
    private mutating func match(_ event: borrowing Event, into batch: inout ActivityBatch) {
        guard let detections else { return }
        var matches: [RecordRules.Match] = []
        detections.recordRules.matches(event, workspace: &workspace) { matches.append($0) }
        for match in matches {
            let id = Array(detections.cards[match.number].id.utf8)
            let input = CorrelationInput.bytes(of: match.inputs)
            extractor.appendMatch(of: id.span, input.span, match.record, of: event, into: &batch)
        }
    }

    private mutating func noteOddity(of event: borrowing Event, _ facts: ActivityExtractor.EventFacts) {
        let mark = RecordMark(event.stamp, at: event.records[0].position)
        if facts.lack.contains(.parts) { tally.odd[.lacksParts].note(mark) }
        if facts.lack.contains(.call) { tally.odd[.lacksCall].note(mark) }
        // What lacks more than that is told as such.
        if facts.lack.isSubset(of: [.title, .directory]) {
            if facts.lack.contains(.title) { tally.odd[.lacksTitle].note(mark) }
            if facts.lack.contains(.directory) { tally.odd[.lacksDirectory].note(mark) }
        }
        if facts.hasForgedSeparator { tally.odd[.forgedSeparator].note(mark) }
        if let repeated = event.firstDuplicate {
            tally.odd[.repeats].note(RecordMark(event.stamp, at: repeated), count: UInt64(event.duplicates))
        }
    }

    /// Counts an event, and gives the source that it stands in.
    @discardableResult
    private mutating func note(_ event: borrowing Event) -> Int {
        let source = Int(event.records[0].position.source) - firstSource
        tally.events += 1
        sources[source].events += 1
        if wanted.hold(event), collected.count < Self.collectedLimit { collected.append(copy event) }
        return source
    }
}
