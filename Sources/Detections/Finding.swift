public import AuditRecords
public import DockerActivity

/// Something that needs an explanation: a story that a detection tells, with the events that it rests on.
///
/// Text from the log is bytes, not escaped.
public struct Finding: Sendable {
    /// Events of one finding that are cited; those beyond are counted.
    public static let evidenceLimit = 256

    /// The detection's id.
    public var detection: String
    /// The detection's title.
    public var title: String
    /// Why it was made: the card's sentence, whose names in braces the finding's facts fill.
    public var why: String
    /// ATT&CK techniques.
    public var attack: [String]
    /// How grave it is, as circumstances have it.
    public var level: Level
    /// What raised or lowered the level, in words.
    public var circumstances: [String] = []
    /// Whether the conclusion follows from the records.
    public var confidence = Confidence.certain
    /// Time and serial of the first event.
    public var stamp: Stamp
    /// Time and serial of the latest event.
    public var last: Stamp
    /// The machine that the records name with `node=`; empty where they name none.
    public var node: [UInt8] = []
    /// Who did it.
    public var actor = Actor()
    /// The process of the event that says most.
    public var process = Process()
    /// What was done, by the event that says most.
    public var action: Action
    /// Whether it was done.
    public var outcome = Outcome.unknown
    /// The file's true path, or its name as recorded where that is not known; of many files the directory that holds them all.
    public var file: [UInt8] = []
    /// Whether `file` is the true path on the host.
    public var hasTruePath = false
    /// How many files it is about.
    public var files: UInt64 = 0
    /// The old name of a rename, or the target of a link.
    public var from: [UInt8] = []
    /// The group.
    public var group: [UInt8] = []
    /// The group's member.
    public var member: [UInt8] = []
    /// The audit rule's key, or what else of the audit system was changed.
    public var setting: [UInt8] = []
    /// The image of the container that acted, or that was started.
    public var image: [UInt8] = []
    /// Why a site expects it; empty where it does not.
    public var acceptance = ""
    /// How often the same was found.
    public var count: UInt64 = 1
    /// The events it rests on, in order of time.
    public var evidence: [Evidence] = []
    /// Events beyond the limit.
    public var evidenceOmitted: UInt64 = 0
    /// The number that it has among the stories of one host's log, as `Verdicts.Verdict.story` has it.
    public var story: UInt64 = 0
    /// What the log tells to have followed, in order of time.
    public var consequences: [Consequence] = []
    /// Consequences beyond the limit.
    public var consequencesOmitted: UInt64 = 0
    /// Until when it was followed what came of it, in milliseconds since 1970; nil for the whole log.
    public var followedUntil: Int64?

    /// A finding by a card, of which the first event is known.
    public init(_ card: DetectionCard, action: Action, at stamp: Stamp) {
        detection = card.id
        title = card.title
        why = card.why
        attack = card.attack
        level = card.level
        self.action = action
        self.stamp = stamp
        last = stamp
    }
}

extension Finding {
    /// Whether it is about the log itself, and not about what anybody did.
    public var isOfLog: Bool {
        detection == CodeDetection.missingSerials || detection == CodeDetection.timesBack
    }

    /// Who did it.
    public struct Actor: Sendable, Codable, Hashable {
        /// The login user's id; nil where no record has one.
        public var loginID: UInt32?
        /// The login user's name as enriched by auditd.
        public var login: [UInt8] = []
        /// The login session.
        public var session: UInt32?
        /// The source address of the session's login.
        public var source: [UInt8] = []
        /// The effective user's id.
        public var userID: UInt32?
        /// The effective user's name as enriched by auditd.
        public var user: [UInt8] = []
        /// What kind of subject it is.
        public var kind: SubjectKind?
        /// The container; nil where none acted.
        public var container: Container?

        /// An actor of whom nothing is known.
        public init() {}
    }

    /// The container that acted.
    public struct Container: Sendable, Codable, Hashable {
        /// Its id, or as many of its first digits as are known.
        public var id: [UInt8] = []
        /// Its name.
        public var name: [UInt8] = []
        /// Its image.
        public var image: [UInt8] = []
        /// The login user who had it started.
        public var startedBy: [UInt8] = []
        /// The login user's id.
        public var startedByID: UInt32?
        /// How sure that is.
        public var confidence: Confidence?
        /// The id of the container one of whose processes had it started; empty where the host's did.
        public var startedFrom: [UInt8] = []

        /// A container of which nothing is known.
        public init() {}
    }

    /// A process.
    public struct Process: Sendable, Codable, Hashable {
        /// The executable.
        public var executable: [UInt8] = []
        /// The command line.
        public var command: [UInt8] = []
        /// The command line with a zero behind each argument; empty where the records do not tell arguments apart.
        public var arguments: [UInt8] = []
        /// The process's number.
        public var number: UInt32?
        /// Its parent's.
        public var parent: UInt32?

        /// A process of which nothing is known.
        public init() {}
    }

    /// One event.
    public struct Evidence: Sendable, Codable, Hashable {
        /// Time and serial.
        public var stamp: Stamp
        /// Which of the host's sources.
        public var source: UInt32
        /// The line of its first record, from 1.
        public var line: UInt64

        /// An event by its stamp and place.
        public init(stamp: Stamp, source: UInt32, line: UInt64) {
            (self.stamp, self.source, self.line) = (stamp, source, line)
        }

        /// The event that an activity rests on.
        public init(_ activity: Activity) {
            stamp = activity.stamp
            source = activity.evidence.source
            line = activity.evidence.line
        }
    }
}

extension Finding: SavedState {
    /// Whether its counts are some, and its evidence is within the limit.
    public var isSound: Bool {
        let limit: UInt64 = 1 << 36  // more than the events of any log
        return evidence.count <= Self.evidenceLimit && evidenceOmitted < limit && count < limit && files < limit
            && consequences.count <= Self.consequencesLimit && consequencesOmitted < limit
            && (followedUntil.map(Stamp.isTime) ?? true)
    }
}
