/// One rule that a host should have, and why.
public struct PlannedRule: Sendable {
    /// Whether the rule can do its work on this host.
    public enum Place: Hashable, Sendable {
        /// What it watches is there, or it watches no path.
        case present
        /// The file is not there yet, but its directory is: the watch waits for it.
        case awaited
        /// The rule would not load or never match; the reason is a sentence without an end.
        case notApplicable(String)
    }

    /// The rule.
    public let rule: AuditRule
    /// Whether the rule can do its work on this host.
    public let place: Place
    /// The rule as a line of a rules file.
    public let line: String
    /// Why it is wanted.
    public let why: String
    /// Recommendations of the CIS Docker benchmark (1.3 to 1.7) that it answers.
    public let cis: [String]
    /// Paths of the hardening guides' list that it answers.
    public let answers: [String]
    /// How much it records, in words.
    public let noise: String
    /// What was found on the way from the profile's path to this one.
    public let notes: [String]
    /// Whether the rule takes in the whole data root.
    public let isWholeTree: Bool
    /// How many events of a log would have matched; nil where no log was looked at.
    public internal(set) var estimate: UInt64?

    /// Whether the rule is to be loaded.
    public var isApplicable: Bool {
        if case .notApplicable = place { return false }
        return true
    }
}
