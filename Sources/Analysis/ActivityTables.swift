import AuditRecords
public import DockerActivity

/// Adds activities up by file and user, and gathers the changes of groups and rules.
///
/// Memory is bounded: below the engine's data root one row stands for a whole layer, container or volume, and beyond a
/// named number of rows further files are counted together by kind and user.
public struct ActivityTables: Sendable {
    /// Rows of file and user; files beyond it are counted by kind and user.
    public static let rowsLimit = 50_000
    /// Changes of groups, and of rules, that are kept each.
    public static let changesLimit = 10_000
    /// Sessions that are kept.
    public static let sessionsLimit = 50_000

    /// All activities.
    public private(set) var activities: UInt64 = 0
    /// Activities on files that are none of Docker's.
    public private(set) var otherActivities: UInt64 = 0
    /// Activities on Docker files that were counted by kind because there were too many files.
    public private(set) var beyondRows: UInt64 = 0
    /// Changes of groups or rules, or sessions, beyond their limits.
    public private(set) var omitted: UInt64 = 0

    private var rowKeys = ByteStringTable()
    private var rows: [FileRow] = []
    private var userKeys = ByteStringTable()
    private var users: [Report.UserEntry] = []
    private var sessionKeys = ByteStringTable()
    private var sessions: [(user: Int, session: Report.Session)] = []
    private var groupChanges: [Report.GroupChange] = []
    private var ruleChanges: [Report.RuleChange] = []
    private var key: [UInt8] = []

    /// The set whose activities are added, as an index into the report's sets.
    public var set = 0

    private struct FileRow {
        var set: Int
        var node: [UInt8]
        var path: [UInt8]
        var isFolded: Bool
        var place: DockerPlace
        var user: Report.FileUser
    }

    /// Nothing added yet.
    public init() {}

    /// Adds one activity of a batch.
    public mutating func add(_ activity: Activity, of batch: borrowing ActivityBatch) {
        activities += 1
        noteUser(activity, batch)
        if let file = activity.file {
            if file.place != .other { noteFile(activity, file.place, file.path, batch) }
            let fromPlace =
                file.from.isEmpty
                ? .other : DockerPlace(path: batch.bytes.span.extracting(file.from.indices))
            // What was moved away, or linked to, was touched as well.
            if fromPlace != .other, activity.action != .symlink { noteFile(activity, fromPlace, file.from, batch) }
            if file.place == .other, fromPlace == .other { otherActivities += 1 }
        }
        if activity.group != nil { noteGroup(activity, batch) }
        if activity.audit != nil { noteRule(activity, batch) }
    }

    private mutating func noteFile(
        _ activity: Activity,
        _ place: DockerPlace,
        _ path: ByteRange,
        _ batch: borrowing ActivityBatch
    ) {
        let bytes = batch.bytes.span
        let text = bytes.extracting(path.indices)
        let length = place.foldedLength(of: text)
        makeKey(activity, bytes) { $0.append(copying: text.extracting(0..<length)) }
        var row = rowKeys.find(key)
        var isWhole = true
        if row == nil, rows.count >= Self.rowsLimit {
            beyondRows += 1
            isWhole = false
            makeKey(activity, bytes) { $0.append(contentsOf: place.rawValue.utf8) }
            row = rowKeys.find(key)
        }
        if row == nil {
            row = rowKeys.insert(key)
            rows.append(
                FileRow(
                    set: set,
                    node: copy(activity.node, bytes),
                    path: isWhole ? copy(ByteRange(start: Int(path.start), end: Int(path.start) + length), bytes) : [],
                    isFolded: !isWhole || length < text.count || place.isBelowDataRoot,
                    place: place,
                    user: Report.FileUser(activity, login: login(of: activity, bytes))
                )
            )
        }
        guard let row else { return }
        rows[row].user.add(activity)
    }

    private mutating func noteUser(_ activity: Activity, _ batch: borrowing ActivityBatch) {
        let bytes = batch.bytes.span
        makeKey(activity, bytes) { _ in }
        let user = userKeys.insert(key)
        if user == users.count {
            users.append(
                Report.UserEntry(
                    set: set,
                    node: copy(activity.node, bytes),
                    login: login(of: activity, bytes),
                    activities: 0,
                    sessions: []
                )
            )
        }
        users[user].activities += 1
        guard let number = activity.subject.session, number != SubjectFacts.unset else { return }
        appendNumber(number)
        guard let known = sessionKeys.find(key) else {
            guard sessions.count < Self.sessionsLimit else {
                omitted += 1
                return
            }
            _ = sessionKeys.insert(key)
            let time = activity.stamp.milliseconds
            let terminal = copy(activity.subject.terminal, bytes)
            sessions.append((user, Report.Session(session: number, terminal: terminal, times: time...time)))
            return
        }
        sessions[known].session.note(activity, bytes)
    }

    private mutating func noteGroup(_ activity: Activity, _ batch: borrowing ActivityBatch) {
        guard let group = activity.group, activity.outcome != .failure, activity.action != .groupEnter else { return }
        let bytes = batch.bytes.span
        let name = copy(group.name, bytes)
        guard name.isEmpty || name == Array("docker".utf8) else { return }
        guard groupChanges.count < Self.changesLimit else {
            omitted += 1
            return
        }
        groupChanges.append(
            Report.GroupChange(
                set: set,
                milliseconds: activity.stamp.milliseconds,
                serial: activity.stamp.serial,
                action: activity.action,
                outcome: activity.outcome,
                group: name,
                member: copy(group.member, bytes),
                by: login(of: activity, bytes),
                via: copy(activity.subject.executable, bytes)
            )
        )
    }

