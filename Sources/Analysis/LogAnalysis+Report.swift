import AuditEvents
import AuditLogs
import DockerActivity

extension LogAnalysis {
    /// The data of a report over the wanted activities.
    ///
    /// `hashing` adds the SHA-256 of each input.
    public func report(hashing: Bool) -> Report { result(hashing: hashing, keepingState: false).report() }

    /// The analysis of all hosts as a value: to make a report from, to save, to join with others.
    ///
    /// `hashing` adds the SHA-256 of each input.
    public func result(hashing: Bool) -> PartialResult { result(hashing: hashing, keepingState: true) }

    /// `keepingState` tells whether anybody will go on with the value.
    private func result(hashing: Bool, keepingState: Bool) -> PartialResult {
        var result = PartialResult()
        result.filter = filter.normalised
        var read: UInt64 = 0
        eachHost { set, _ in
            let reading = reading(set, hashing: hashing, read: read)
            read += set.files.reduce(0) { $0 + ($1.storedBytes ?? 0) }
            result.hosts.append(host(set, consume reading, keepingState: keepingState))
        }
        var account = InputAccount(inventory)
        list(in: &account)
        let nodes = result.hosts.flatMap(\.scan.tally.ledgers.names)
        account.notes += detectionNotes
        account.notes += hostsWithoutLogs(nodes: nodes).map { "no log is of \($0), of which something was given" }
        if result.hosts.count == 1 {
            result.hosts[0].account = account
        } else {
            result.account = account
            for index in result.hosts.indices { result.hosts[index].account.directory = account.directory }
        }
        result.sort()
        return result
    }

    /// Goes on with a value of one host, with later logs of that host.
    ///
    /// - Parameters:
    ///   - earlier: the value, and what an error calls it by.
    ///   - hashing: whether the SHA-256 of each input is added; it also tells logs that the value holds already.
    /// - Returns: a value of the same host, in whose place it stands.
    /// - Throws: if the value holds more than one host or these logs already, or was made with other filters.
    public func result(
        after earlier: (path: String, result: PartialResult),
        hashing: Bool
    ) throws(PartialError) -> PartialResult {
        guard earlier.result.filter == filter.normalised else {
            throw PartialError(.otherFilters(than: "these logs are to be read with"), path: earlier.path)
        }
        guard earlier.result.hosts.count == 1, let host = earlier.result.hosts.first else {
            throw PartialError(.notOneHost(earlier.result.hosts.count), path: earlier.path)
        }
        guard inventory.sets.count < 2 else {
            throw PartialError(.logsOfHosts(inventory.sets.count), path: earlier.path)
        }
        let files = inventory.sets.first?.files ?? []
        let set = LogSet(name: host.name, files: files)
        let reading = reading(set, hashing: hashing, read: 0, after: host)
        for (file, digest) in zip(files, reading.scan.digests.dropFirst(host.files.count)) {
            guard let digest, host.scan.digests.contains(digest) else { continue }
            throw PartialError(.sameLogs(file.name), path: earlier.path)
        }
        // Records that come late are few. Many are a log that has grown since, read from its beginning once more.
        let known = reading.scan.tally.unjoined - host.scan.tally.unjoined
        guard known <= UInt64(EventAssembler.window) else {
            throw PartialError(.sameRecords(known), path: earlier.path)
        }
        var result = earlier.result
        result.hosts = [self.host(set, consume reading, keepingState: true, after: host)]
        return result
    }

    /// What was read of a host, up to the events of which later logs may hold more.
    private struct HostReading {
        var scan: ScanResult
        var tables = ActivityTables()
        var waiting: [Event] = []
        var trail: HostTrail?
        /// Whether what was given of the host was used.
        var takesHostState = true
    }

    /// Reads a set, after an earlier one of the same host if there is one.
    private func reading(
        _ set: LogSet,
        hashing: Bool,
        read: UInt64,
        after earlier: HostResult? = nil
    ) -> HostReading {
        // Hashing goes on beside the scan; it takes longer than the scan of the same bytes.
        let digests = hashing && !set.hasStream ? set.files.map { file in PendingResult { digest(of: file) } } : []
        // Which activities are part of a finding is known only when all have been seen. A stream cannot be read twice.
        let first = filter.choosesFindings && !set.hasStream ? firstPass(over: set, 0).0 : nil
        let request = request(for: set, 0, .tables, places: first?.judgements.places)
        var reading =
            readInSegments(set, request, read: read, after: earlier)
            ?? readInOneGo(set, request, hashing: hashing && set.hasStream, read: read, after: earlier)
        if severalShareState(of: set, nodes: reading.scan.tally.ledgers.names), !set.hasStream {
            reading = withoutState(of: set).reading(set, hashing: false, read: read, after: earlier)
            reading.scan.notes.append(unusedStateNote(of: set))
            reading.takesHostState = false
        } else {
            reading.scan.notes += first?.judgements.notes ?? []
        }
        if !digests.isEmpty { reading.scan.digests = (earlier?.scan.digests ?? []) + digests.map { $0.take() } }
        return reading
    }

    private func host(
        _ set: LogSet,
        _ reading: consuming HostReading,
        keepingState: Bool,
        after earlier: HostResult? = nil
    ) -> HostResult {
        let state = keepingState ? reading.trail?.state : nil
        // What is large is handed on, never copied: the end of the trail changes all of it.
        let trail = reading.trail.take()
        let ending = ending(reading, consume trail)
        var names = reading.takesHostState ? givenNames(of: set) : withoutState(of: set).givenNames(of: set)
        if let earlier { names.add(earlier.names) }
        var host = HostResult(
            name: set.name,
            files: set.files.map { file in
                HostResult.File(
                    name: file.name,
                    storedBytes: file.storedBytes,
                    storage: file.storage,
                    outermostName: file.outermostName,
                    memberNames: file.memberNames
                )
            },
            scan: reading.scan,
            tables: reading.tables,
            names: names,
            trail: state ?? TrailState(),
            waiting: reading.waiting.map { WaitingEvent($0) },
            ending: ending
        )
        _ = consume reading
        host.tables.prune()
        if let earlier {
            host.account = InputAccount(inventory)
            list(in: &host.account)
            host.follow(earlier)
        }
        return host
    }

