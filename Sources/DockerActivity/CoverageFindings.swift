public import AuditRecords

/// What the log cannot tell, and which places it tells of.
public struct CoverageFindings: Sendable {
    /// The gaps, in no particular order.
    public var gaps: [CoverageGap]
    /// Gaps beyond the limit.
    public var omitted: UInt64
    /// The places that rules watched, in no particular order.
    public var places: [WatchedPlace] = []
    /// Places beyond the limit.
    public var placesOmitted: UInt64 = 0

    /// Findings from their parts.
    public init(gaps: [CoverageGap] = [], omitted: UInt64 = 0) {
        self.gaps = gaps
        self.omitted = omitted
    }

    /// Adds what another machine's trail found; of too many gaps the rest is counted.
    public mutating func add(_ other: CoverageFindings) {
        let kept = other.gaps.prefix(max(0, CoverageTrail.gapsLimit - gaps.count))
        gaps += kept
        omitted += other.omitted + UInt64(other.gaps.count - kept.count)
        places += other.places
        placesOmitted += other.placesOmitted
    }
}

extension CoverageFindings: SavedState {
    /// Whether there are no more than are found.
    public var isSound: Bool {
        gaps.count <= CoverageTrail.gapsLimit + LineOrder.stepsLimit + 2 * CoverageTrail.nodesLimit
            && omitted < 1 << 48 && placesOmitted < 1 << 48
    }
}

extension CoverageGap.Kind {
    /// Whether auditd was not running.
    public var isOfDaemon: Bool { self == .daemonEnded || self == .daemonKilled }
}
