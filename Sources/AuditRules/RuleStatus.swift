/// How the rules that a host should have compare with those on its disk and in its kernel.
public struct RuleStatus: Sendable {
    /// What became of a rule.
    public enum State: String, Sendable {
        /// Recorded as wanted, in this form or another of the same meaning.
        case loaded
        /// Nothing of it is recorded.
        case missing
        /// Some of it is recorded, or under another key.
        case different
        /// Loaded, and muted by a rule before it.
        case shadowed
        /// Loaded, and watching nothing.
        case dead
        /// Loaded by somebody else.
        case foreign
        /// Not wanted on this host.
        case notApplicable = "not-applicable"

        /// Whether the state is not what was wanted.
        public var isDrift: Bool { [.missing, .different, .shadowed, .dead].contains(self) }
    }

    /// One rule, wanted or found.
    public struct Entry: Sendable {
        /// The rule as auditctl lists it.
        public let rule: String
        /// What became of it.
        public let state: State
        /// Why, as a sentence without an end; empty where there is nothing to say.
        public let why: String
        /// Recommendations of the CIS Docker benchmark that the rule answers.
        public let cis: [String]
        /// Whether a file of rules.d has it; nil where no rules.d was looked at.
        public let isOnDisk: Bool?
        /// Whether the kernel has it; nil where the kernel was not asked.
        public let isInKernel: Bool?
    }

    /// How one line of a list fares.
    public struct Coverage: Sendable {
        /// What is said of a line.
        public enum Verdict: String, Sendable {
            /// All of it is recorded.
            case covered
            /// Some of it is recorded.
            case partly
            /// Nothing of it is recorded.
            case not
            /// It has no meaning on this host.
            case notApplicable = "not-applicable"
        }

        /// The line: a number of the benchmark, or a path of the guides' list.
        public let name: String
        /// What it asks for.
        public let what: String
        /// What is said of it.
        public let verdict: Verdict
        /// Why, as a sentence without an end.
        public let why: String
    }

    /// The wanted rules in their order, then those of ours that are obsolete, then those of others.
    public internal(set) var entries: [Entry] = []
    /// The benchmark's recommendations 1.1.3 to 1.1.18.
    public internal(set) var cis: [Coverage] = []
    /// The nine lines of the hardening guides.
    public internal(set) var seed: [Coverage] = []
    /// What is worth saying of disk and kernel, each as a sentence.
    public internal(set) var notes: [String] = []
    /// What of disk and kernel is not as it was wanted, each as a sentence.
    public internal(set) var drift: [String] = []
    /// The kernel's state; nil where it was not asked.
    public internal(set) var kernel: AuditStatus?

    /// Whether anything is not as it was wanted.
    public var hasDrift: Bool { !drift.isEmpty || entries.contains { $0.state.isDrift } }

    /// What is compared.
    public struct Evidence: Sendable {
        /// The rules on disk; nil where no disk was looked at.
        public var directory: RulesDirectory?
        /// The rules in the kernel, or in a listing; nil where neither was read.
        public var loaded: [AuditRule]?
        /// The kernel's state; nil where it was not asked.
        public var kernel: AuditStatus?
        /// The host's map of when the rules were installed.
        public var map: HostMap?

        /// What is compared; all may be missing.
        public init(
            directory: RulesDirectory? = nil,
            loaded: [AuditRule]? = nil,
            kernel: AuditStatus? = nil,
            map: HostMap? = nil
        ) {
            self.directory = directory
            self.loaded = loaded
            self.kernel = kernel
            self.map = map
        }
    }

    /// Compares a plan with what was found on its host.
    ///
    /// Where no loaded rules are known those on disk are judged instead: as if they were loaded at the next start.
    public init(_ plan: RulePlan, host: DockerHost, evidence: Evidence) {
        kernel = evidence.kernel
        let judge = StatusJudge(plan: plan, host: host, evidence: evidence)
        entries = judge.entries()
        cis = judge.benchmark()
        seed = judge.guides()
        (notes, drift) = judge.surroundings()
    }
}