    private mutating func noteRule(_ activity: Activity, _ batch: borrowing ActivityBatch) {
        guard let audit = activity.audit else { return }
        switch activity.action {
        case .auditRuleAdd, .auditRuleRemove, .auditRuleUpdate: break
        default: return
        }
        guard ruleChanges.count < Self.changesLimit else {
            omitted += 1
            return
        }
        let bytes = batch.bytes.span
        ruleChanges.append(
            Report.RuleChange(
                set: set,
                milliseconds: activity.stamp.milliseconds,
                serial: activity.stamp.serial,
                action: activity.action,
                outcome: activity.outcome,
                key: copy(audit.key, bytes),
                path: copy(audit.path, bytes),
                by: login(of: activity, bytes)
            )
        )
    }

    /// What tells rows apart: set, node, login user, and what `append` adds.
    private mutating func makeKey(_ activity: Activity, _ bytes: Span<UInt8>, append: (inout [UInt8]) -> Void) {
        key.removeAll(keepingCapacity: true)
        appendNumber(UInt32(truncatingIfNeeded: set))
        key.append(copying: bytes.extracting(activity.node.indices))
        key.append(0)
        appendNumber(activity.subject.loginID ?? 0)
        key.append(activity.subject.loginID == nil ? 0 : 1)
        key.append(copying: bytes.extracting(activity.subject.login.indices))
        key.append(0)
        append(&key)
    }

    private mutating func appendNumber(_ number: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] { key.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private func login(of activity: Activity, _ bytes: Span<UInt8>) -> Report.LoginName {
        Report.LoginName(id: activity.subject.loginID, name: copy(activity.subject.login, bytes))
    }

    private func copy(_ range: ByteRange, _ bytes: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.append(copying: bytes.extracting(range.indices))
        return text
    }
}

extension ActivityTables {
    /// Writes what was added into a report, in an order that depends on nothing but the log.
    public func fill(_ report: inout Report) {
        report.totals.activities = activities
        report.files = fileEntries()
        report.users = userEntries()
        report.groupChanges = groupChanges.sorted { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.totals.otherActivities = otherActivities
        report.coverage.rules = ruleChanges.sorted { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.coverage.rulesOmitted = omitted
    }

    private func fileEntries() -> [Report.FileEntry] {
        struct Key: Hashable {
            var set: Int
            var node: [UInt8]
            var path: [UInt8]
            var place: DockerPlace
        }
        var entries: [Key: Report.FileEntry] = [:]
        for row in rows {
            let key = Key(set: row.set, node: row.node, path: row.path, place: row.place)
            let empty = Report.FileEntry(
                set: row.set,
                node: row.node,
                path: row.path,
                place: row.place,
                isFolded: row.isFolded,
                users: []
            )
            entries[key, default: empty].users.append(row.user.sorted())
        }
        return entries.values
            .map { entry in
                var entry = entry
                entry.users.sort { ($1.count, $0.login) < ($0.count, $1.login) }
                return entry
            }
            .sorted { left, right in
                if left.set != right.set { return left.set < right.set }
                if left.node != right.node { return left.node.lexicographicallyPrecedes(right.node) }
                if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
                return left.place.rawValue < right.place.rawValue
            }
    }

    private func userEntries() -> [Report.UserEntry] {
        var entries = users
        for (user, session) in sessions { entries[user].sessions.append(session) }
        for index in entries.indices { entries[index].sessions.sort { $0.session < $1.session } }
        return entries.sorted { left, right in
            if left.set != right.set { return left.set < right.set }
            return left.node != right.node ? left.node.lexicographicallyPrecedes(right.node) : left.login < right.login
        }
    }
}

extension Report.LoginName: Comparable {
    /// By name, then by id.
    public static func < (left: Self, right: Self) -> Bool {
        left.name != right.name
            ? left.name.lexicographicallyPrecedes(right.name) : (left.id ?? .max) < (right.id ?? .max)
    }
}

extension Report.FileUser {
    fileprivate init(_ activity: Activity, login: Report.LoginName) {
        let time = activity.stamp.milliseconds
        self.init(
            login: login,
            actions: [],
            failures: 0,
            routine: 0,
            noteworthy: 0,
            suspicious: 0,
            times: time...time
        )
    }

    fileprivate mutating func add(_ activity: Activity) {
        if let index = actions.firstIndex(where: { $0.action == activity.action }) {
            actions[index].count += 1
        } else {
            actions.append((activity.action, 1))
        }
        if activity.outcome == .failure { failures += 1 }
        switch activity.disposition {
        case .routine: routine += 1
        case .noteworthy: noteworthy += 1
        case .suspicious: suspicious += 1
        }
        let time = activity.stamp.milliseconds
        times = min(times.lowerBound, time)...max(times.upperBound, time)
    }

    fileprivate func sorted() -> Self {
        var copy = self
        copy.actions.sort { ($1.count, $0.action.rawValue) < ($0.count, $1.action.rawValue) }
        return copy
    }
}

extension Report.Session {
    fileprivate mutating func note(_ activity: Activity, _ bytes: Span<UInt8>) {
        let time = activity.stamp.milliseconds
        times = min(times.lowerBound, time)...max(times.upperBound, time)
        if terminal.isEmpty, !activity.subject.terminal.isEmpty {
            terminal.append(copying: bytes.extracting(activity.subject.terminal.indices))
        }
    }
}
