public import Detections

extension Report {
    /// A secret that was replaced before the report was printed.
    public struct Redaction: Sendable, Equatable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The id of the finding that it stands in.
        public var finding: String
        /// The finding's field.
        public var field: String
        /// What kind of secret it is.
        public var kind: String
        /// Where the event begins that has it; nil where no event of the finding is cited.
        public var evidence: Finding.Evidence?

        /// A secret at its place.
        public init(set: Int, finding: String, field: String, kind: String, evidence: Finding.Evidence?) {
            self.set = set
            self.finding = finding
            self.field = field
            self.kind = kind
            self.evidence = evidence
        }
    }

    /// The secrets that were replaced before the report was printed.
    public struct Redactions: Sendable {
        /// Whether secrets were looked for.
        public var areLookedFor = false
        /// How many were replaced.
        public var count: UInt64 = 0
        /// Where they stand, by finding.
        public var places: [Redaction] = []

        /// None yet.
        public init() {}
    }
}
