public import DockerActivity

/// What a detector concluded: findings, and for events that were followed before which finding they are part of.
public struct Verdicts: Sendable {
    /// One event's part in a finding.
    public struct Verdict: Sendable {
        /// The edit that the event is a step of.
        public let edit: Edit
        /// The finding's detection.
        public let detection: String
        /// The finding's level.
        public let level: Level
        /// The number of the finding among the stories of one host's log.
        public let story: UInt64
        /// Whether the finding makes the events suspicious, which nothing did before.
        public let makesSuspicious: Bool
    }

    /// Findings that nothing can be added to any more.
    public var findings: [Finding] = []
    /// Edits all of whose events belong to a finding; an edit stands there once for each of its findings.
    public private(set) var verdicts: [Verdict] = []

    /// Nothing was concluded yet.
    public init() {}

    /// Whether nothing was concluded.
    public var isEmpty: Bool { findings.isEmpty && verdicts.isEmpty }

    /// Takes that an edit's events are part of a finding.
    mutating func tell(_ edit: inout Edit, _ finding: Finding) {
        let makesSuspicious = finding.level.isAlerting && edit.activity.disposition != .suspicious
        if makesSuspicious { edit.activity.disposition = .suspicious }
        verdicts.append(
            Verdict(
                edit: edit,
                detection: finding.detection,
                level: finding.level,
                story: finding.story,
                makesSuspicious: makesSuspicious
            )
        )
    }

    /// Lets go of all.
    public mutating func removeAll() {
        findings.removeAll(keepingCapacity: true)
        verdicts.removeAll(keepingCapacity: true)
    }
}