    /// What the last events are if no more of them comes.
    private func ending(_ reading: HostReading, _ trail: consuming HostTrail?) -> HostEnding {
        var events = EventIntake(
            sources: reading.scan.sources.count,
            firstSource: 0,
            upkeep: .listed,
            detections: detections
        )
        var batch = ActivityBatch()
        for event in reading.waiting { _ = events.take(event, .hasWaited, into: &batch) }
        var ending = HostEnding(
            tally: events.tally,
            sources: events.sources
        )
        trail?.add(batch)
        trail?.finish(into: &ending.tables)
        ending.coverage = trail?.coverage ?? CoverageFindings()
        let gaps = GapFindings(detections, filter)?.findings(reading.scan.tally.ledgers, ending.coverage)
        for finding in gaps ?? [] { ending.tables.add(finding) }
        ending.untoldFiles = trail?.untoldFiles ?? 0
        ending.forgottenMatches = trail?.forgottenMatches ?? 0
        ending.unfollowed = trail?.unfollowed ?? 0
        ending.tables.prune()
        return ending
    }

    /// Reads a set in segments, on all cores; nil where it must be read in one go.
    private func readInSegments(
        _ set: LogSet,
        _ request: SegmentScan.Request,
        read: UInt64,
        after earlier: HostResult?
    ) -> HostReading? {
        if set.hasStream || readsInOneGo { return nil }
        let firstIndex = earlier?.files.count ?? 0
        var request = request
        request.sources += firstIndex
        // What is added to tables can come in any order, so each worker adds the engine's upkeep to its own, and nothing waits for
        // another. All else is followed in order.
        let tables = SharedTables()
        var followed = ActivityTables()
        var trail = HostTrail(request, knowing: knowledge(of: set), from: earlier?.trail)
        var join = SegmentJoin(request, after: earlier)
        let feed = SegmentFeed(set.files, size: segmentSize, cores: cores, firstIndex: firstIndex)
        let work = OrderedWork(cores: cores, next: feed.next) { [request] segment in
            var scan = SegmentScan(segment, request)
            tables.add(scan.takeTables())
            return (segment, scan)
        }
        while !join.isVoid, !tables.dependOnOrder, case (let segment, var scan)? = work.take() {
            var batch = ActivityBatch()
            let shift = join.add(scan, of: segment, into: &batch)
            followed.addUpkeep(of: batch)
            trail.add(batch)
            trail.add(scan.takeActivities(shiftedBy: shift))
            trail.follow(before: join.horizon(), into: &followed)
            progress(read + segment.storedBytesRead)
        }
        work.stop()
        if join.isVoid || tables.dependOnOrder { return nil }
        let reading = join.end()
        tables.add(consume followed)
        var whole = tables.take()
        if let earlier { whole.add(earlier.tables) }
        whole.prune()
        if join.isVoid || whole.dependsOnOrder { return nil }
        return HostReading(scan: reading.result, tables: whole, waiting: reading.waiting, trail: consume trail)
    }

    /// Reads a set from its first byte to its last, after an earlier one of the same host if there is one.
    private func readInOneGo(
        _ set: LogSet,
        _ request: SegmentScan.Request,
        hashing: Bool,
        read: UInt64,
        after earlier: HostResult?
    ) -> HostReading {
        var late = set.hasStream ? LateRecords().asExpected() : LateRecords()
        while true {
            var tables = earlier?.tables ?? ActivityTables()
            var trail = HostTrail(request, knowing: knowledge(of: set), from: earlier?.trail)
            var scan = HostScan(
                set.files,
                firstSource: 0,
                upkeep: filter.isEmpty ? .apart : .listed,
                detections: detections,
                expecting: late,
                hashing: hashing,
                keepsWaiting: true,
                after: earlier
            )
            while true {
                var batch = ActivityBatch()
                guard scan.advance(into: &batch) else { break }
                tables.addUpkeep(of: batch)
                trail.add(batch)
                trail.follow(before: scan.horizon(), into: &tables)
                progress(read + scan.storedBytesRead)
            }
            if late.isComplete || scan.late.count == 0 {
                return HostReading(scan: scan.result, tables: tables, waiting: scan.waiting, trail: trail)
            }
            late = scan.late.asExpected()  // some records came late: read once more and put them where they belong
        }
    }

    /// What is wanted of a set's segments.
    func request(
        for set: LogSet,
        _ firstSource: Int,
        _ purpose: SegmentScan.Purpose,
        places: FindingPlaces? = nil
    ) -> SegmentScan.Request {
        SegmentScan.Request(
            sources: set.files.count,
            firstSource: firstSource,
            purpose: purpose,
            filter: filter,
            names: state(of: set).names,
            namesOfNodes: Dictionary(uniqueKeysWithValues: hostStates.map { (Array($0.key.utf8), $0.value.names) }),
            detections: runDetections,
            places: places,
            isSetWanted: filter.wants(set: set.name)
        )
    }
}

/// SHA-256 of a file as stored.
private func digest(of file: LogFile) -> String? {
    guard var reader = try? LogReader(file, hashing: true) else { return nil }
    return reader.digest()
}
