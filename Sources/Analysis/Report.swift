public import Detections
public import DockerActivity

/// Everything a report says, as plain data: what was read, who did what to which file, and what is missing.
///
/// All text that comes from the log is bytes, not escaped.
public struct Report: Sendable {
    /// Which activities were wanted.
    public var filter = ActivityFilter()
    /// Earliest and latest time in the log, or the bounds that were asked for, in milliseconds since 1970.
    public var period: (from: Int64?, to: Int64?) = (nil, nil)
    /// The sets of logs that were read, each one host's: directories, or the files given together.
    public var sets: [String] = []
    /// Nodes that records name.
    public var nodes: [[UInt8]] = []
    /// What was read, in the order of reading.
    public var sources: [Source] = []
    /// Files that were found and not read, and why: no log, empty, the same as another.
    public var unread: [UnreadFile] = []
    /// The engine's data roots that were given beside the logs.
    public var engineState: [EngineState.Source] = []
    /// The snapshots of files that were given beside the logs.
    public var hostMaps: [HostMapInput.Source] = []
    /// The passwd and group files that were given beside the logs.
    public var accountFiles: [AccountFile] = []
    /// Counts over all sources.
    public var totals = Totals()
    /// What needs an explanation, by time.
    public var findings: [FindingEntry] = []
    /// Findings beyond the limit for one report.
    public var findingsOmitted: UInt64 = 0
    /// Stories that several of the findings tell, by time.
    public var incidents: [IncidentEntry] = []
    /// Docker files and who acted on them, sorted by node and path.
    public var files: [FileEntry] = []
    /// Edits of Docker files outside the data root that are not routine, by time.
    public var changes: [Edit] = []
    /// Edits beyond the limit for one report.
    public var changesOmitted: UInt64 = 0
    /// Login users, sorted by node and name.
    public var users: [UserEntry] = []
    /// What the log tells of the docker group, for each machine of each of the sets, by set and node.
    public var dockerGroups: [DockerGroup] = []
    /// Changes of groups that are, or may be, the docker group, by time.
    public var groupChanges: [GroupChange] = []
    /// Containers whose processes acted on a watched file, by the time of their first act.
    public var containers: [ContainerEntry] = []
    /// What the log cannot tell.
    public var coverage = Coverage()
    /// The secrets that are not printed.
    public var redactions = Redactions()

    /// A report that says nothing.
    public init() {}

    /// One input.
    public struct Source: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The path as given, or below the directory given.
        public var name: String
        /// What opens the file where the program ran: its path, or the outermost archive's.
        public var path: String
        /// The names that it has in the archives around it, from the outermost's member to its own; empty for a file of its own.
        public var memberNames: [[UInt8]]
        /// SHA-256 of the stored bytes; nil where it could not be read or was not asked for.
        public var sha256: String?
        /// Bytes as stored; nil for a stream.
        public var storedBytes: UInt64?
        /// How it is compressed: `none`, `gzip`.
        public var compression: String
        /// What was read.
        public var tally: SourceTally
    }

    /// A file that was found and not read.
    public struct UnreadFile: Sendable {
        /// The path as given, or below the directory given.
        public var name: String
        /// Why it was not read, in words that follow the name.
        public var reason: String
    }

    /// Counts over all sources.
    public struct Totals: Sendable {
        /// Lines, the empty ones included.
        public var lines: UInt64 = 0
        /// Lines that hold a record.
        public var records: UInt64 = 0
        /// Events.
        public var events: UInt64 = 0
        /// Lines in which no record can be recognised.
        public var malformed: UInt64 = 0
        /// Activities; those that the filter admits, where there is one.
        public var activities: UInt64 = 0
        /// Activities on files that are none of Docker's.
        public var otherActivities: UInt64 = 0
        /// Records by type as written.
        public var recordsByType: [(type: [UInt8], count: UInt64)] = []
        /// Events by key.
        public var eventsByKey: [(key: [UInt8], count: UInt64)] = []
    }

    /// A finding of one of the sets.
    public struct FindingEntry: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The finding, whose evidence names sources by their index into the report's.
        public var finding: Finding
        /// How many secrets in its command line were replaced before it is printed.
        public var redacted: UInt64 = 0
        /// The id of the incident that it belongs to; nil where it stands alone.
        public var incident: String?
    }

    /// An incident of one of the sets.
    public struct IncidentEntry: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The incident, whose steps name findings by their index into the report's.
        public var incident: Incident
    }

    /// Who acted on one Docker file, or on all below one directory of the data root.
    public struct FileEntry: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The node; empty where records name none.
        public var node: [UInt8]
        /// The file's true path.
        public var path: [UInt8]
        /// What kind of file it is.
        public var place: DockerPlace
        /// Whether the entry stands for everything below `path`.
        public var isFolded: Bool
        /// Its users, the most active first.
        public var users: [FileUser]
    }

    /// One login user's acts on one file.
    public struct FileUser: Sendable {
        /// The user.
        public var login: LoginName
        /// How often each action was done or tried, most frequent first.
        public var actions: [(action: Action, count: UInt64)]
        /// How many were refused.
        public var failures: UInt64
        /// How many have each disposition.
        public var routine: UInt64
        /// As `routine`, worth a look.
        public var noteworthy: UInt64
        /// As `routine`, suspicious.
        public var suspicious: UInt64
        /// First and last time, in milliseconds since 1970.
        public var times: ClosedRange<Int64>

        /// All acts.
        public var count: UInt64 { routine + noteworthy + suspicious }
    }

    /// A login user as the log names it.
    public struct LoginName: Hashable, Sendable {
        /// The login user's id; nil where records have none.
        public var id: UInt32?
        /// The name that auditd added; empty in a RAW log.
        public var name: [UInt8]

        /// Whether it stands for all users beyond a limit.
        public var isFurther: Bool { id == nil && name == UserTable.furtherName }
    }

    /// One login user.
    public struct UserEntry: Sendable {
        /// Which of the sets, as an index into `sets`.
        public var set: Int
        /// The node; empty where records name none.
        public var node: [UInt8]
        /// The user.
        public var login: LoginName
        /// The user's activities.
        public var activities: UInt64
        /// The user's sessions, by number and beginning.
        public var sessions: [Session]
    }

    /// A login session with activities.
    public struct Session: Sendable {
        /// The kernel's number, given anew after each start of the machine.
        public var session: UInt32
        /// How it began; nil where no record that can be believed says so.
        public var service: LoginService?
        /// The address that the user came from; empty where there is none, or none that can be believed.
        public var source: [UInt8]
        /// The login's terminal, else that of the earliest activity that had one.
        public var terminal: [UInt8]
        /// From its beginning to its end, or to where no record has them the first and last activity; in milliseconds since
        /// 1970.
        public var times: ClosedRange<Int64>
    }
}
