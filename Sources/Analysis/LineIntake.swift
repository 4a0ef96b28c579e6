import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// The way of one line: to a record, to its event, and the finished events to activities; counting all the while.
struct LineIntake: ~Copyable {
    var tally = ScanTally()
    var sources: [SourceTally]
    private(set) var assembler: EventAssembler
    private let firstSource: Int
    private let parser = RecordParser()
    private var extractor: ActivityExtractor
    private let extracts: Bool
    private var collector: EventCollector

    init(
        sources: Int,
        firstSource: Int,
        detail: ActivityExtractor.Detail?,
        expecting late: LateRecords,
        collecting serials: Set<UInt64>
    ) {
        self.sources = [SourceTally](repeating: SourceTally(), count: sources)
        self.firstSource = firstSource
        assembler = EventAssembler(expecting: late)
        extractor = ActivityExtractor(detail: detail ?? .counts)
        extracts = detail != nil
        collector = EventCollector(serials)
    }

    /// The events that were asked for.
    var collected: [Event] { collector.events }

    /// Takes one line of a source.
    mutating func take(_ line: Span<UInt8>, _ place: LinePlace, source: Int, into batch: inout ActivityBatch) {
        sources[source].lines += 1
        if place.isOdd { noteOddity(of: place, source) }
        switch parser.parse(line) {
        case .record(let head):
            sources[source].note(head.stamp, isFromDaemon: head.type.isFromDaemon)
            tally.note(head, in: line)
            if !head.oddities.isEmpty { noteOddity(of: head, source) }
            let position = RecordPosition(
                source: UInt32(firstSource + source),
                line: place.number,
                offset: place.offset
            )
            Self.add(
                line,
                head,
                position,
                &assembler,
                &extractor,
                &tally,
                &sources,
                &collector,
                firstSource,
                extracts,
                into: &batch
            )
        case .malformed(let malformed):
            sources[source].malformed += 1
            if sources[source].firstMalformed == nil { sources[source].firstMalformed = (place.number, malformed) }
        case .blank:
            sources[source].blank += 1
        }
    }

    /// Lets the waiting events go: all sources have been read.
    mutating func finish(into batch: inout ActivityBatch) {
        Self.finish(&assembler, &extractor, &tally, &sources, &collector, firstSource, extracts, into: &batch)
        tally.incompleteEvents = extractor.incompleteEvents
        tally.duplicates = assembler.duplicates
        tally.unjoined = assembler.unjoined
        tally.ledgers = assembler.ledgers
    }

    private mutating func noteOddity(of place: LinePlace, _ source: Int) {
        if place.cutBytes > 0 {
            sources[source].cutLines += 1
            sources[source].cutBytes += UInt64(place.cutBytes)
        }
        if place.nulBytes > 0, sources[source].firstNulOffset == nil {
            sources[source].firstNulOffset = place.offset &- UInt64(place.nulBytes)
        }
    }

    private mutating func noteOddity(of head: RecordHead, _ source: Int) {
        if head.oddities.contains(.carriageReturn) { sources[source].carriageReturns += 1 }
        if head.oddities.contains(.prefix) || head.oddities.contains(.kernelLog) { sources[source].relayed += 1 }
    }

    // The parts are passed one by one, so that the closures that the assembler calls may change the others.
    private static func add(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        _ assembler: inout EventAssembler,
        _ extractor: inout ActivityExtractor,
        _ tally: inout ScanTally,
        _ sources: inout [SourceTally],
        _ collector: inout EventCollector,
        _ firstSource: Int,
        _ extracts: Bool,
        into batch: inout ActivityBatch
    ) {
        assembler.add(line, head: head, position: position) { event in
            Self.complete(event, &extractor, &tally, &sources, &collector, firstSource, extracts, into: &batch)
        }
    }

    private static func finish(
        _ assembler: inout EventAssembler,
        _ extractor: inout ActivityExtractor,
        _ tally: inout ScanTally,
        _ sources: inout [SourceTally],
        _ collector: inout EventCollector,
        _ firstSource: Int,
        _ extracts: Bool,
        into batch: inout ActivityBatch
    ) {
        assembler.finish { event in
            Self.complete(event, &extractor, &tally, &sources, &collector, firstSource, extracts, into: &batch)
        }
    }

    private static func complete(
        _ event: borrowing Event,
        _ extractor: inout ActivityExtractor,
        _ tally: inout ScanTally,
        _ sources: inout [SourceTally],
        _ collector: inout EventCollector,
        _ firstSource: Int,
        _ extracts: Bool,
        into batch: inout ActivityBatch
    ) {
        tally.events += 1
        let source = Int(event.records[0].position.source) - firstSource
        sources[source].events += 1
        collector.note(event)
        guard extracts else { return }
        let facts = extractor.extract(event, into: &batch)
        tally.noteKeys(facts.keys, in: event.bytes.span)
        switch facts.isEnriched {
        case true?: sources[source].enriched += 1
        case false?: sources[source].raw += 1
        case nil: break
        }
        if facts.hasForgedSeparator { tally.forgedSeparators += 1 }
    }
}

/// Keeps copies of the events with given serials.
struct EventCollector {
    /// Events that are kept; a serial is drawn again after each boot and on each node.
    static let limit = 10_000

    private let serials: Set<UInt64>
    private(set) var events: [Event] = []

    init(_ serials: Set<UInt64>) { self.serials = serials }

    @inline(__always)
    mutating func note(_ event: borrowing Event) {
        if serials.isEmpty { return }
        if serials.contains(event.stamp.serial), events.count < Self.limit { events.append(copy event) }
    }
}

extension LinePlace {
    /// Whether something about the line must be counted.
    @inline(__always)
    fileprivate var isOdd: Bool { cutBytes > 0 || nulBytes > 0 }
}
