public import AuditEvents
public import AuditLogs
import AuditRecords
public import Detections
public import DockerActivity

/// Reads one host's set of logs, oldest first, and gives out its activities block by block.
///
/// The caller pulls, so that several hosts can be read side by side and merged, and memory holds one block of each.
public struct HostScan: ~Copyable {
    /// Bytes asked of a file at a time; fits the second-level cache of common processors.
    public static let blockSize = LogReader.blockSize

    /// What was counted; complete when `advance` has answered false.
    public var result: ScanResult {
        ScanResult(
            tally: intake.tally,
            sources: intake.sources,
            digests: (earlier?.scan.digests ?? []) + digests,
            problems: (earlier?.scan.problems ?? []) + problems,
            notes: (earlier?.scan.notes ?? []) + notes
        )
    }
    private var digests: [String?]
    private var problems: [LogFileError] = []
    private var notes: [String] = []
    /// Stored bytes read so far, for progress.
    public private(set) var storedBytesRead: UInt64 = 0
    /// The events that were asked for.
    public var collected: [Event] { intake.collected }
    /// Records that came too late for their event, for a second reading.
    var late: LateRecords { intake.assembler.late }

    /// The events that still waited at the end, where they are kept.
    private(set) var waiting: [Event] = []

    private let files: [LogFile]
    private let isHashing: Bool
    private let keepsWaiting: Bool
    private let earlier: HostResult?
    private var buffer = [UInt8](repeating: 0, count: HostScan.blockSize)
    private var intake: LineIntake
    private var splitter = LineSplitter()
    private var reader: LogReader?
    private var readOfReader: UInt64 = 0
    private var next = 0
    private var isFinished = false

    /// A scan of files that belong together.
    ///
    /// - Parameters:
    ///   - files: one host's logs, oldest first.
    ///   - firstSource: the number of the first file among all sources of the analysis.
    ///   - upkeep: what becomes of the engine's upkeep; nil gives no activities and only counts.
    ///   - detections: what looks at single records.
    ///   - late: late records that an earlier scan of the same files found.
    ///   - hashing: whether the stored bytes are hashed.
    ///   - serials: serials of events that are kept whole.
    public init(
        _ files: [LogFile],
        firstSource: Int = 0,
        upkeep: ActivityExtractor.Upkeep?,
        detections: DetectionLibrary? = nil,
        expecting late: LateRecords = LateRecords(),
        hashing: Bool = false,
        collecting serials: Set<UInt64> = []
    ) {
        self.init(
            files,
            firstSource: firstSource,
            upkeep: upkeep,
            detections: detections,
            expecting: late,
            hashing: hashing,
            collecting: .serials(serials),
            keepsWaiting: false,
            after: nil
        )
    }

    /// A scan that may go on where an earlier one ended, and may keep its last events for a later one to go on with.
    ///
    /// After an earlier scan, the first of the sources are that one's, and `firstSource` is 0.
    init(
        _ files: [LogFile],
        firstSource: Int,
        upkeep: ActivityExtractor.Upkeep?,
        detections: DetectionLibrary? = nil,
        expecting late: LateRecords,
        hashing: Bool,
        collecting wanted: CollectedEvents = .none,
        keepsWaiting: Bool,
        after earlier: HostResult?
    ) {
        self.files = files
        self.keepsWaiting = keepsWaiting
        self.earlier = earlier
        isHashing = hashing
        digests = [String?](repeating: nil, count: files.count)
        let sources = (earlier?.files.count ?? 0) + files.count
        intake = LineIntake(
            sources: sources,
            firstSource: firstSource,
            events: EventIntake(
                sources: sources,
                firstSource: firstSource,
                upkeep: upkeep,
                detections: detections,
                collecting: wanted
            ),
            eager: false,
            expecting: late
        )
        if let earlier { intake.resume(earlier) }
    }

    /// Reads one block and appends the activities of the events that it completed; false when all has been read.
    public mutating func advance(into batch: inout ActivityBatch) -> Bool {
        if isFinished { return false }
        if reader == nil, !openNext() {
            isFinished = true
            if keepsWaiting {
                waiting = intake.takeWaiting()
                intake.close()
            } else {
                intake.finish(into: &batch)
            }
            return true
        }
        var count = 0
        do {
            count = try readBlock()
        } catch {
            problems.append(error)
        }
        if count > 0 {
            Self.feed(buffer, count, &splitter, &intake, into: &batch)
        } else {
            let endsInsideLine = Self.finishLines(&splitter, &intake, into: &batch)
            closeReader(endsInsideLine: endsInsideLine)
        }
        return true
    }

    /// Where the first line stands whose event still waits; nil if none does.
    mutating func horizon() -> RecordPosition? { intake.earliestPosition() }

    /// Opens the next file that can be opened; false when there is none.
    private mutating func openNext() -> Bool {
        while next < files.count {
            next += 1
            do {
                reader = try LogReader(files[next - 1], hashing: isHashing)
                readOfReader = 0
                splitter = LineSplitter()
                intake.begin((earlier?.files.count ?? 0) + next - 1)
                return true
            } catch {
                problems.append(error)
            }
        }
        return false
    }

    private mutating func readBlock() throws(LogFileError) -> Int {
        let count = try reader?.read(into: &buffer) ?? 0
        noteProgress()
        return count
    }

    private mutating func noteProgress() {
        let read = reader?.storedBytesRead ?? readOfReader
        storedBytesRead += read - readOfReader
        readOfReader = read
    }

    private mutating func closeReader(endsInsideLine: Bool) {
        if isHashing { digests[next - 1] = reader?.digest() }
        noteProgress()
        if let note = reader?.note { notes.append(note) }
        intake.end(
            uncompressedBytes: reader?.uncompressedBytesRead ?? 0,
            nulBytes: splitter.droppedNULBytes,
            endsInsideLine: endsInsideLine
        )
        reader = nil
    }

    private static func feed(
        _ buffer: [UInt8],
        _ count: Int,
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        into batch: inout ActivityBatch
    ) {
        splitter.feed(buffer.span.extracting(first: count)) { line, place in
            intake.take(line, place, into: &batch)
        }
    }

    /// Takes the last line if no newline ended it; true if there was one.
    private static func finishLines(
        _ splitter: inout LineSplitter,
        _ intake: inout LineIntake,
        into batch: inout ActivityBatch
    ) -> Bool {
        var hasUnfinishedLine = false
        splitter.finish { line, place in
            hasUnfinishedLine = true
            intake.take(line, place, into: &batch)
        }
        return hasUnfinishedLine
    }
}
