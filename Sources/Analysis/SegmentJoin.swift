import AuditEvents
import AuditLogs
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
    private var problems: [LogFileError] = []
    private var notes: [String] = []
    private var digests: [String?]

    /// Joins segments, after what an earlier scan of the same host counted if there is one, whose sources come first.
    init(_ request: SegmentScan.Request, after earlier: HostResult? = nil) {
        sources = [SourceTally](repeating: SourceTally(), count: request.sources)
        events = EventIntake(
            sources: request.sources,
            firstSource: request.firstSource,
            upkeep: request.upkeep,
            detections: request.detections
        )
        digests = [String?](repeating: nil, count: request.sources)
        if let earlier { resume(earlier) }
    }

    private mutating func resume(_ earlier: HostResult) {
        let scan = earlier.scan
        seam.resume(earlier.waiting, ledgers: scan.tally.ledgers)
        events.resume(scan)
        records = scan.tally.records
        ledgers = scan.tally.ledgers
        problems = scan.problems
        notes = scan.notes
        for index in scan.sources.indices {
            sources[index] = scan.sources[index]
            digests[index] = scan.digests[index]
        }
    }

    /// Where the first line stands whose event still waits for the next segment; nil if there is none.
    ///
    /// What stands before it is complete.
    mutating func horizon() -> RecordPosition? { seam.earliestPosition() }

    /// Adds the next segment, and its neighbour's last events, to what has been joined; appends the activities at the seam.
    ///
    /// Gives by how much the numbers of the segment's lines fall short of those in the whole file.
    mutating func add(_ scan: SegmentScan, of segment: LogSegment, into batch: inout ActivityBatch) -> UInt64 {
        if scan.needsWholeReading { isVoid = true }
        if isVoid { return 0 }
        let shift = sources[segment.source].lines &+ 1 &- scan.firstLine
        var joined = join(scan.head, shift, into: &batch)
        // Once as many events have begun as an assembler lets wait, those before can have no more records.
        if scan.begun >= EventAssembler.window { Self.finish(&seam, &events, into: &batch) }
        joined += join(scan.tail, shift, into: &batch)
        let boots = ledgers.boots
        let known = ledgers.note(scan.ledgers, movingLinesBy: shift)
        // A boot that begins at a seam can as well be a clock that was set: only reading in order tells.
        let beginsBoot = boots > 0 && ledgers.boots - boots > scan.ledgers.boots - scan.ledgers.names.count
        if known != joined || seam.unjoined > 0 || beginsBoot {
            isVoid = true
            return 0
        }
        events.tally.addEvents(scan.events.tally, movingLinesBy: shift)
        records.add(scan.records)
        sources[segment.source].add(scan.source, firstLine: scan.firstLine)
        for (index, counts) in scan.events.sources.enumerated() { events.add(counts, toSource: index) }
        if let problem = scan.problem { problems.append(problem) }
        if let note = scan.note { notes.append(note) }
        return shift
    }

    /// What all segments counted, once the last has been added; appends the activities of the last events.
    mutating func finish(into batch: inout ActivityBatch) -> ScanResult {
        Self.finish(&seam, &events, into: &batch)
        return sum()
    }

    /// As above, but up to the last events, which still wait for more.
    mutating func end() -> (result: ScanResult, waiting: [Event]) {
        let waiting = seam.takeWaiting()
        return (sum(), waiting)
    }

    private mutating func sum() -> ScanResult {
        if seam.unjoined > 0 { isVoid = true }
        var tally = events.tally
        tally.records = records
        tally.ledgers = ledgers
        for (index, counts) in events.sources.enumerated() {
            sources[index].events = counts.events
            sources[index].enriched = counts.enriched
            sources[index].raw = counts.raw
        }
        return ScanResult(
            tally: tally,
            sources: sources,
            digests: digests,
            problems: problems,
            notes: notes
        )
    }

    /// Lets a segment's events meet the last ones before them; gives how many of the kernel's serials were there already.
    private mutating func join(_ gathered: [Event], _ shift: UInt64, into batch: inout ActivityBatch) -> UInt64 {
        var joined: UInt64 = 0
        for event in gathered {
            var event = event
            event.moveLines(by: shift)
            let isKnown = ledgers.holds(event)
            let met = Self.join(event, &seam, &events, isTrailer: isKnown && event.isOnlyEnd, into: &batch)
            if met, !event.isFromDaemon { joined += 1 }
        }
        return joined
    }

    /// As above for one event; a mark that an event has ended, which was complete before it, meets it without being added.
    private static func join(
        _ event: Event,
        _ seam: inout EventAssembler,
        _ events: inout EventIntake,
        isTrailer: Bool,
        into batch: inout ActivityBatch
    ) -> Bool {
        if isTrailer, !seam.holds(event) { return true }
        return seam.add(event) { events.take($0, $1, into: &batch) }
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
