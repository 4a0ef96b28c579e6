public import AuditLogs
public import Detections
public import DockerActivity

extension Report {
    /// What the log cannot tell.
    public struct Coverage: Sendable {
        /// What is missing, by time.
        public var gaps: [Gap] = []
        /// Gaps beyond the limit for one report.
        public var gapsOmitted: UInt64 = 0
        /// The places that audit rules watched, and Docker's most important ones, by set, node and path.
        public var places: [Place] = []
        /// Places beyond the limit for one host.
        public var placesOmitted: UInt64 = 0
        /// Audit rules that were added, removed or refused, by time.
        public var rules: [RuleChange] = []
        /// Rule changes beyond the limit for one report.
        public var rulesOmitted: UInt64 = 0
        /// What could not be read.
        public var problems: [LogFileError] = []
        /// What is worth knowing about the reading, and no problem.
        public var notes: [String] = []
    }

    /// Something missing, or something that speaks against what is there.
    public struct Gap: Sendable {
        /// What it is.
        ///
        /// The raw values are the ones that are printed.
        public enum Kind: String, Sendable, CaseIterable {
            /// Serials that no record has.
            case serialGap = "serial-gap"
            /// Records that their event announces, or that the kernel writes with each.
            case lostEvents = "lost-events"
            /// A number in a rotated set.
            case missingRotation = "missing-rotation"
            /// Part of a record, or of a file.
            case tornRecord = "torn-record"
            /// A time in which auditd did not run.
            case daemonOff = "daemon-off"
            /// A time in which the kernel audited nothing.
            case auditOff = "audit-off"
            /// A clock that was set.
            case clockStep = "clock-step"
            /// A rule that the kernel dropped, since what it watched was gone.
            case ruleDied = "rule-died"
            /// Rules that the kernel refused, while it took others.
            case rulesRefused = "rules-refused"
            /// A whole source, or the rest of one.
            case unreadableSource = "unreadable-source"
            /// Records that stand there twice.
            case duplicatedRecords = "duplicated-records"
            /// Records that do not come from where they seem to.
            case forgedRecord = "forged-record"
            /// Logs, or parts of one, that stand in another order than they were written in.
            case outOfOrder = "out-of-order"
            /// Something that was left out because a limit of the program was reached.
            case limit
        }

        /// Which of the sets, as an index into `sets`; nil where it is about none by itself.
        public var set: Int?
        /// What is missing.
        public var kind: Kind
        /// From when, in milliseconds since 1970.
        public var from: Int64?
        /// Until when.
        public var to: Int64?
        /// How many.
        public var count: UInt64
        /// Where; nil where it is no single source.
        public var source: String?
        /// A sentence a reader can check.
        public var detail: String
        /// How sure it is that something is missing or wrong.
        public var confidence = Confidence.certain
        /// The node; empty where records name none, or where it is none by itself.
        public var node: [UInt8] = []
        /// The records that show it, which name sources by their index into the report's; of a hole those on its two sides.
        public var evidence: [Finding.Evidence] = []
    }

    /// A place, and when audit rules watched it.
    public struct Place: Sendable {
        /// How far it was watched.
        ///
        /// The raw values are the ones that are printed.
        public enum Verdict: String, Sendable, CaseIterable {
            /// All the time that the log spans.
            case watched
            /// Some of the time; of the rest it is not known, or known that it was not.
            case partly
            /// Never, as far as records tell: its rule was removed.
            case not
            /// The log says nothing of it.
            case unknown
        }

        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The node; empty where records name none.
        public var node: [UInt8]
        /// The file or directory.
        public var path: [UInt8]
        /// The key of the rule that watched it last; empty where it has none, or none is known.
        public var key: [UInt8] = []
        /// When it was watched, without the times in which auditd did not run or nothing was audited.
        public var watched: [(times: ClosedRange<Int64>, basis: WatchedPlace.Basis)]
        /// How far it was watched.
        public var verdict: Verdict
    }

    /// A change of the kernel's audit rules.
    public struct RuleChange: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// When, in milliseconds since 1970.
        public var milliseconds: Int64
        /// The event's serial.
        public var serial: UInt64
        /// Whether the rule was added or removed.
        public var action: Action
        /// Whether the kernel took it.
        public var outcome: Outcome
        /// The rule's key.
        public var key: [UInt8]
        /// The rule's path, where the record has it.
        public var path: [UInt8]
        /// Who did it; without an id where the kernel dropped the rule by itself.
        public var by: LoginName
        /// The node; empty where records name none.
        public var node: [UInt8] = []
    }
}

extension Report.Coverage {
    /// Whether nothing is missing; nil where nothing is known to be, but not all places are known to have been watched.
    public var isComplete: Bool? {
        guard gaps.isEmpty, gapsOmitted == 0, problems.isEmpty else { return false }
        return !places.isEmpty && placesOmitted == 0 && places.allSatisfy { $0.verdict == .watched } ? true : nil
    }
}
