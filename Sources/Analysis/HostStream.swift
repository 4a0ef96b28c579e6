import AuditEvents
import AuditLogs
import AuditRecords
import Detections
import DockerActivity

/// One host's activities in order, read as they are asked for.
///
/// However the log is read, in segments on several cores or in one go, the trail follows it in order.
final class HostStream {
    /// How the set is read.
    enum Reading: ~Copyable {
        case segments(OrderedWork<LogSegment, (LogSegment, SegmentScan)>, SegmentJoin)
        case oneGo(HostScan)
    }

    /// Stored bytes read so far.
    private(set) var storedBytesRead: UInt64 = 0

    private var reading: Reading?
    private var result: ScanResult?
    /// Whether segments did not fit together, although they did a moment ago.
    private var hasChanged = false
    /// What is worth knowing of the first pass, and no problem.
    var notes: [String]
    private var trail: HostTrail
    /// Activities in order, of which those before `position` have been taken.
    private var ready: [JudgedActivity] = []
    private var position = 0

    /// `notes`: what is worth knowing of the first pass, and no problem.
    init(_ reading: consuming Reading, _ trail: HostTrail, notes: [String] = []) {
        self.notes = notes
        self.reading = consume reading
        self.trail = trail
    }

    deinit {
        guard let reading = reading.take() else { return }
        if case .segments(let work, _) = consume reading { work.stop() }
    }

    /// The stamp of the earliest activity that has not been taken; nil at the end.
    var firstStamp: Stamp? {
        while position == ready.count {
            guard reading != nil else { return nil }
            ready.removeAll(keepingCapacity: true)
            position = 0
            refill()
        }
        return ready[position].stamp
    }

    /// Takes the earliest activity, if there is one.
    func takeFirst(into piece: inout TimelinePiece) {
        guard firstStamp != nil else { return }
        piece.append(ready[position])
        position += 1
    }

    func addOutcome(to outcome: inout LogAnalysis.Outcome) {
        outcome.outOfOrder += trail.outOfOrder
        outcome.notes += notes
        if let gravest = trail.gravest { outcome.gravest = max(outcome.gravest ?? gravest, gravest) }
        guard let result else { return }
        outcome.problems += result.problems
        outcome.notes += result.notes
        outcome.unjoined += result.tally.unjoined
        outcome.malformed += result.sources.reduce(0) { $0 + $1.malformed }
        if hasChanged {
            outcome.notes.append(
                "a log changed while it was read: activities at its changed places may be missing or incomplete"
            )
        }
    }

    private func refill() {
        guard let reading = reading.take() else { return }
        switch consume reading {
        case .segments(let work, var join):
            if nextSegment(work, &join) { self.reading = .segments(work, join) }
        case .oneGo(var scan):
            if nextBlock(&scan) { self.reading = .oneGo(scan) }
        }
    }

    /// Goes on with the next segment; false if there is none.
    private func nextSegment(
        _ work: OrderedWork<LogSegment, (LogSegment, SegmentScan)>,
        _ join: inout SegmentJoin
    ) -> Bool {
        var batch = ActivityBatch()
        guard case (let segment, var scan)? = work.take() else {
            result = join.finish(into: &batch)
            hasChanged = join.isVoid
            trail.add(batch)
            trail.finish { ready.append($0) }
            return false
        }
        let shift = join.add(scan, of: segment, into: &batch)
        trail.add(batch)
        trail.add(scan.takeActivities(shiftedBy: shift))
        storedBytesRead = segment.storedBytesRead
        trail.follow(before: join.horizon()) { ready.append($0) }
        return true
    }

    /// Goes on with the next block; false if there is none.
    private func nextBlock(_ scan: inout HostScan) -> Bool {
        var batch = ActivityBatch()
        let isMore = scan.advance(into: &batch)
        trail.add(batch)
        storedBytesRead = scan.storedBytesRead
        guard isMore else {
            result = scan.result
            trail.finish { ready.append($0) }
            return false
        }
        trail.follow(before: scan.horizon()) { ready.append($0) }
        return true
    }
}
