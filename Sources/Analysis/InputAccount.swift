import AuditLogs

/// What discovery found beside the logs, and how their names are to be shown.
///
/// Files below a directory are shown without it as long as nothing else was named. When partial results are joined, more has
/// been named, so names are kept short and are made whole then.
struct InputAccount: Sendable, Equatable {
    /// How many things were named: files, directories.
    var operands = 0
    /// The directory that stands before names when more than one thing was named; empty where they have it.
    var directory = ""
    /// Files that are not read.
    var entries: [LogInventory.Entry] = []
    /// Missing numbers of rotated sets.
    var holes: [LogInventory.Hole] = []
    /// Logs whose numbers say the opposite of what they hold.
    var misnumbered: [LogInventory.Misnumbered] = []
    /// What should have been read and was not.
    var problems: [LogFileError] = []
    /// What is worth knowing, and no problem.
    var notes: [String] = []
    /// The engine's data roots that were given beside the logs.
    var engineState: [EngineState.Source] = []
    /// The snapshots of files that were given beside the logs.
    var hostMaps: [HostMapInput.Source] = []
    /// The passwd and group files that were given beside the logs.
    var accountFiles: [AccountFile] = []

    /// An account of nothing.
    init() {}

    /// What an inventory says.
    init(_ inventory: LogInventory) {
        operands = inventory.operands
        directory = inventory.directory
        entries = inventory.entries.filter { $0.status != .read }
        holes = inventory.holes
        misnumbered = inventory.misnumbered
        problems = inventory.problems
        notes = inventory.notes
        sort()
    }

    /// The whole name of a file.
    func wholeName(_ name: String) -> String {
        if directory.isEmpty || name == directory { return name }
        return directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }

    /// The account with whole names.
    func withWholeNames() -> InputAccount {
        var account = self
        account.directory = ""
        account.entries = entries.map { entry in
            LogInventory.Entry(path: wholeName(entry.path), status: entry.status.mapName(wholeName))
        }
        account.holes = holes.map { hole in
            LogInventory.Hole(
                directory: hole.directory,
                baseName: hole.baseName,
                numbers: hole.numbers,
                older: wholeName(hole.older),
                newer: wholeName(hole.newer)
            )
        }
        account.misnumbered = misnumbered.map {
            LogInventory.Misnumbered(earlier: wholeName($0.earlier), later: wholeName($0.later))
        }
        return account
    }

    /// Adds another account; both are given whole names, unless one of them is empty.
    mutating func add(_ other: InputAccount) {
        if other.isEmpty { return }
        if isEmpty {
            self = other
            return
        }
        let other = other.withWholeNames()
        self = withWholeNames()
        operands += other.operands
        entries += other.entries
        holes += other.holes
        misnumbered += other.misnumbered
        problems += other.problems
        notes += other.notes
        engineState += other.engineState
        hostMaps += other.hostMaps
        accountFiles += other.accountFiles
        sort()
    }

    private var isEmpty: Bool {
        operands == 0 && entries.isEmpty && holes.isEmpty && misnumbered.isEmpty && problems.isEmpty
            && notes.isEmpty && engineState.isEmpty && hostMaps.isEmpty && accountFiles.isEmpty
    }

    /// An order that does not depend on what was named first.
    private mutating func sort() {
        entries.sort { ($0.path, $0.status.words ?? "") < ($1.path, $1.status.words ?? "") }
        holes.sort { ($0.older, $0.newer) < ($1.older, $1.newer) }
        misnumbered.sort { ($0.earlier, $0.later) < ($1.earlier, $1.later) }
        problems.sort { ($0.path, $0.description) < ($1.path, $1.description) }
        notes.sort()
        engineState.sort { ($0.host ?? "", $0.path, $0.containers) < ($1.host ?? "", $1.path, $1.containers) }
        hostMaps.sort {
            ($0.host ?? "", $0.path, $0.milliseconds, $0.files) < ($1.host ?? "", $1.path, $1.milliseconds, $1.files)
        }
        accountFiles.sort {
            ($0.host ?? "", $0.kind.rawValue, $0.path) < ($1.host ?? "", $1.kind.rawValue, $1.path)
        }
    }
}

extension LogInventory.Status {
    /// Why a file is not read, in words that follow its name; nil if it is.
    var words: String? {
        switch self {
        case .read: nil
        case .empty: "is empty"
        case .notALog: "is no audit log"
        case .sameContent(let name): "has the same content as \(name)"
        case .beginningOf(let name): "is the beginning of \(name)"
        case .unreadable(let error): error.description
        }
    }

    fileprivate func mapName(_ change: (String) -> String) -> Self {
        switch self {
        case .sameContent(let name): .sameContent(as: change(name))
        case .beginningOf(let name): .beginningOf(change(name))
        default: self
        }
    }
}

