import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// Reads the lines that begin in a segment.
struct SegmentReading: ~Copyable {
    var intake: LineIntake
    private(set) var tables = ActivityTables()
    private(set) var activities = ActivityBatch()
    /// Whether NUL bytes were met, or nothing can be read.
    private(set) var isOdd = false
    /// What ended the log before its time.
    private(set) var problem: LogFileError?
    /// What was odd about the log but no problem.
    private(set) var note: String?
    /// Whether the first line that is read belongs to the segment before.
    let dropsFirstLine: Bool

    private let segment: LogSegment
    private let request: SegmentScan.Request
    private var splitter: LineSplitter
    private var bytes: UInt64 = 0
    private var endsInsideLine = false

    /// Of so many events that begin first, records can stand in the segment before: a LOGIN comes well before its SYSCALL.
    ///
    /// Processors write their events side by side, and few at a time; where it is further, the segments do not fit together, which is
    /// noticed.
    private static let seamEvents: UInt64 = 32
    /// Bytes of text of upkeep that are gathered before they are counted; few enough to stay in a core's first cache.
    private static let stepBytes = 1 << 14
    /// Bytes that are read at a time to find where a segment's last line ends: more than most lines have.
    private static let restBytes = 1 << 13

    init(_ segment: LogSegment, _ request: SegmentScan.Request) {
        self.segment = segment
        self.request = request
        intake = LineIntake(
            sources: request.sources,
            firstSource: request.firstSource,
            events: EventIntake(
                sources: request.sources,
                firstSource: request.firstSource,
                upkeep: request.upkeep,
                detections: request.detections,
                keepingFirst: UInt64(EventAssembler.window),
                firstComplete: Self.seamEvents
            ),
            eager: true,
            keepingLines: request.purpose != .survey,
            expecting: LateRecords()
        )
        intake.begin(segment.source)
        switch segment.content {
        case .range(let range):
            // Reading starts one byte early, so that the first line is what ends the line before, if only its newline.
            dropsFirstLine = range.lowerBound > 0
            splitter = LineSplitter(offset: dropsFirstLine ? range.lowerBound - 1 : 0)
        case .chunk(let chunk):
            dropsFirstLine = false
            splitter = LineSplitter(offset: chunk.offset)
        case .whole, .unreadable:
            dropsFirstLine = false
            splitter = LineSplitter()
        }
    }

    /// What was read of the source.
    var tally: SourceTally {
        var tally = intake.current
        tally.uncompressedBytes = bytes
        tally.endsInsideLine = endsInsideLine
        return tally
    }

    mutating func read() throws(LogFileError) {
        switch segment.content {
        case .range(let range): try read(range)
        case .chunk(let chunk):
            bytes = UInt64(chunk.bytes.count)
            problem = chunk.problem
            note = chunk.note
            feed(chunk.bytes, 0..<chunk.bytes.count)
            if chunk.isLast { finish() }
        case .whole: readWhole()
        case .unreadable: isOdd = true
        }
        Self.countUpkeep(of: &activities, in: &tables)
    }

    private mutating func read(_ range: Range<UInt64>) throws(LogFileError) {
        let isLast = range.upperBound == .max
        let end = isLast ? UInt64(Int64.max) : range.upperBound
        var reader = try LogReader(segment.file, range: (dropsFirstLine ? range.lowerBound - 1 : 0)..<end)
        var buffer = [UInt8](repeating: 0, count: LogReader.blockSize)
        while true {
            let count = try reader.read(into: &buffer)
            if count == 0 { break }
            bytes += UInt64(count)
            feed(buffer, 0..<count)
        }
        if dropsFirstLine { bytes -= min(bytes, 1) }
        if isLast {
            finish()
        } else if splitter.lines > 0 || !dropsFirstLine {
            try finishLastLine(from: end)
        }
    }

    /// Reads the whole file, or what can be read of it.
    private mutating func readWhole() {
        var buffer = [UInt8](repeating: 0, count: LogReader.blockSize)
        do {
            var reader = try LogReader(segment.file)
            defer { note = reader.note }
            while true {
                let count = try reader.read(into: &buffer)
                if count == 0 { break }
                bytes += UInt64(count)
                feed(buffer, 0..<count)
            }
        } catch {
            problem = error
        }
        finish()
    }

    /// Reads on behind the segment's end until the line that crosses it is whole.
    private mutating func finishLastLine(from end: UInt64) throws(LogFileError) {
        var buffer = [UInt8](repeating: 0, count: Self.restBytes)
        let newline = UInt8(ascii: "\n")
        var reader = try LogReader(segment.file, range: (end - 1)..<UInt64(Int64.max))
        var count = try reader.read(into: &buffer)
        guard count > 0, buffer[0] != newline else { return }  // the segment ends with a line
        var first = 1
        while count > 0 {
            let stop = buffer.span.firstIndex(of: newline, from: first, to: count)
            let isWhole = stop < count
            feed(buffer, first..<(isWhole ? stop + 1 : count))
            if isWhole { return }
            count = try reader.read(into: &buffer)
            first = 0
        }
        finish()
    }

    private mutating func feed(_ buffer: [UInt8], _ range: Range<Int>) {
        // Taken apart, so that the closure may change each while the splitter is at work.
        Self.feed(buffer, range, &splitter, &intake, dropsFirstLine, &tables, &activities)
        if splitter.droppedNULBytes > 0 { isOdd = true }
    }

    private static func feed(
        _ buffer: [UInt8],
        _ range: Range<Int>,
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        _ dropsFirstLine: Bool,
        _ tables: inout ActivityTables,
        _ activities: inout ActivityBatch
    ) {
        splitter.feed(buffer.span.extracting(range)) { line, place in
            if dropsFirstLine, place.number == 1 { return }
            intake.take(line, place, into: &activities)
            if activities.upkeepBytes.count >= Self.stepBytes { Self.countUpkeep(of: &activities, in: &tables) }
        }
    }

    /// Takes the last line if no newline ended it.
    private mutating func finish() { endsInsideLine = Self.finish(&splitter, &intake, dropsFirstLine, &activities) }

    /// As `finish`; true if there was such a line.
    private static func finish(
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        _ dropsFirstLine: Bool,
        _ activities: inout ActivityBatch
    ) -> Bool {
        var hasUnfinishedLine = false
        splitter.finish { line, place in
            hasUnfinishedLine = true
            if !dropsFirstLine || place.number > 1 { intake.take(line, place, into: &activities) }
        }
        return hasUnfinishedLine
    }

    /// Counts the upkeep that was found, and forgets it.
    private static func countUpkeep(of activities: inout ActivityBatch, in tables: inout ActivityTables) {
        tables.addUpkeep(of: activities)
        activities.removeUpkeep()
    }
}
