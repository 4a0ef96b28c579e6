import AuditEvents
import AuditLogs
import AuditRecords
import Detections
import DockerActivity

/// What one segment holds, as a value that can be joined with its neighbours'.
struct SegmentScan: Sendable {
    /// What is wanted of the segments of a set.
    struct Request: Sendable {
        /// Files in the set.
        var sources: Int
        /// The number of the first of them among all sources of the analysis.
        var firstSource: Int
        /// What becomes of activities.
        var purpose: Purpose
        /// Which activities are wanted.
        var filter = ActivityFilter()
        /// Names that were given for logs without names.
        var names = AccountNames()
        /// The same of single machines of a central log.
        var namesOfNodes: [[UInt8]: AccountNames] = [:]
        /// What finds what needs an explanation; nil where nobody asks.
        var detections: DetectionLibrary?
        /// Where the activities of wanted findings stand, as a first pass tells; nil where that is not asked, or not known.
        var places: FindingPlaces?
        /// Whether activities of the set are wanted at all.
        var isSetWanted = true

        /// What becomes of the engine's upkeep; nil where no activities are asked for.
        var upkeep: ActivityExtractor.Upkeep? {
            switch purpose {
            // A filter asks what is not counted of upkeep that is kept apart.
            case .tables: filter.isEmpty ? .apart : .listed
            case .activities: .listed
            case .survey: nil
            }
        }

        /// Whether an activity is wanted.
        func admits(_ activity: Activity, of batch: borrowing ActivityBatch) -> Bool {
            if filter.isEmpty { return true }
            if !isSetWanted { return false }
            if let places, !places.hold(activity) { return false }
            if namesOfNodes.isEmpty { return filter.admits(activity, of: batch, userName: names.userName) }
            let names = namesOfNodes[Array(batch.bytes[activity.node.indices])] ?? names
            return filter.admits(activity, of: batch, userName: names.userName)
        }

        /// Whether a finding is wanted, some of whose activities are.
        func admits(_ finding: Finding) -> Bool { places?.hold(finding) != false }

        /// Whether what an edit's step that says most tells is wanted.
        func admits(_ edit: Edit) -> Bool {
            if filter.isEmpty { return true }
            var batch = ActivityBatch()
            batch.append(edit)
            return admits(batch.activities[0], of: batch)
        }
    }

    /// What becomes of activities.
    enum Purpose: Sendable {
        /// The engine's upkeep is counted in tables; all others are kept.
        case tables
        /// They are kept, with all that the records tell.
        case activities
        /// There are none: all that is asked is whether the log can be read by segments at all.
        case survey
    }

    /// The segment's first events as they were gathered, and those that had to wait: a neighbour may hold more of their
    /// records.
    let head: [Event]
    /// Those of its last events that are not complete, likewise.
    let tail: [Event]
    /// How many events begin in it.
    let begun: UInt64
    /// Tables of the engine's upkeep in all others, where it is kept apart.
    private(set) var tables: ActivityTables
    /// The activities and notices of all others.
    private(set) var activities: ActivityBatch
    /// Counts of all others.
    let events: EventIntake
    /// Records by type in the whole segment.
    let records: RecordCounts
    /// Serials by node in the whole segment.
    let ledgers: SerialLedgers
    /// What was read of the source.
    let source: SourceTally
    /// The number that the segment's first line has in it: 2 where a line before it, which is the neighbour's, had to be read.
    let firstLine: UInt64
    /// What ended the log before its time.
    let problem: LogFileError?
    /// What was odd about the log but no problem.
    let note: String?
    /// Whether something was met that only reading the set in one go tells right: a plain file that cannot be read to its
    /// end, records that come after their event looked complete, NUL bytes.
    let needsWholeReading: Bool

    /// Scans a segment.
    init(_ segment: LogSegment, _ request: Request) {
        var reading = SegmentReading(segment, request)
        var isWhole = true
        do {
            try reading.read()
        } catch {
            isWhole = false
        }
        tail = reading.intake.takeWaiting()
        head = reading.intake.events.first
        tables = reading.tables
        activities = reading.activities
        events = reading.intake.events
        records = reading.intake.records
        ledgers = reading.intake.assembler.ledgers
        begun = reading.intake.assembler.begun
        source = reading.tally
        firstLine = reading.dropsFirstLine ? 2 : 1
        problem = reading.problem
        note = reading.note
        let assembler = (late: reading.intake.assembler.late.count, cutShort: reading.intake.assembler.cutShort)
        // A run that swallowed holes says of serials that they are there which are not, and may be endless.
        let hasForgotten = ledgers.ledgers.contains { $0.forgottenGaps > 0 }
        needsWholeReading =
            !isWhole || reading.isOdd || assembler.late > 0 || assembler.cutShort > 0 || hasForgotten
    }

    /// Gives the activities out, with the numbers that their lines have in the whole file, and keeps none.
    mutating func takeActivities(shiftedBy shift: UInt64) -> ActivityBatch {
        var batch = ActivityBatch()
        swap(&batch, &activities)
        if shift > 0 { batch.moveLines(by: shift) }
        return batch
    }

    /// Gives the tables out and keeps none.
    mutating func takeTables() -> ActivityTables {
        var tables = ActivityTables()
        swap(&tables, &self.tables)
        return tables
    }
}
