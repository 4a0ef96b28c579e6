import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// One host's activities in order, read as they are asked for.
///
/// The order of the log is that of the lines that activities rest on, however the log is read: in segments, on several
/// cores, or in one go. From it the sorter makes the order of time.
final class HostStream {
    /// How the set is read.
    enum Reading: ~Copyable {
        case segments(OrderedWork<LogSegment, (LogSegment, SegmentScan)>, SegmentJoin)
        case oneGo(HostScan, SegmentScan.Request)
    }

    /// Stored bytes read so far.
    private(set) var storedBytesRead: UInt64 = 0

    private var reading: Reading?
    private var result: ScanResult?
    /// Whether segments did not fit together, although they did a moment ago.
    private var hasChanged = false
    private var sorter = ActivitySorter()
    private var shelf = ActivityShelf()
    /// Activities before whose lines others may still come.
    private var pending: [ActivityEntry] = []
    /// Activities in order, of which those before `position` have been taken.
    private var ready: [ActivityEntry] = []
    private var position = 0

    init(_ reading: consuming Reading) {
        self.reading = consume reading
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
        piece.append(ready[position], of: shelf.take(ready[position]))
        position += 1
    }

    func addOutcome(to outcome: inout LogAnalysis.Outcome) {
        outcome.outOfOrder += sorter.outOfOrder
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
        case .oneGo(var scan, let request):
            if nextBlock(&scan, request) { self.reading = .oneGo(scan, request) }
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
            shelve(batch)
            finish()
            return false
        }
        let shift = join.add(scan, of: segment, into: &batch)
        shelve(batch)
        shelve(scan.takeActivities(shiftedBy: shift))
        storedBytesRead = segment.storedBytesRead
        release(before: join.horizon())
        return true
    }

    /// Goes on with the next block; false if there is none.
    private func nextBlock(_ scan: inout HostScan, _ request: SegmentScan.Request) -> Bool {
        var batch = ActivityBatch()
        let isMore = scan.advance(into: &batch)
        batch.removeAll { !request.admits($0, of: $1) }
        shelve(batch)
        storedBytesRead = scan.storedBytesRead
        guard isMore else {
            result = scan.result
            finish()
            return false
        }
        release(before: scan.horizon())
        return true
    }

    private func shelve(_ batch: consuming ActivityBatch) {
        shelf.add(batch) { pending.append($0) }
    }

    /// Hands on what stands before a line, in the order of lines.
    private func release(before horizon: RecordPosition?) {
        pending.sort(by: ActivityEntry.isBefore)
        let count =
            horizon.map { horizon in
                pending.firstIndex { ($0.source, $0.line) >= (horizon.source, horizon.line) } ?? pending.count
            } ?? pending.count
        for entry in pending[..<count] { sorter.add(entry, on: shelf) { ready.append($0) } }
        pending.removeFirst(count)
    }

    private func finish() {
        release(before: nil)
        sorter.finish(on: shelf) { ready.append($0) }
    }
}
