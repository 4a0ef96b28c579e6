import SystemPackage

/// Walks over what the user named and lists every file, without looking into any.
struct LogDiscovery {
    /// A file that may be a log.
    struct Found {
        let file: LogFile
        let set: Int
        let operand: Int
        /// Whether the user named this very file.
        let isNamed: Bool
        /// Whether the name is a symbolic link.
        let isLink: Bool

        /// A member of an archive that was found.
        init(_ file: LogFile, in archive: Found) {
            self.init(file: file, set: archive.set, operand: archive.operand, isNamed: false, isLink: archive.isLink)
        }

        init(file: LogFile, set: Int, operand: Int, isNamed: Bool, isLink: Bool) {
            self.file = file
            self.set = set
            self.operand = operand
            self.isNamed = isNamed
            self.isLink = isLink
        }

        /// Whether the name speaks of audit, in whatever case.
        var isAuditByName: Bool {
            LogDiscovery.isAuditName(file.location.lastComponent.map { FilePath(root: nil, CollectionOfOne($0)).shown })
        }
    }

    /// One thing met on the way.
    enum Item {
        case file(Found)
        /// Already known not to be read; the problem is nil where nothing was to be read.
        case settled(LogInventory.Entry, problem: LogFileError?, operand: Int)
    }

    /// A group of files in the making.
    struct Group {
        let name: String
        let isDirectory: Bool
    }

    private(set) var items: [Item] = []
    private(set) var groups: [Group] = []
    /// The directories that the user named, each with the number of its operand.
    private(set) var directories: [(operand: Int, path: String)] = []
    /// Operands that lead to a directory which another one had led to before.
    private(set) var overlapping: Set<Int> = []

    /// How many things were named, each match of a pattern counted.
    let operandCount: Int

    /// Whether names need their directory in front, since more than one thing was named.
    private let isPrefixed: Bool
    private var namedGroup: Int?
    private var visited: Set<LogFile.Identity> = []

    init(_ operands: [String]) {
        let matches = operands.map { $0 == "-" ? [] : Self.expand($0) }
        operandCount = zip(operands, matches).reduce(0) { $0 + ($1.0 == "-" ? 1 : $1.1.count) }
        isPrefixed = operandCount > 1
        for (number, operand) in operands.enumerated() {
            if operand == "-" {
                addStandardInput(operand: number)
            } else {
                for path in matches[number] { add(path, operand: number) }
            }
        }
    }

    static func isAuditName(_ name: String?) -> Bool {
        name?.lowercased().contains("audit") ?? false
    }

    /// A pattern stands for itself where a file has that very name, or where nothing matches.
    private static func expand(_ operand: String) -> [FilePath] {
        let path = FilePath(operand)
        guard DirectoryListing.isPattern(operand) else { return [path] }
        do throws(Errno) {
            _ = try Stat(path, followTargetSymlink: false)
            return [path]
        } catch {
            guard error == .noSuchFileOrDirectory else { return [path] }
            let matches = DirectoryListing.matches(of: operand)
            return matches.isEmpty ? [path] : matches
        }
    }

    private mutating func addStandardInput(operand: Int) {
        do throws(LogFileError) {
            addNamed(try LogFile.standardInput(), isLink: false, operand: operand)
        } catch {
            settle("-", .unreadable(error), isProblem: true, operand: operand)
        }
    }

    private mutating func add(_ path: FilePath, operand: Int) {
        let shown = path.shown
        let status: Stat
        do throws(Errno) {
            status = try Stat(path)
        } catch {
            settle(shown, .unreadable(LogFileError(system: error, path: shown)), isProblem: true, operand: operand)
            return
        }
        guard status.type != .directory else {
            directories.append((operand, shown))
            walk(path, shown: shown, below: isPrefixed ? shown : "", status: status, operand: operand)
            return
        }
        do throws(LogFileError) {
            let file = try LogFile(location: path, name: shown, status: status)
            addNamed(file, isLink: Self.isLink(path), operand: operand)
        } catch {
            settle(shown, .unreadable(error), isProblem: true, operand: operand)
        }
    }

    private mutating func addNamed(_ file: LogFile, isLink: Bool, operand: Int) {
        let group = namedGroup ?? groups.count
        if namedGroup == nil {
            namedGroup = group
            groups.append(Group(name: file.name, isDirectory: false))
        } else {
            groups[group] = Group(name: "the files named", isDirectory: false)
        }
        items.append(.file(Found(file: file, set: group, operand: operand, isNamed: true, isLink: isLink)))
    }

    /// Adds a directory and all below it, each directory as a group of its own.
    ///
    /// `shown` is the directory's path for people, `prefix` what stands before the name of a file in it.
    private mutating func walk(_ top: FilePath, shown: String, below prefix: String, status: Stat, operand: Int) {
        // A list of what is left, not recursion: the depth is up to whoever made the directories.
        var left = [(path: top, shown: shown, prefix: prefix, status: status)]
        while let directory = left.popLast() {
            guard visited.insert(LogFile.Identity(directory.status)).inserted else {
                overlapping.insert(operand)
                continue
            }
            let names: [FilePath.Component]
            do throws(Errno) {
                names = try DirectoryListing.names(in: directory.path)
            } catch {
                let failure = LogFileError(system: error, path: directory.shown)
                let name = directory.prefix.isEmpty ? directory.shown : directory.prefix
                settle(name, .unreadable(failure), isProblem: true, operand: operand)
                continue
            }
            let group = groups.count
            groups.append(Group(name: directory.shown, isDirectory: true))
            var below: [(path: FilePath, shown: String, prefix: String, status: Stat)] = []
            for component in names {
                let path = directory.path.appending(component)
                let last = FilePath(root: nil, CollectionOfOne(component)).shown
                let name = directory.prefix.isEmpty ? last : Self.joined(directory.prefix, last)
                if let status = addChild(path, name: name, group: group, operand: operand) {
                    below.append((path, Self.joined(directory.shown, last), name, status))
                }
            }
            left += below.reversed()
        }
    }

    /// Adds a directory's entry; gives the status of one that is a directory itself.
    private mutating func addChild(_ path: FilePath, name: String, group: Int, operand: Int) -> Stat? {
        do {
            let own = try Stat(path, followTargetSymlink: false)
            let isLink = own.type == .symbolicLink
            let status = isLink ? try Stat(path) : own
            switch status.type {
            case .directory where !isLink:
                return status
            case .regular:
                let file = try LogFile(location: path, name: name, status: status)
                let found = Found(file: file, set: group, operand: operand, isNamed: false, isLink: isLink)
                items.append(.file(found))
            default:
                // Opening a FIFO would wait for a writer, and a link to a directory could lead round in a circle.
                settle(name, .notALog, isProblem: false, operand: operand)
            }
        } catch {
            let failure = (error as? LogFileError) ?? LogFileError(system: error, path: path.shown)
            let isProblem = failure.kind != .notFound || Self.isAuditName(name)
            settle(name, .unreadable(failure), isProblem: isProblem, operand: operand)
        }
        return nil
    }

    private mutating func settle(_ name: String, _ status: LogInventory.Status, isProblem: Bool, operand: Int) {
        let problem: LogFileError? = if isProblem, case .unreadable(let error) = status { error } else { nil }
        let entry = LogInventory.Entry(path: name, status: status)
        items.append(.settled(entry, problem: problem, operand: operand))
    }

    private static func isLink(_ path: FilePath) -> Bool {
        (try? Stat(path, followTargetSymlink: false))?.type == .symbolicLink
    }

    private static func joined(_ directory: String, _ name: String) -> String {
        directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }
}
