import AuditEvents
import AuditRecords

/// What the log of one node can tell, so far.
struct NodeCoverage: Sendable, Codable {
    /// How long after auditd ended events of the kernel may still be written, in milliseconds.
    private static let lateTime: Int64 = 5000

    /// When auditd started last, if it has not ended since.
    var start: RecordMark?
    /// When it ended, if it has not started since.
    var stop: RecordMark?
    /// Since when the kernel audits nothing.
    var auditOff: RecordMark?
    /// The latest event of the kernel.
    var latest: RecordMark?
    /// As `latest`, when auditd started last.
    var latestBeforeStart: RecordMark?
    /// Which places its rules watch.
    var places = WatchedPlaces()

    /// The gap that goes on to the end of the log, if one does.
    ///
    /// Events long after auditd's end say that something else wrote them, or that it runs again.
    var openGap: CoverageGap? {
        if let auditOff { return CoverageGap(.auditOff, at: auditOff) }
        guard let stop else { return nil }
        if let latest, latest.stamp.milliseconds > stop.stamp.milliseconds + Self.lateTime { return nil }
        return CoverageGap(.daemonEnded, at: stop)
    }
}
