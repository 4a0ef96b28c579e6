import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// The way of one line: to a record, to its event, and the finished events onward; counting all the while.
struct LineIntake: ~Copyable {
    /// Counts over all sources, complete after `finish`.
    var tally: ScanTally { events.tally }
    /// The events that were asked for.
    var collected: [Event] { events.collected }
    /// What was read of each source, complete after `finish`.
    private(set) var sources: [SourceTally]
    private(set) var assembler: EventAssembler
    /// What was read so far of the present source.
    private(set) var current = SourceTally()
    /// Records by type.
    private(set) var records = RecordCounts()
    /// What became of the events that have gone.
    private(set) var events: EventIntake

    private let firstSource: Int
    /// The source that is being read; its tally goes to `sources` when it ends.
    private var source = 0
    private var parser = RecordParser()
    /// The latest record's stamp as it was entered into `current`: the records of one event mostly stand together.
    private var latestStamp = Stamp(milliseconds: 0, serial: 0)
    private var latestIsKernels = false
    /// What an earlier scan counted, with which this one goes on.
    private var earlier = ScanTally()

    init(
        sources: Int,
        firstSource: Int,
        events: EventIntake,
        eager: Bool,
        keepingLines: Bool = true,
        expecting late: LateRecords
    ) {
        self.sources = [SourceTally](repeating: SourceTally(), count: sources)
        self.firstSource = firstSource
        self.events = events
        assembler = EventAssembler(eager: eager, keepingLines: keepingLines, expecting: late)
    }

    /// Goes on where an earlier scan ended, whose sources come before this one's.
    mutating func resume(_ host: HostResult) {
        for (index, tally) in host.scan.sources.enumerated() { sources[index] = tally }
        earlier = host.scan.tally
        records = host.scan.tally.records
        events.resume(host.scan)
        assembler.resume(host.waiting, ledgers: host.scan.tally.ledgers)
    }

    /// Gives out the events that still wait, as they are, and keeps none.
    mutating func takeWaiting() -> [Event] { assembler.takeWaiting() }

    /// Where the first line stands whose event still waits; nil if none does.
    mutating func earliestPosition() -> RecordPosition? { assembler.earliestPosition() }

    /// Begins a source.
    mutating func begin(_ source: Int) {
        self.source = source
        current = SourceTally()
        latestIsKernels = false
    }

    /// Ends the source begun last.
    ///
    /// `endsInsideLine`: whether its last line has no newline.
    mutating func end(uncompressedBytes: UInt64, nulBytes: UInt64, endsInsideLine: Bool) {
        current.uncompressedBytes = uncompressedBytes
        current.nulBytes = nulBytes
        current.endsInsideLine = endsInsideLine
        sources[source] = current
    }

    /// Takes one line of the present source.
    mutating func take(_ line: Span<UInt8>, _ place: LinePlace, into batch: inout ActivityBatch) {
        current.lines += 1
        if place.isOdd { noteOddity(of: place) }
        switch parser.parse(line) {
        case .record(let head):
            if latestIsKernels, latestStamp == head.stamp, !head.type.isFromDaemon {
                current.noteRepeatedStamp()
            } else {
                current.note(head.stamp, isFromDaemon: head.type.isFromDaemon)
                latestStamp = head.stamp
                latestIsKernels = !head.type.isFromDaemon
            }
            records.note(head, in: line)
            if !head.oddities.isEmpty { noteOddity(of: head) }
            let position = RecordPosition(
                source: UInt32(truncatingIfNeeded: firstSource + source),
                line: place.number,
                offset: place.offset
            )
            Self.add(line, head, position, &assembler, &events, into: &batch)
        case .malformed(let malformed):
            current.note(malformed, at: place.number)
        case .blank:
            current.blank += 1
        }
    }

    /// Lets the waiting events go: all sources have been read.
    mutating func finish(into batch: inout ActivityBatch) {
        Self.finish(&assembler, &events, into: &batch)
        close()
    }

    /// Sums up what was counted: all sources have been read, and the waiting events have been taken.
    mutating func close() {
        events.tally.records = records
        events.tally.odd[.stray] = earlier.odd[.stray]
        events.tally.odd[.stray].add(assembler.strays)
        events.tally.cutShort = earlier.cutShort + assembler.cutShort
        events.tally.ledgers = assembler.ledgers
        for (index, counts) in events.sources.enumerated() {
            sources[index].events = counts.events
            sources[index].enriched = counts.enriched
            sources[index].raw = counts.raw
        }
    }

    private mutating func noteOddity(of place: LinePlace) {
        if place.cutBytes > 0 {
            current.cutLines += 1
            current.cutBytes += UInt64(place.cutBytes)
        }
        if place.nulBytes > 0, current.firstNulOffset == nil {
            current.firstNulOffset = place.offset &- UInt64(place.nulBytes)
        }
    }

    private mutating func noteOddity(of head: RecordHead) {
        if head.oddities.contains(.carriageReturn) { current.carriageReturns += 1 }
        if head.oddities.contains(.prefix) || head.oddities.contains(.kernelLog) { current.relayed += 1 }
    }

    // The parts are passed one by one, so that the closure that the assembler calls may change the others.
    private static func add(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        _ assembler: inout EventAssembler,
        _ events: inout EventIntake,
        into batch: inout ActivityBatch
    ) {
        assembler.add(line, head: head, position: position) { events.take($0, $1, into: &batch) }
    }

    private static func finish(
        _ assembler: inout EventAssembler,
        _ events: inout EventIntake,
        into batch: inout ActivityBatch
    ) {
        assembler.finish { events.take($0, $1, into: &batch) }
    }
}

extension LinePlace {
    /// Whether something about the line must be counted.
    @inline(__always)
    fileprivate var isOdd: Bool { cutBytes > 0 || nulBytes > 0 }
}