extension InputAccount {
    func write(to writer: inout PartialWriter) {
        writer.number(operands)
        writer.text(directory)
        writer.list(entries) { writer, entry in
            writer.text(entry.path)
            entry.status.write(to: &writer)
        }
        writer.list(holes) { writer, hole in
            writer.text(hole.directory)
            writer.text(hole.baseName)
            writer.number(hole.numbers.lowerBound)
            writer.number(hole.numbers.upperBound)
            writer.text(hole.older)
            writer.text(hole.newer)
        }
        writer.list(misnumbered) { writer, logs in
            writer.text(logs.earlier)
            writer.text(logs.later)
        }
        writer.list(problems) { $1.write(to: &$0) }
        writer.list(notes) { $0.text($1) }
        writer.list(engineState) { writer, source in
            writer.text(source.path)
            writer.number(source.containers)
            writer.list(source.problems) { $0.text($1) }
            writer.optional(source.host) { $0.text($1) }
        }
        writer.list(hostMaps) { writer, source in
            writer.text(source.path)
            writer.signed(source.milliseconds)
            writer.number(source.files)
            writer.optional(source.host) { $0.text($1) }
        }
        writer.list(accountFiles) { writer, file in
            writer.text(file.kind.rawValue)
            writer.text(file.path)
            writer.optional(file.host) { $0.text($1) }
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        operands = Int(try reader.number(as: UInt32.self))
        directory = try reader.string()
        entries = try reader.list { reader throws(PartialError.Kind) in
            let path = try reader.string()
            return LogInventory.Entry(path: path, status: try LogInventory.Status(from: &reader))
        }
        holes = try reader.list { reader throws(PartialError.Kind) in
            let directory = try reader.string()
            let name = try reader.string()
            let first = try reader.number()
            let last = try reader.number()
            guard first <= last, last - first < .max else { throw reader.invalid("a hole ends before it begins") }
            let older = try reader.string()
            let newer = try reader.string()
            return LogInventory.Hole(
                directory: directory,
                baseName: name,
                numbers: first...last,
                older: older,
                newer: newer
            )
        }
        misnumbered = try reader.list { reader throws(PartialError.Kind) in
            let earlier = try reader.string()
            return LogInventory.Misnumbered(earlier: earlier, later: try reader.string())
        }
        problems = try reader.list { reader throws(PartialError.Kind) in try LogFileError(from: &reader) }
        notes = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
        engineState = try reader.list { reader throws(PartialError.Kind) in
            let path = try reader.string()
            let containers = try reader.count()
            let problems = try reader.list { reader throws(PartialError.Kind) in try reader.string() }
            let host = try reader.optional { reader throws(PartialError.Kind) in try reader.string() }
            return EngineState.Source(path: path, host: host, containers: containers, problems: problems)
        }
        hostMaps = try reader.list { reader throws(PartialError.Kind) in
            let path = try reader.string()
            let time = try reader.signed()
            let files = try reader.count()
            let host = try reader.optional { reader throws(PartialError.Kind) in try reader.string() }
            return HostMapInput.Source(path: path, milliseconds: time, files: files, host: host)
        }
        accountFiles = try reader.list { reader throws(PartialError.Kind) in
            let kind = try reader.value(of: AccountFile.Kind.self)
            let path = try reader.string()
            let host = try reader.optional { reader throws(PartialError.Kind) in try reader.string() }
            return AccountFile(kind, path: path, host: host)
        }
    }
}

extension LogInventory.Status {
    fileprivate func write(to writer: inout PartialWriter) {
        switch self {
        case .read: writer.number(0)
        case .empty: writer.number(1)
        case .notALog: writer.number(2)
        case .sameContent(let name):
            writer.number(3)
            writer.text(name)
        case .beginningOf(let name):
            writer.number(4)
            writer.text(name)
        case .unreadable(let error):
            writer.number(5)
            error.write(to: &writer)
        }
    }

    fileprivate init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self =
            switch try reader.number() {
            case 0: .read
            case 1: .empty
            case 2: .notALog
            case 3: .sameContent(as: try reader.string())
            case 4: .beginningOf(try reader.string())
            case 5: .unreadable(try LogFileError(from: &reader))
            default: throw reader.invalid("a file has a state that is not known")
            }
    }
}

extension LogFileError {
    func write(to writer: inout PartialWriter) {
        writer.text(kind.name)
        writer.optional(kind.unsupportedFormat) { $0.text($1) }
        writer.text(path)
        writer.optional(offset) { $0.number($1) }
        writer.optional(errno) { $0.signed(Int64($1)) }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        let name = try reader.string()
        let format = try reader.optional { reader throws(PartialError.Kind) in try reader.string() }
        guard let kind = Kind(name: name, format: format) else { throw reader.invalid("a name is not known") }
        let path = try reader.string()
        let offset = try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        let errno = try reader.optional { reader throws(PartialError.Kind) in
            Int32(truncatingIfNeeded: try reader.signed())
        }
        self.init(kind, path: path, offset: offset, errno: errno)
    }
}
