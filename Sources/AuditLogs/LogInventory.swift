/// What was found among the files and directories named: logs to read, and why others are not.
///
/// The same files give the same inventory, in whatever order the system lists them.
public struct LogInventory: Sendable {
    /// What became of one file that was found, or of one member of an archive.
    public struct Entry: Hashable, Sendable {
        /// The name to show: as given by the user, or below the directory given.
        public let path: String
        /// Whether it is to be read, and if not, why.
        public let status: Status

        /// An entry from its parts.
        public init(path: String, status: Status) {
            self.path = path
            self.status = status
        }
    }

    /// Whether a file is to be read, and if not, why.
    public enum Status: Hashable, Sendable {
        /// A log, to be read.
        case read
        /// It holds nothing.
        case empty
        /// No audit log; nothing is missing.
        case notALog
        /// Another one that is read holds the same content, or is the same file.
        case sameContent(as: String)
        /// Another one that is read begins with all of it and goes on.
        case beginningOf(String)
        /// It could not be read.
        case unreadable(LogFileError)
    }

    /// Files missing in the middle of a rotated set.
    public struct Hole: Hashable, Sendable {
        /// The directory in which the set lies; empty for the working directory.
        public let directory: String
        /// The set's name without numbers, such as `audit.log`.
        public let baseName: String
        /// The numbers for which no log was found, such as 2 or 4 to 6.
        public let numbers: ClosedRange<UInt64>
        /// Name of the log just older than the hole.
        public let older: String
        /// Name of the log just newer than the hole.
        public let newer: String

        /// A hole from its parts.
        public init(directory: String, baseName: String, numbers: ClosedRange<UInt64>, older: String, newer: String) {
            self.directory = directory
            self.baseName = baseName
            self.numbers = numbers
            self.older = older
            self.newer = newer
        }
    }

    /// Two neighbours of a rotated set whose numbers say the opposite of what they hold.
    public struct Misnumbered: Hashable, Sendable {
        /// Name of the log that begins first.
        public let earlier: String
        /// Name of the log that begins next, though its number is the older one's.
        public let later: String

        /// Two logs by their names.
        public init(earlier: String, later: String) {
            self.earlier = earlier
            self.later = later
        }
    }

    /// Logs to read, in sets whose files belong together.
    public let sets: [LogSet]
    /// Every file found, and what became of it.
    public let entries: [Entry]
    /// Missing numbers of rotated sets.
    public let holes: [Hole]
    /// Logs whose numbers say the opposite of what they hold.
    public let misnumbered: [Misnumbered]
    /// What should have been read and was not.
    public let problems: [LogFileError]

    /// What is no problem but good to know, in words for people: so far, which logs are FIFOs.
    ///
    /// File names stand in it as they are; what one can do with control characters is up to who prints it.
    public let notes: [String]

    /// How many things were named: files, directories, what patterns stand for.
    public let operands: Int
    /// The directory below which files are named; empty where names say it themselves, since several things were named.
    public let directory: String

    /// All logs to read, set by set.
    public var files: [LogFile] { sets.flatMap(\.files) }

    /// How many first bytes a probe is shown at most: 256 KiB, decompressed.
    public static let probedBytes = 1 << 18

    /// Finds the logs that the operands name.
    ///
    /// - Parameters:
    ///   - operands: files, directories, patterns of glob(3) where no file has that very name, and `-` for standard
    ///     input. All files named form one set; every directory, at whatever depth, is a set of its own. The logs in a
    ///     tar belong to the set in which the tar is, unless they lie in several directories there: then each of those
    ///     is a set.
    ///   - pattern: tells which host's a file is by its path; then each host's files are a set, wherever they lie, and files
    ///     that it does not match are a problem.
    ///   - probe: looks at a file's first bytes, decompressed; nil if there is no audit record among them. Not asked
    ///     about streams, which can be read only once.
    /// - Returns: the logs in order, and an account of all the rest.
    public static func find(
        _ operands: [String],
        hostsFrom pattern: HostPattern? = nil,
        probe: (Span<UInt8>) -> LogProbe?
    ) -> LogInventory {
        let discovery = LogDiscovery(operands)
        var sorting = LogSorting(discovery.groups)
        for item in discovery.items { sorting.add(item, probe: probe) }
        if let pattern { sorting.group(by: pattern) }
        sorting.dropSameFiles()
        sorting.dropSameContent()
        let sets = sorting.sets
        let emptyHanded = discovery.directories.filter { directory in
            !sorting.answered.contains(directory.operand) && !discovery.overlapping.contains(directory.operand)
        }
        return LogInventory(
            sets: sets,
            entries: sorting.entries,
            holes: sorting.holes,
            misnumbered: sets.flatMap { RotationName.misnumbered($0.files) },
            problems: sorting.problems + emptyHanded.map { LogFileError(.noLogFound, path: $0.path) },
            notes: sets.flatMap(\.files).filter(\.isFIFO).map(note),
            operands: discovery.operandCount,
            directory: discovery.operandCount > 1 ? "" : discovery.directories.first?.path ?? ""
        )
    }

    private static func note(on fifo: LogFile) -> String {
        "\(fifo.name) is a FIFO: it is read until nobody writes to it any more, "
            + "and is empty if nobody does within \(LogReader.fifoWait) seconds"
    }
}
