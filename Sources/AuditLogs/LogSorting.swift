import SystemPackage

/// Looks into the files that were found, and decides which are read, in what order.
struct LogSorting {
    private(set) var entries: [LogInventory.Entry] = []
    private(set) var problems: [LogFileError] = []
    /// Operands below which there is a log, or a problem that says why not.
    private(set) var answered: Set<Int> = []

    /// A log, with the index of its entry.
    private struct Candidate {
        let file: LogFile
        /// Nil for a stream, and where no record was found.
        let probe: LogProbe?
        var set: Int
        let isLink: Bool
        let entry: Int
    }

    private var groups: [LogDiscovery.Group]
    private var candidates: [Candidate] = []
    private var numbered = RotationHoles()
    private var prefix = FilePrefix()

    init(_ groups: [LogDiscovery.Group]) {
        self.groups = groups
    }

    mutating func add(_ item: LogDiscovery.Item, probe: (Span<UInt8>) -> LogProbe?) {
        switch item {
        case .settled(let entry, let problem, let operand):
            entries.append(entry)
            guard let problem else { return }
            problems.append(problem)
            answered.insert(operand)
        case .file(let found):
            let verdict = found.file.isStream ? .log(found.file, nil) : prefix.judge(found, probe: probe)
            if case .archive(let file) = verdict {
                addArchive(file, found, probe: probe)
            } else {
                add(found, verdict)
            }
        }
    }

    private mutating func add(_ found: LogDiscovery.Found, _ verdict: FilePrefix.Verdict) {
        let name = found.file.name
        switch verdict {
        case .log(let file, let probe):
            answered.insert(found.operand)
            candidates.append(
                Candidate(file: file, probe: probe, set: found.set, isLink: found.isLink, entry: entries.count)
            )
            entries.append(LogInventory.Entry(path: name, status: .read))
        case .empty:
            // A log that was just rotated or emptied is a log; that there is nothing in it, the report says.
            if found.isAuditByName { answered.insert(found.operand) }
            entries.append(LogInventory.Entry(path: name, status: .empty))
        case .notALog:
            entries.append(LogInventory.Entry(path: name, status: .notALog))
        case .archive:
            break
        case .unreadable(let error, let isProblem):
            entries.append(LogInventory.Entry(path: name, status: .unreadable(error)))
            if isProblem {
                problems.append(error)
                answered.insert(found.operand)
            }
        }
        if let isLog = verdict.isLogByNumber, !found.file.isStream { numbered.add(found.file, isLog: isLog) }
    }

    /// Adds all members of an archive, and of those in it.
    private mutating func addArchive(_ file: LogFile, _ found: LogDiscovery.Found, probe: (Span<UInt8>) -> LogProbe?) {
        let first = candidates.count
        let firstProblem = problems.count
        var left = TarIndex.membersLimit
        addMembers(of: Archive(file), found, depth: 1, left: &left, probe: probe)
        splitByDirectory(first..<candidates.count, of: file)
        if found.isNamed, candidates.count == first, problems.count == firstProblem {
            problems.append(LogFileError(.noLogFound, path: file.errorPath))
            answered.insert(found.operand)
        }
    }

    private mutating func addMembers(
        of archive: Archive,
        _ found: LogDiscovery.Found,
        depth: Int,
        left: inout Int,
        probe: (Span<UInt8>) -> LogProbe?
    ) {
        var index = TarIndex(archive)
        var last: Candidate?
        while let member = index.next() {
            guard left > 0 else {
                fail(archive.file, LogFileError(.tooManyMembers, path: archive.file.errorPath), found)
                return
            }
            left -= 1
            let before = candidates.count
            let name = "\(archive.file.name)/\(TarIndex.shown(member.name))"
            switch member.content {
            case .nothing:
                entries.append(LogInventory.Entry(path: name, status: .notALog))
            case .hardLink(let target):
                let target = "\(archive.file.name)/\(TarIndex.shown(target))"
                entries.append(LogInventory.Entry(path: name, status: .sameContent(as: target)))
            case .sparse:
                let path = "\(archive.file.errorPath)/\(TarIndex.shown(member.name))"
                let error = LogFileError(.unsupportedCompression("sparse tar"), path: path)
                entries.append(LogInventory.Entry(path: name, status: .unreadable(error)))
                if LogDiscovery.isAuditName(name) {
                    problems.append(error)
                    answered.insert(found.operand)
                }
            case .bytes(let range):
                let file = LogFile(memberOf: archive, name: member.name, range: range)
                let inner = LogDiscovery.Found(file, in: found)
                switch prefix.judge(inner, probe: probe) {
                case .archive(let file) where depth < TarIndex.depthLimit:
                    let nested = Archive(file)
                    addMembers(of: nested, inner, depth: depth + 1, left: &left, probe: probe)
                    nested.dropCursor()
                case .archive(let file):
                    add(inner, .unreadable(LogFileError(.nestedTooDeep, path: file.errorPath), isProblem: true))
                case let verdict:
                    add(inner, verdict)
                }
            }
            last = candidates.count > before ? candidates.last : nil
        }
        guard let problem = index.problem else { return }
        // What cuts off the last log is told when that is read.
        if let last, !last.file.isComplete { return }
        fail(archive.file, problem, found)
    }

