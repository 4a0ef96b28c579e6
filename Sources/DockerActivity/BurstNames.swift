import AuditRecords

/// What became of each name that the steps of a burst gave.
struct BurstNames {
    /// What became of one name.
    struct Fate {
        /// How the name came to its file, last.
        enum Making { case created, linked, renamed }

        /// The path, or what was recorded where none is known; empty where only the inode is.
        let name: ByteRange
        /// Whether `name` is a path.
        let isPath: Bool
        /// Whether there was such a file before the burst.
        let wasThere: Bool
        /// Whether there is one after it.
        var isThere = true
        /// The inode that the name last stood for, and its device.
        var inode: UInt64?
        var device = ByteRange()
        /// How, at which step and from which other name it was made last; nil where it was not.
        var making: (how: Making, step: Int, origin: Int?)?
        /// Whether a regular file was made under it.
        var isFile = false
        /// The step that opened it for writing first.
        var opening: Int?
        /// The step that made or opened it last.
        var lastChange: Int?
        /// The step that took the name away last.
        var removal: Int?
        /// Another name of the same edit, or its own number: names that were renamed or linked to each other are one.
        fileprivate var leader: Int

        /// Whether it was made, and is gone again.
        var isPassing: Bool { !wasThere && !isThere }
    }

    /// The names in the order they were given.
    private(set) var fates: [Fate] = []
    private let text: [UInt8]

    /// Names whose text lies in a burst's bytes.
    init(in text: [UInt8]) {
        self.text = text
    }

    /// Notes what a step, counted from the burst's first, did, and gives the name that it is about.
    mutating func note(_ activity: Activity, step: Int) -> Int? {
        guard let file = activity.file else { return nil }
        let known = find(file)
        switch activity.action {
        case .create, .mkdir, .mknod, .bind, .symlink:
            let name = known ?? enter(file, wasThere: false)
            make(name, .created, step, origin: nil, file, isFile: activity.action == .create)
            return name
        case .link, .rename:
            let origin = file.from.isEmpty ? nil : find(path: file.from) ?? enter(path: file.from)
            if activity.action == .rename, let origin {
                fates[origin].isThere = false
                fates[origin].removal = step
            }
            let name = known ?? enter(file, wasThere: file.isReplacement)
            make(name, activity.action == .link ? .linked : .renamed, step, origin: origin, file)
            if let origin { join(name, origin) }
            return name
        case .delete, .rmdir:
            let name = known ?? enter(file, wasThere: true)
            fates[name].isThere = false
            fates[name].removal = step
            return name
        case .openWrite, .truncate:
            let name = known ?? enter(file, wasThere: true)
            fates[name].opening = fates[name].opening ?? step
            fates[name].lastChange = step
            return name
        default:
            return known ?? enter(file, wasThere: true)
        }
    }

    /// The name that a file goes by; nil where it was not given yet.
    func find(_ file: FileFacts) -> Int? {
        if !file.path.isEmpty { return find(path: file.path) }
        // An inode's number is given to a new file once the old one is gone: it is the latest one's.
        if let inode = file.inode, let found = fates.lastIndex(where: { $0.isThere && isSame($0, inode, file.device) })
        {
            return found
        }
        if !file.recorded.isEmpty {
            return fates.lastIndex { !$0.isPath && isSame($0.name, file.recorded) }
        }
        return fates.lastIndex { isSame($0, file.inode, file.device) }
    }

    /// The name that stands for all that were renamed or linked to it.
    func leader(of name: Int) -> Int {
        var leader = name
        while fates[leader].leader != leader { leader = fates[leader].leader }
        return leader
    }

    /// Whether a name looks like an auxiliary file's, and like that of a certain file.
    func isAuxiliary(_ name: Int, beside main: Int) -> Bool {
        isAuxiliary(name)
            && EditName.isNamed(
                text.span.extracting(fates[name].name.indices),
                after: text.span.extracting(fates[main].name.indices)
            )
    }

    /// Whether a name looks like that of a file beside the one that matters.
    func isAuxiliary(_ name: Int) -> Bool { EditName.isAuxiliary(text.span.extracting(fates[name].name.indices)) }

    /// Whether a name was given to what another one stood for until that one got something new.
    func isBackup(_ name: Int) -> Bool {
        guard let making = fates[name].making, making.how != .created, let origin = making.origin else { return false }
        return fates[origin].isThere && (fates[origin].lastChange ?? -1) > making.step
    }

    // MARK: - Parts

    private func find(path: ByteRange) -> Int? {
        fates.lastIndex { $0.isPath && isSame($0.name, path) }
    }

    private func isSame(_ left: ByteRange, _ right: ByteRange) -> Bool {
        text.span.extracting(left.indices).holdsSame(as: text.span.extracting(right.indices))
    }

    private func isSame(_ fate: Fate, _ inode: UInt64?, _ device: ByteRange) -> Bool {
        inode != nil && fate.inode == inode && isSame(fate.device, device)
    }

    private mutating func enter(_ file: FileFacts, wasThere: Bool) -> Int {
        let isPath = !file.path.isEmpty
        fates.append(
            Fate(
                name: isPath ? file.path : file.recorded,
                isPath: isPath,
                wasThere: wasThere,
                inode: file.inode,
                device: file.device,
                leader: fates.count
            )
        )
        return fates.count - 1
    }

    private mutating func enter(path: ByteRange) -> Int {
        fates.append(Fate(name: path, isPath: true, wasThere: true, leader: fates.count))
        return fates.count - 1
    }

    private mutating func make(
        _ name: Int,
        _ how: Fate.Making,
        _ step: Int,
        origin: Int?,
        _ file: FileFacts,
        isFile: Bool = false
    ) {
        fates[name].isThere = true
        fates[name].inode = file.inode
        fates[name].device = file.device
        fates[name].making = (how, step, origin)
        fates[name].isFile = isFile
        fates[name].lastChange = step
    }

    private mutating func join(_ name: Int, _ other: Int) {
        let leaders = (leader(of: name), leader(of: other))
        fates[max(leaders.0, leaders.1)].leader = min(leaders.0, leaders.1)
    }
}
