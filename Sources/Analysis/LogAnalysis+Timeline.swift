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
        var hosts: [(name: String, stream: HostStream)] = []
        eachHost { set, firstSource in
            if filter.wants(set: set.name) { hosts.append((set.name, stream(of: set, firstSource))) }
        }
        // Of activities at the same moment, those of the host come first whose name does, not of the one named first.
        hosts.sort { $0.name < $1.name }
        var outcome = Outcome(problems: inventory.problems, notes: notes + detectionNotes)
        outcome.stateProblems = engineState.sources.flatMap(\.problems)
        return TimelineReader(hosts.map(\.stream), outcome, progress: progress)
    }

    /// A host's stream, after a first pass that tells how its set can be read, and what later events tell of earlier ones.
    ///
    /// A set with a stream can be read only once: what it tells late is not told.
    private func stream(of set: LogSet, _ firstSource: Int) -> HostStream {
        if set.hasStream {
            let late = LateRecords().asExpected()
            let scan = HostScan(
                set.files,
                firstSource: firstSource,
                upkeep: .listed,
                detections: detections,
                expecting: late
            )
            return HostStream(
                .oneGo(scan),
                HostTrail(request(for: set, firstSource, .activities), knowing: knowledge(of: set, .none))
            )
        }
        let (first, late) = firstPass(over: set, firstSource)
        if first.sharesHost {
            let stream = withoutState(of: set).stream(of: set, firstSource)
            stream.notes.append(unusedStateNote(of: set))
            return stream
        }
        let request = request(for: set, firstSource, .activities, places: first.judgements.places)
        guard let late else {
            let feed = timelineFeed(of: set)
            // Hosts that are read side by side would only get into each other's way.
            let work = OrderedWork(cores: inventory.sets.count > 1 ? 1 : cores, next: feed.next) {
                ($0, SegmentScan($0, request))
            }
            return HostStream(
                .segments(work, SegmentJoin(request)),
                trail(of: set, request, after: first),
                notes: first.notes
            )
        }
        let scan = HostScan(
            set.files,
            firstSource: firstSource,
            upkeep: .listed,
            detections: detections,
            expecting: late
        )
        return HostStream(.oneGo(scan), trail(of: set, request, after: first), notes: first.notes)
    }

    /// Reads a set, no part of which can be read only once, for what has to be known before activities are told or counted.
    ///
    /// Where it has to be read in one go, gives the records as well that come too late for their event.
    func firstPass(over set: LogSet, _ firstSource: Int) -> (FirstPass, LateRecords?) {
        if let first = firstPassInSegments(set, firstSource) { return (first, nil) }
        let late = lateRecords(in: set)
        return (firstPass(over: set, firstSource, expecting: late), late)
    }

    private func trail(of set: LogSet, _ request: SegmentScan.Request, after first: FirstPass) -> HostTrail {
        HostTrail(request, knowing: knowledge(of: set, .known(first.foreknowledge)), judgements: first.judgements)
    }

    /// The segments of a set: the same when it is looked at as when it is read, since what fits in one cut may not in another.
    private func timelineFeed(of set: LogSet) -> SegmentFeed {
        SegmentFeed(set.files, size: min(segmentSize, Self.timelineSegmentSize), cores: nil)
    }

    /// What later events tell of earlier ones, read in segments; nil where those do not fit together, which only reading all of
    /// them can tell.
    private func firstPassInSegments(_ set: LogSet, _ firstSource: Int) -> FirstPass? {
        if readsInOneGo { return nil }
        let request = request(for: set, firstSource, .tables)
        var trail = HostTrail(request, knowing: knowledge(of: set))
        var judgements = Judgements(filter)
        var join = SegmentJoin(request)
        let feed = timelineFeed(of: set)
        let work = OrderedWork(cores: cores, next: feed.next) { ($0, SegmentScan($0, request)) }
        while !join.isVoid, case (let segment, var scan)? = work.take() {
            var batch = ActivityBatch()
            let shift = join.add(scan, of: segment, into: &batch)
            trail.add(batch)
            trail.add(scan.takeActivities(shiftedBy: shift))
            trail.follow(before: join.horizon(), into: &judgements)
        }
        work.stop()
        if join.isVoid { return nil }
        var batch = ActivityBatch()
        _ = join.finish(into: &batch)
        if join.isVoid { return nil }
        trail.add(batch)
        trail.finish(into: &judgements)
        return FirstPass(trail, judgements)
    }

    /// The same, read in one go.
    private func firstPass(over set: LogSet, _ firstSource: Int, expecting late: LateRecords) -> FirstPass {
        var judgements = Judgements(filter)
        var trail = HostTrail(request(for: set, firstSource, .tables), knowing: knowledge(of: set))
        var scan = HostScan(
            set.files,
            firstSource: firstSource,
            upkeep: .apart,
            detections: detections,
            expecting: late
        )
        while true {
            var batch = ActivityBatch()
            guard scan.advance(into: &batch) else { break }
            trail.add(batch)
            trail.follow(before: scan.horizon(), into: &judgements)
        }
        trail.finish(into: &judgements)
        return FirstPass(trail, judgements)
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
