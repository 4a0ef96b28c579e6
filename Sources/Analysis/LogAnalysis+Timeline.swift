import AuditEvents
import AuditLogs
import DockerActivity

extension LogAnalysis {
    /// Bytes of a plain file's segment whose activities are kept: with their text they are about as large as the segment.
    private static var timelineSegmentSize: UInt64 { 4 << 20 }

    /// Gives out all wanted activities, in order of time, serial and path over all hosts.
    ///
    /// Where a log is not as auditd writes it, since records come long after their event, it is read once to find them
    /// before the timeline begins.
    public func timeline() -> TimelineReader {
        var hosts: [HostStream] = []
        eachHost { set, firstSource in
            let trail = HostTrail(request(for: set, firstSource, .activities))
            hosts.append(HostStream(reading(of: set, firstSource), trail))
        }
        return TimelineReader(hosts, Outcome(problems: inventory.problems, notes: notes), progress: progress)
    }

    /// How a host's set is read, after a look at whether it can be read in segments.
    private func reading(of set: LogSet, _ firstSource: Int) -> HostStream.Reading {
        let request = request(for: set, firstSource, .activities)
        guard fitsSegments(set, firstSource) else {
            let scan = HostScan(set.files, firstSource: firstSource, upkeep: .listed, expecting: lateRecords(in: set))
            return .oneGo(scan)
        }
        let feed = timelineFeed(of: set)
        // Hosts that are read side by side would only get into each other's way.
        let work = OrderedWork(cores: inventory.sets.count > 1 ? 1 : cores, next: feed.next) {
            ($0, SegmentScan($0, request))
        }
        return .segments(work, SegmentJoin(request))
    }

    /// The segments of a set: the same when it is looked at as when it is read, since what fits in one cut may not in another.
    private func timelineFeed(of set: LogSet) -> SegmentFeed {
        SegmentFeed(set.files, size: min(segmentSize, Self.timelineSegmentSize), cores: nil)
    }

    /// Whether a set's segments fit together, which only reading all of it can tell.
    private func fitsSegments(_ set: LogSet, _ firstSource: Int) -> Bool {
        if set.hasStream || readsInOneGo { return false }
        let request = request(for: set, firstSource, .survey)
        var join = SegmentJoin(request)
        var batch = ActivityBatch()
        let feed = timelineFeed(of: set)
        let work = OrderedWork(cores: cores, next: feed.next) { ($0, SegmentScan($0, request)) }
        while !join.isVoid, let (segment, scan) = work.take() { _ = join.add(scan, of: segment, into: &batch) }
        work.stop()
        if !join.isVoid { _ = join.finish(into: &batch) }
        return !join.isVoid
    }

    /// Records that come too late for their event, found before anything is given out.
    ///
    /// A set with a stream can be read only once: its late records will stand by themselves.
    func lateRecords(in set: LogSet) -> LateRecords {
        if set.hasStream { return LateRecords().asExpected() }
        var scan = HostScan(set.files, upkeep: nil)
        var batch = ActivityBatch()
        while scan.advance(into: &batch) {}
        return scan.late.asExpected()
    }
}
