import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// One host's activities in order, read as they are asked for.
final class HostStream {
    private var scan: HostScan
    private var sorter = ActivitySorter()
    private var found = ActivityBatch()
    /// Activities in order, of which those before `position` have been taken.
    private var ready = ActivityBatch()
    private var position = 0
    private var isDone = false
    private var progressTaken: UInt64 = 0

    init(_ set: LogSet, firstSource: Int, expecting late: LateRecords) {
        scan = HostScan(set.files, firstSource: firstSource, detail: .full, expecting: late)
    }

    /// The earliest activity that has not been taken; nil at the end.
    var first: Activity? {
        while position == ready.activities.count {
            guard !isDone else { return nil }
            refill()
        }
        return ready.activities[position]
    }

    /// Takes the earliest activity.
    func takeFirst(_ body: (_ position: Int, _ batch: borrowing ActivityBatch) -> Void) {
        guard first != nil else { return }
        body(position, ready)
        position += 1
    }

    /// Whether stored bytes were read since the last `takeProgress`.
    var hasReadMore: Bool { scan.storedBytesRead > progressTaken }

    /// Stored bytes read since the last call.
    func takeProgress() -> UInt64 {
        defer { progressTaken = scan.storedBytesRead }
        return scan.storedBytesRead - progressTaken
    }

    func addOutcome(to outcome: inout LogAnalysis.Outcome) {
        let result = scan.result
        outcome.problems += result.problems
        outcome.notes += result.notes
        outcome.outOfOrder += sorter.outOfOrder
        outcome.unjoined += result.tally.unjoined
        outcome.malformed += result.sources.reduce(0) { $0 + $1.malformed }
    }

    private func refill() {
        ready.removeAll()
        position = 0
        found.removeAll()
        if scan.advance(into: &found) {
            Self.sort(found, &sorter, into: &ready)
        } else {
            isDone = true
            Self.finish(&sorter, into: &ready)
        }
    }

    private static func sort(_ found: ActivityBatch, _ sorter: inout ActivitySorter, into ready: inout ActivityBatch) {
        sorter.add(found) { activity, batch in ready.append(activity, from: batch) }
    }

    private static func finish(_ sorter: inout ActivitySorter, into ready: inout ActivityBatch) {
        sorter.finish { activity, batch in ready.append(activity, from: batch) }
    }
}
