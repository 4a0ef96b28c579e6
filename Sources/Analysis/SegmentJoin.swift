import AuditEvents
import AuditRecords
import DockerActivity

/// Joins segments' scans, in order, into what one scan of the whole set would have given.
///
/// Events at a segment's ends are put through one more assembler, so that records on both sides of a cut meet. Serials that
/// two segments hold tell whether anything was torn beyond that: then the joining is void, and the set must be read in one
/// go.
struct SegmentJoin: ~Copyable {
    /// Whether only reading the set in one go tells right.
    private(set) var isVoid = false

    private var seam = EventAssembler(expecting: LateRecords().asExpected())
    private var events: EventIntake
    private var records = RecordCounts()
    private var ledgers = SerialLedgers()
    private var sources: [SourceTally]
    private var duplicates: UInt64 = 0
    private var incompleteEvents: UInt64 = 0

    init(sources: Int, firstSource: Int, detail: ActivityExtractor.Detail) {
        self.sources = [SourceTally](repeating: SourceTally(), count: sources)
        events = EventIntake(sources: sources, firstSource: firstSource, detail: detail)
    }

    /// Adds the next segment, and its neighbour's last events, to what has been joined; appends the activities at the seam.
    ///
    /// The segment's own activities come behind those.
    mutating func add(_ scan: SegmentScan, of segment: LogSegment, into batch: inout ActivityBatch) {
        if scan.needsWholeReading { isVoid = true }
        if isVoid { return }
        var joined = Self.join(scan.head, &seam, &events, into: &batch)
        // Once as many events have begun as an assembler lets wait, those before can have no more records.
        if scan.begun >= EventAssembler.window { Self.finish(&seam, &events, into: &batch) }
        joined += Self.join(scan.tail, &seam, &events, into: &batch)
        let boots = ledgers.boots
        let known = ledgers.note(scan.ledgers)
        // A boot that begins at a seam can as well be a clock that was set: only reading in order tells.
        let beginsBoot = boots > 0 && ledgers.boots - boots > scan.ledgers.boots - scan.ledgers.names.count
        if known != joined || seam.unjoined > 0 || beginsBoot {
            isVoid = true
            return
        }
        events.tally.addEvents(scan.events.tally)
        incompleteEvents += scan.events.incompleteEvents
        duplicates += scan.duplicates
        records.add(scan.records)
        let isFirst = (segment.range?.lowerBound ?? 0) == 0
        sources[segment.source].add(scan.source, firstLine: isFirst ? 1 : 2)
        for (index, counts) in scan.events.sources.enumerated() { events.add(counts, toSource: index) }
    }

    /// What all segments counted, once the last has been added; appends the activities of the last events.
    mutating func finish(into batch: inout ActivityBatch) -> ScanResult {
        Self.finish(&seam, &events, into: &batch)
        if seam.unjoined > 0 { isVoid = true }
        var tally = events.tally
        tally.records = records
        tally.ledgers = ledgers
        tally.duplicates = duplicates + seam.duplicates
        tally.incompleteEvents = incompleteEvents + events.incompleteEvents
        for (index, counts) in events.sources.enumerated() {
            sources[index].events = counts.events
            sources[index].enriched = counts.enriched
            sources[index].raw = counts.raw
        }
        return ScanResult(
            tally: tally,
            sources: sources,
            digests: [String?](repeating: nil, count: sources.count)
        )
    }

    /// Lets a segment's events meet the last ones before them; gives how many of the kernel's met one.
    private static func join(
        _ gathered: [Event],
        _ seam: inout EventAssembler,
        _ events: inout EventIntake,
        into batch: inout ActivityBatch
    ) -> UInt64 {
        var joined: UInt64 = 0
        for event in gathered {
            let met = seam.add(event) { events.take($0, $1, into: &batch) }
            if met, !event.isFromDaemon { joined += 1 }
        }
        return joined
    }

    private static func finish(
        _ seam: inout EventAssembler,
        _ events: inout EventIntake,
        into batch: inout ActivityBatch
    ) {
        seam.finish { events.take($0, $1, into: &batch) }
    }
}

extension SerialLedgers {
    /// Boots of all nodes.
    fileprivate var boots: Int { ledgers.reduce(0) { $0 + $1.boots.count } }
}
