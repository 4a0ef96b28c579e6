import AuditEvents
import AuditLogs
import DockerActivity

extension LogAnalysis {
    /// The data of a report over the wanted activities.
    ///
    /// `hashing` adds the SHA-256 of each input.
    public func report(hashing: Bool) -> Report {
        var builder = ReportBuilder(inventory, notes: notes)
        var read: UInt64 = 0
        eachHost { set, firstSource in
            // Hashing goes on beside the scan; it takes longer than the scan of the same bytes.
            let digests = hashing && !set.hasStream ? set.files.map { file in PendingResult { digest(of: file) } } : []
            var (result, tables) =
                tablesInSegments(set, firstSource, read: read)
                ?? tablesInOneGo(set, firstSource, hashing: hashing && set.hasStream, read: read)
            if !digests.isEmpty { result.digests = digests.map { $0.take() } }
            read += set.files.reduce(0) { $0 + ($1.storedBytes ?? 0) }
            builder.add(result, tables, set: set)
        }
        return builder.finish(filter)
    }

    /// Reads a set in segments, on all cores; nil where it must be read in one go.
    private func tablesInSegments(_ set: LogSet, _ firstSource: Int, read: UInt64) -> (ScanResult, ActivityTables)? {
        if set.hasStream || readsInOneGo { return nil }
        let request = request(for: set, firstSource, .tables)
        // What is added to tables can come in any order, so each worker adds its own and nothing waits for another.
        let tables = SharedTables()
        var join = SegmentJoin(request)
        var batch = ActivityBatch()
        let feed = SegmentFeed(set.files, size: segmentSize, cores: cores)
        let work = OrderedWork(cores: cores, next: feed.next) { segment in
            var scan = SegmentScan(segment, request)
            tables.add(scan.takeTables())
            return (segment, scan)
        }
        while !join.isVoid, !tables.dependOnOrder, let (segment, scan) = work.take() {
            _ = join.add(scan, of: segment, into: &batch)
            progress(read + segment.storedBytesRead)
        }
        work.stop()
        if join.isVoid || tables.dependOnOrder { return nil }
        let result = join.finish(into: &batch)
        var whole = tables.take()
        for activity in batch.activities where request.admits(activity, of: batch) { whole.add(activity, of: batch) }
        whole.prune()
        return join.isVoid || whole.dependsOnOrder ? nil : (result, whole)
    }

    /// Reads a set from its first byte to its last.
    private func tablesInOneGo(
        _ set: LogSet,
        _ firstSource: Int,
        hashing: Bool,
        read: UInt64
    ) -> (ScanResult, ActivityTables) {
        let request = request(for: set, firstSource, .tables)
        var late = set.hasStream ? LateRecords().asExpected() : LateRecords()
        while true {
            var tables = ActivityTables()
            var scan = HostScan(
                set.files,
                firstSource: firstSource,
                detail: .counts,
                expecting: late,
                hashing: hashing
            )
            var batch = ActivityBatch()
            while scan.advance(into: &batch) {
                for activity in batch.activities where request.admits(activity, of: batch) {
                    tables.add(activity, of: batch)
                }
                batch.removeAll()
                progress(read + scan.storedBytesRead)
            }
            if late.isComplete || scan.late.count == 0 { return (scan.result, tables) }
            late = scan.late.asExpected()  // some records came late: read once more and put them where they belong
        }
    }

    /// What is wanted of a set's segments.
    func request(for set: LogSet, _ firstSource: Int, _ purpose: SegmentScan.Purpose) -> SegmentScan.Request {
        SegmentScan.Request(
            sources: set.files.count,
            firstSource: firstSource,
            purpose: purpose,
            filter: filter,
            names: names
        )
    }
}

/// SHA-256 of a file as stored.
private func digest(of file: LogFile) -> String? {
    guard var reader = try? LogReader(file, hashing: true) else { return nil }
    return reader.digest()
}
