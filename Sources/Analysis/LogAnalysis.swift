public import AuditEvents
public import AuditLogs
import AuditRecords
public import Detections
import DockerActivity
import Glibc

/// The one way from logs to answers, for the program's commands and for whoever links the library.
///
/// Finds the logs, reads each host's set in order, and gives out activities (`timeline`), a report's data (`report`) or
/// whole events (`events`). Nothing of the analysing machine is asked.
public struct LogAnalysis: Sendable {
    /// The logs that were found, and those that could not be read.
    public let inventory: LogInventory
    /// Which activities are wanted.
    public var filter = ActivityFilter()
    /// What the engine's own files say of its containers, where they were given; they are one host's.
    public var engineState = EngineState()
    /// A snapshot of the host's files that was given.
    public var hostMap: HostMapInput?
    /// What finds what needs an explanation; nil leaves findings out.
    public var detections: DetectionLibrary?
    /// Names of users and groups that were given for logs without names.
    public var names = AccountNames()
    /// The files that those names are from.
    public var accountFiles: [AccountFile] = []
    /// What was given of hosts by name: a set's, the last part of a set's, or a node's in a central log.
    public var hostStates: [String: HostState] = [:]
    /// Called now and then with the stored bytes read so far; all of them together are `storedBytes`.
    public var progress: @Sendable (UInt64) -> Void = { _ in }

    /// Cores that are used at once; the result does not depend on it.
    public var cores = LogAnalysis.availableCores
    /// Bytes of a plain file that are scanned as one piece; the result does not depend on it.
    public var segmentSize = LogAnalysis.defaultSegmentSize

    /// Whether each log is read in one go by one core, with patience, as is done where segments do not fit together.
    ///
    /// Slower; what the quicker ways are tested against.
    var readsInOneGo = false

    /// Cores that this machine has for the program.
    public static var availableCores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
    /// 4 MiB: small enough that a few of them fit into memory, large enough that their seams cost little.
    public static var defaultSegmentSize: UInt64 { LogSegment.defaultSize }

    /// The sources' names, by the numbers that activities and events carry.
    public var sourceNames: [String] { inventory.files.map(\.name) }
    /// What is worth knowing about the files that were found, and no problem.
    var notes: [String] {
        inventory.notes + inventory.entries.compactMap { $0.status == .empty ? "\($0.path) is empty" : nil }
    }
    /// Stored bytes of all files; streams are not counted.
    public var storedBytes: UInt64 { inventory.files.reduce(0) { $0 + ($1.storedBytes ?? 0) } }

    /// Whether part of the logs can be read only once.
    public var hasStream: Bool { inventory.sets.contains(where: \.hasStream) }

    /// The detections as they are run: what daemon.json says today is one host's, and tells nothing of several.
    var runDetections: DetectionLibrary? {
        var library = detections
        if inventory.sets.count > 1 { library?.daemonSettings = nil }
        return library
    }
    /// What is worth knowing of the detections, and no problem.
    var detectionNotes: [String] {
        guard inventory.sets.count > 1, detections?.daemonSettings != nil else { return [] }
        return ["--daemon-json was not used: it is of one host, and these are logs of \(inventory.sets.count)"]
    }

    /// An analysis of what the operands name: files, directories, patterns, `-` for standard input.
    ///
    /// `pattern` tells which host's a log is by its path; without it every directory is one host's.
    public init(_ operands: [String], hostsFrom pattern: HostPattern? = nil) {
        inventory = LogInventory.find(operands, hostsFrom: pattern) { LogProbe.firstRecord(in: $0) }
    }

    /// What a run over the logs could not do, for whoever streams activities.
    public struct Outcome: Sendable {
        /// What could not be read, discovery's problems among it.
        public var problems: [LogFileError] = []
        /// Activities that were given out behind later ones, because clocks ran backwards further than the sorter's window.
        public var outOfOrder: UInt64 = 0
        /// What is worth knowing about the reading, and no problem.
        public var notes: [String] = []
        /// Records that came too late to be joined with their event.
        public var unjoined: UInt64 = 0
        /// Lines in which no record can be recognised.
        public var malformed: UInt64 = 0
        /// Activities given out.
        public var activities: UInt64 = 0
        /// The gravest level of a finding; nil where there is none.
        ///
        /// What can be read only once is not judged: there it is the gravest of the detections that activities match.
        public var gravest: Level?
        /// What of the engine's files could not be used.
        public var stateProblems: [String] = []
    }

    /// Whole events by serial, with the sources they stand in.
    public func events(serials: Set<UInt64>) -> (events: [Event], outcome: Outcome) {
        var outcome = Outcome(problems: inventory.problems, notes: notes)
        var events: [Event] = []
        eachHost { set, firstSource in
            var scan = HostScan(
                set.files,
                firstSource: firstSource,
                upkeep: nil,
                expecting: lateRecords(in: set),
                collecting: serials
            )
            var batch = ActivityBatch()
            while scan.advance(into: &batch) {}
            outcome.problems += scan.result.problems
            outcome.notes += scan.result.notes
            outcome.unjoined += scan.result.tally.unjoined
            events += scan.collected
        }
        events.sort { $0.stamp < $1.stamp }
        return (events, outcome)
    }

    func eachHost(_ body: (LogSet, _ firstSource: Int) -> Void) {
        var firstSource = 0
        for set in inventory.sets {
            body(set, firstSource)
            firstSource += set.files.count
        }
    }
}

extension LogSet {
    /// Whether part of it can be read only once.
    var hasStream: Bool { files.contains(where: \.isStream) }
}
