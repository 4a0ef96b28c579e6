public import AuditRecords
public import DockerActivity

/// One story that several findings tell: what joins them, and in which order they came.
///
/// That two findings stand in one incident says that they have something in common, and not that one person did both: each
/// step says what joined it.
public struct Incident: Sendable {
    /// One finding of the story.
    public struct Step: Sendable {
        /// The finding, as an index into the findings that the incident was made of.
        public var finding: Int
        /// What joins it to the steps before; nil for the first.
        public var link: Link?
        /// Whether its records state it, or it is concluded.
        public var basis: Basis
        /// How sure a conclusion is.
        public var confidence: Confidence
    }

    /// What a step rests on.
    ///
    /// The raw values are the ones that are printed.
    public enum Basis: String, Sendable, CaseIterable {
        /// The kernel's records state what was done, and by whom.
        case observed
        /// What was done, or by whom, is concluded from records.
        case inferred
    }

    /// `i.` and eight hexadecimal digits of the first finding's id: it stays the same as long as that finding is the first.
    public var id: String
    /// The title of its correlation if it has one, else of its gravest finding.
    public var title: String
    /// The gravest level of its findings.
    public var level: Level
    /// Time and serial of its first event.
    public var first: Stamp
    /// Time and serial of its last event.
    public var last: Stamp
    /// Its findings in order of time.
    public var steps: [Step]
}
