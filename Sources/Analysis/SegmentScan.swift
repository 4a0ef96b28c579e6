import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// What one segment holds, as a value that can be joined with its neighbours'.
struct SegmentScan: Sendable {
    /// Those of the segment's first events that are not complete, as they were gathered: a neighbour may hold more of their
    /// records.
    let head: [Event]
    /// Those of its last events, likewise.
    let tail: [Event]
    /// How many events begin in it.
    let begun: UInt64
    /// Activities of all others.
    let activities: ActivityBatch
    /// Counts of all others.
    let events: EventIntake
    /// Records by type in the whole segment.
    let records: RecordCounts
    /// Serials by node in the whole segment.
    let ledgers: SerialLedgers
    /// What was read of the source.
    let source: SourceTally
    /// Lines that repeat another of their event, in the whole segment.
    let duplicates: UInt64
    /// Whether something was met that only reading the set in one go tells right: an error, records too late for their
    /// event, NUL bytes, an archive that unpacks to too much.
    let needsWholeReading: Bool

    /// Scans a segment.
    init(_ segment: LogSegment, sources: Int, firstSource: Int, detail: ActivityExtractor.Detail) {
        var reading = SegmentReading(segment, sources: sources, firstSource: firstSource, detail: detail)
        var isWhole = true
        do {
            try reading.read()
        } catch {
            isWhole = false
        }
        tail = reading.intake.takeWaiting()
        head = reading.intake.events.first
        activities = reading.activities
        events = reading.intake.events
        records = reading.intake.records
        ledgers = reading.intake.assembler.ledgers
        duplicates = reading.intake.assembler.duplicates
        begun = reading.intake.assembler.begun
        source = reading.tally
        let assembler = (late: reading.intake.assembler.late.count, cutShort: reading.intake.assembler.cutShort)
        // A run that swallowed holes says of serials that they are there which are not, and may be endless.
        let hasForgotten = ledgers.ledgers.contains { $0.forgottenGaps > 0 }
        needsWholeReading =
            !isWhole || reading.isOdd || assembler.late > 0 || assembler.cutShort > 0 || hasForgotten
    }
}

/// Reads the lines that begin in a segment.
private struct SegmentReading: ~Copyable {
    var intake: LineIntake
    var activities = ActivityBatch()
    /// Whether NUL bytes were met, or more bytes than a segment should have.
    private(set) var isOdd = false

    private let segment: LogSegment
    private let dropsFirstLine: Bool
    private let start: UInt64
    private var splitter: LineSplitter
    private var buffer = [UInt8](repeating: 0, count: HostScan.blockSize)
    private var bytes: UInt64 = 0
    private var endsInsideLine = false

    /// Bytes that a small archive may unpack to; one that unpacks to more is read as a stream.
    private static let unpackedLimit: UInt64 = 128 << 20

    init(_ segment: LogSegment, sources: Int, firstSource: Int, detail: ActivityExtractor.Detail) {
        self.segment = segment
        intake = LineIntake(
            sources: sources,
            firstSource: firstSource,
            events: EventIntake(
                sources: sources,
                firstSource: firstSource,
                detail: detail,
                keepingFirst: UInt64(EventAssembler.window)
            ),
            eager: true,
            expecting: LateRecords()
        )
        intake.begin(segment.source)
        start = segment.range?.lowerBound ?? 0
        // Reading starts one byte early, so that the first line is what ends the line before, if only its newline.
        dropsFirstLine = start > 0
        splitter = LineSplitter(offset: dropsFirstLine ? start - 1 : 0)
    }

    /// What was read of the source.
    var tally: SourceTally {
        var tally = intake.current
        tally.uncompressedBytes = bytes
        tally.endsInsideLine = endsInsideLine
        return tally
    }

    mutating func read() throws(LogFileError) {
        guard let range = segment.range else {
            var reader = try LogReader(segment.file)
            while try feedBlock(&reader) {
                if bytes > Self.unpackedLimit {
                    isOdd = true
                    return
                }
            }
            finish()
            return
        }
        let isLast = range.upperBound == .max
        let end = isLast ? UInt64(Int64.max) : range.upperBound
        var reader = try LogReader(segment.file, range: (dropsFirstLine ? start - 1 : 0)..<end)
        while try feedBlock(&reader) {}
        if dropsFirstLine { bytes -= min(bytes, 1) }
        if isLast {
            finish()
        } else if splitter.lines > 0 || !dropsFirstLine {
            try finishLastLine(from: end)
        }
    }

    /// Feeds one block; false at the end.
    private mutating func feedBlock(_ reader: inout LogReader) throws(LogFileError) -> Bool {
        let count = try reader.read(into: &buffer)
        bytes += UInt64(count)
        Self.feed(buffer, 0..<count, &splitter, &intake, dropsFirstLine, into: &activities)
        if splitter.droppedNULBytes > 0 { isOdd = true }
        return count > 0
    }

    /// Reads on behind the segment's end until the line that crosses it is whole.
    private mutating func finishLastLine(from end: UInt64) throws(LogFileError) {
        let newline = UInt8(ascii: "\n")
        var reader = try LogReader(segment.file, range: (end - 1)..<UInt64(Int64.max))
        var count = try reader.read(into: &buffer)
        guard count > 0, buffer[0] != newline else { return }  // the segment ends with a line
        var first = 1
        while count > 0 {
            let stop = buffer.span.firstIndex(of: newline, from: first, to: count)
            let isWhole = stop < count
            Self.feed(
                buffer,
                first..<(isWhole ? stop + 1 : count),
                &splitter,
                &intake,
                dropsFirstLine,
                into: &activities
            )
            if splitter.droppedNULBytes > 0 { isOdd = true }
            if isWhole { return }
            count = try reader.read(into: &buffer)
            first = 0
        }
        finish()
    }

    private mutating func finish() {
        endsInsideLine = Self.finish(&splitter, &intake, dropsFirstLine, into: &activities)
    }

    private static func feed(
        _ buffer: [UInt8],
        _ range: Range<Int>,
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        _ dropsFirstLine: Bool,
        into batch: inout ActivityBatch
    ) {
        splitter.feed(buffer.span.extracting(range)) { line, place in
            if !dropsFirstLine || place.number > 1 { intake.take(line, place, into: &batch) }
        }
    }

    /// Takes the last line if no newline ended it; true if there was one.
    private static func finish(
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        _ dropsFirstLine: Bool,
        into batch: inout ActivityBatch
    ) -> Bool {
        var hasUnfinishedLine = false
        splitter.finish { line, place in
            hasUnfinishedLine = true
            if !dropsFirstLine || place.number > 1 { intake.take(line, place, into: &batch) }
        }
        return hasUnfinishedLine
    }
}
