import AuditEvents
import AuditLogs
import AuditRecords
import DockerActivity

/// What the analysis of one host's logs found, as a value: it can be saved, joined with other hosts', and continued with
/// later logs.
struct HostResult: Sendable {
    /// One file that was read.
    struct File: Sendable {
        /// The path as given, or below the directory given.
        var name: String
        /// Bytes as stored; nil for a stream.
        var storedBytes: UInt64?
        /// How it is stored: `none`, `gzip`, `tar+gzip`.
        var storage: String
        /// The name of the file on disk: its own, or the outermost archive's.
        var outermostName: String
        /// The names that it has in the archives around it, from the outermost's member to its own; empty for a file of its own.
        var memberNames: [[UInt8]] = []

        /// Archives in archives that are believed.
        static let archivesLimit = 64

        /// The same file with other names.
        func mapNames(_ transform: (String) -> String) -> File {
            var file = self
            file.name = transform(name)
            file.outermostName = transform(outermostName)
            return file
        }
    }

    /// The host's name: the set's, or the one that was given.
    var name: String
    /// What was read, in the order of reading.
    var files: [File]
    /// What was counted up to the waiting events.
    var scan: ScanResult
    /// The activities up to the waiting events.
    var tables: ActivityTables
    /// What account files that were given tell.
    var names = GivenNames()
    /// What has to be known of them for later logs.
    var trail: TrailState
    /// The last events, of which later logs may hold more.
    var waiting: [WaitingEvent] = []
    /// What the waiting events are, if no more of them comes.
    var ending: HostEnding
    /// What discovery found beside these files, where it was about this host alone.
    var account = InputAccount()
    /// Digests of the results that this one continues, oldest first.
    var continued: [[UInt8]] = []

    /// How many results one can name as those that it continues; of a longer row the oldest are forgotten.
    static let continuedLimit = 4096

    /// Names the result that this one goes on with, and puts its files' names and account before this one's.
    ///
    /// The counts and tables already go on with those.
    mutating func follow(_ earlier: HostResult) {
        name = earlier.name
        files =
            earlier.files.map { $0.mapNames(earlier.account.wholeName) }
            + files.map { $0.mapNames(account.wholeName) }
        var both = earlier.account.withWholeNames()
        both.add(account.withWholeNames())
        account = both
        let digests = earlier.continued + [ContentDigest.of(earlier.encoded.span)]
        continued = digests.suffix(Self.continuedLimit)
    }

    /// Earliest time in the logs.
    var firstTime: Int64? { scan.sources.compactMap { $0.times?.lowerBound }.min() }

    /// Counts the waiting events as they are: no more of them comes.
    mutating func end() {
        scan.tally.addEvents(ending.tally)
        for (index, counts) in ending.sources.enumerated() {
            scan.sources[index].events += counts.events
            scan.sources[index].enriched += counts.enriched
            scan.sources[index].raw += counts.raw
        }
        tables.add(ending.tables)
    }
}

/// What a host's waiting events are if no more of them comes: their activities and counts.
struct HostEnding: Sendable {
    /// Their activities.
    var tables = ActivityTables()
    /// Counts of the events.
    var tally = ScanTally()
    /// Activities, of the whole log, whose files later events may have named, but too many of which would have had to wait.
    var untoldFiles: UInt64 = 0
    /// Groups of matches, of the whole log, that were forgotten before their time since there were too many.
    var forgottenMatches: UInt64 = 0
    /// Activities, of the whole log, of machines beyond the limit of those that are followed throughout.
    var unfollowed: UInt64 = 0
    /// What the whole log cannot tell, and which places its rules watched.
    var coverage = CoverageFindings()
    /// Counts by source.
    var sources: [EventIntake.SourceEvents] = []
}