    private mutating func fail(_ file: LogFile, _ error: LogFileError, _ found: LogDiscovery.Found) {
        entries.append(LogInventory.Entry(path: file.name, status: .unreadable(error)))
        problems.append(error)
        answered.insert(found.operand)
    }

    /// Makes a set of each directory in an archive, if its logs lie in several.
    private mutating func splitByDirectory(_ members: Range<Int>, of archive: LogFile) {
        var sets: [String: Int] = [:]
        let directories = members.map {
            candidates[$0].file.location.lexicallyNormalized().removingLastComponent().shown
        }
        guard Set(directories).count > 1 else { return }
        for (index, directory) in zip(members, directories) {
            if sets[directory] == nil {
                sets[directory] = groups.count
                groups.append(LogDiscovery.Group(name: directory, isDirectory: false))
            }
            candidates[index].set = sets[directory] ?? candidates[index].set
        }
    }

    /// Makes a set of each host's logs, whose a pattern tells by their paths; a log that it does not match is a problem.
    mutating func group(by pattern: HostPattern) {
        var sets: [String: Int] = [:]
        var matched: [Candidate] = []
        for var candidate in candidates {
            guard let host = pattern.host(of: candidate.file.path) else {
                let error = LogFileError(.noHost, path: candidate.file.errorPath)
                settle(candidate, .unreadable(error))
                problems.append(error)
                continue
            }
            if sets[host] == nil {
                sets[host] = groups.count
                groups.append(LogDiscovery.Group(name: host, isDirectory: true))
            }
            candidate.set = sets[host] ?? candidate.set
            matched.append(candidate)
        }
        candidates = matched
    }

    /// Keeps one name of each file: not a link, and one in a directory, where the others of its set are.
    mutating func dropSameFiles() {
        let preferred = candidates.indices.sorted { left, right in
            let leftRank = (candidates[left].isLink ? 1 : 0, groups[candidates[left].set].isDirectory ? 0 : 1, left)
            let rightRank = (candidates[right].isLink ? 1 : 0, groups[candidates[right].set].isDirectory ? 0 : 1, right)
            return leftRank < rightRank
        }
        var kept: [LogFile.Identity: Int] = [:]
        var dropped: Set<Int> = []
        for index in preferred {
            let candidate = candidates[index]
            if let other = kept[candidate.file.identity] {
                settle(candidate, .sameContent(as: candidates[other].file.name))
                dropped.insert(index)
            } else {
                kept[candidate.file.identity] = index
            }
        }
        candidates = candidates.indices.filter { !dropped.contains($0) }.map { candidates[$0] }
    }

    /// Keeps one of the files of a set that hold the same, and the longest of those that begin alike.
    mutating func dropSameContent() {
        var alike: [Opening: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() {
            if let probe = candidate.probe {
                alike[Opening(set: candidate.set, probe: probe), default: []].append(index)
            }
        }
        var dropped: Set<Int> = []
        // In whatever order: each group is decided by itself.
        for group in alike.values where group.count > 1 {
            let ordered = group.sorted { candidates[$0].file.isBetterCopy(than: candidates[$1].file) }
            var copies = CopyElimination()
            for index in ordered { copies.add(candidates[index].file, index: index) }
            for (index, copy) in copies.dropped {
                let name = candidates[copy.of].file.name
                settle(candidates[index], copy.isBeginning ? .beginningOf(name) : .sameContent(as: name))
                dropped.insert(index)
            }
        }
        candidates = candidates.indices.filter { !dropped.contains($0) }.map { candidates[$0] }
    }

    /// The sets that have logs, in the order in which they were met.
    var sets: [LogSet] { groups.indices.compactMap { set($0, name: groups[$0].name) } }

    /// The logs of one set in order; nil if there are none.
    private func set(_ number: Int, name: String) -> LogSet? {
        let members = candidates.filter { $0.set == number }
        guard !members.isEmpty else { return nil }
        let unordered = members.filter { $0.probe == nil && !$0.file.isStream }
        let streams = members.filter { $0.file.isStream }
        let files = members.filter { $0.probe != nil }
            .sorted { left, right in
                guard let leftProbe = left.probe, let rightProbe = right.probe else { return false }
                let leftStart = (leftProbe.firstMilliseconds, leftProbe.firstSerial)
                let rightStart = (rightProbe.firstMilliseconds, rightProbe.firstSerial)
                return leftStart != rightStart
                    ? leftStart < rightStart : RotationName.isOlder(left.file.name, right.file.name)
            }
        return LogSet(name: name, files: (files + unordered + streams).map(\.file))
    }

    /// Missing numbers of the rotated sets among all that was found.
    var holes: [LogInventory.Hole] { numbered.holes }

    private mutating func settle(_ candidate: Candidate, _ status: LogInventory.Status) {
        entries[candidate.entry] = LogInventory.Entry(path: candidate.file.name, status: status)
    }
}

/// What files that hold the same begin with.
private struct Opening: Hashable {
    let set: Int
    let probe: LogProbe
}

extension LogFile {
    /// Whether this is the one to read of two files with the same content.
    ///
    /// A plain file can be read in parts; otherwise the name that comes first, `audit.log` before `audit.log.1`.
    fileprivate func isBetterCopy(than other: LogFile) -> Bool {
        if (part == nil) != (other.part == nil) { return part == nil }
        if compression != other.compression { return compression == .none }
        return NaturalOrder.precedes(name, other.name)
    }
}
