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
    /// Bytes of a path that are kept: the kernel's PATH_MAX.
    ///
    /// A longer one can only be a forgery.
    public static let pathLimit = 4096
    /// Login users that are told apart, over all sets and nodes.
    public static let usersLimit = 10_000
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

    private var rowNames = ByteStringTable()
    private var rows: [FileRow] = []
    private var users: [Report.UserEntry] = []
    private var latestUser = 0
    private var sessionNumbers: [SessionKey: Int] = [:]
    private var sessions: [(user: Int, session: Report.Session)] = []
    private var groupChanges: [Report.GroupChange] = []
    private var ruleChanges: [Report.RuleChange] = []

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

    private struct SessionKey: Hashable {
        var user: Int
        var session: UInt32
    }

    /// Nothing added yet.
    public init() {}

    /// Adds one activity of a batch.
    public mutating func add(_ activity: Activity, of batch: borrowing ActivityBatch) {
        activities += 1
        let user = noteUser(activity, batch)
        if let file = activity.file {
            if file.place != .other { noteFile(activity, file.place, file.path, user: user, batch) }
            let fromPlace =
                file.from.isEmpty
                ? .other : DockerPlace(path: batch.bytes.span.extracting(file.from.indices))
            // What was moved away, or linked to, was touched as well.
            if fromPlace != .other, activity.action != .symlink {
                noteFile(activity, fromPlace, file.from, user: user, batch)
            }
            if file.place == .other, fromPlace == .other {
                otherActivities += 1
                // A watched file by another name: what a container calls /host/etc/docker/daemon.json, say.
                if !activity.keys.isEmpty, !file.path.isEmpty, activity.action.changesFiles {
                    noteFile(activity, .other, file.path, user: user, batch)
                }
            }
        }
        if activity.group != nil { noteGroup(activity, batch) }
        if activity.audit != nil { noteRule(activity, batch) }
    }

    private mutating func noteFile(
        _ activity: Activity,
        _ place: DockerPlace,
        _ path: ByteRange,
        user: Int,
        _ batch: borrowing ActivityBatch
    ) {
        let bytes = batch.bytes.span
        let text = bytes.extracting(path.indices)
        let length = min(place.foldedLength(of: text), Self.pathLimit)
        let name = text.extracting(0..<length)
        if let row = rowNames.find(name, owner: user) {
            rows[row].user.add(activity)
        } else if rows.count < Self.rowsLimit {
            _ = rowNames.insert(name, owner: user)
            let whole = ByteRange(start: Int(path.start), end: Int(path.start) + length)
            appendRow(activity, place, copy(whole, bytes), user, isFolded: length < text.count || place.isBelowDataRoot)
        } else {
            beyondRows += 1
            // Further files are one row for each kind and user; an empty path stands for them.
            let kind = [UInt8](place.rawValue.utf8)
            if let row = rowNames.find(kind.span, owner: ~user) {
                rows[row].user.add(activity)
            } else {
                _ = rowNames.insert(kind.span, owner: ~user)
                appendRow(activity, place, [], user, isFolded: true)
            }
        }
    }

    private mutating func appendRow(
        _ activity: Activity,
        _ place: DockerPlace,
        _ path: [UInt8],
        _ user: Int,
        isFolded: Bool
    ) {
        var row = FileRow(
            set: set,
            node: users[user].node,
            path: path,
            isFolded: isFolded,
            place: place,
            user: Report.FileUser(activity, login: users[user].login)
        )
        row.user.add(activity)
        rows.append(row)
    }

    /// Counts an activity for its user, and gives the user's number.
    private mutating func noteUser(_ activity: Activity, _ batch: borrowing ActivityBatch) -> Int {
        let bytes = batch.bytes.span
        if latestUser < users.count, isUser(latestUser, activity, bytes) {
            // Neighbours in a log are often the same user's.
        } else if let known = users.indices.first(where: { isUser($0, activity, bytes) }) {
            latestUser = known
        } else if users.count < Self.usersLimit {
            latestUser = users.count
            users.append(
                Report.UserEntry(
                    set: set,
                    node: copy(activity.node, bytes),
                    login: login(of: activity, bytes),
                    activities: 0,
                    sessions: []
                )
            )
        } else {
            omitted += 1
            latestUser = users.count - 1
        }
        users[latestUser].activities += 1
        noteSession(activity, user: latestUser, bytes)
        return latestUser
    }

    private func isUser(_ number: Int, _ activity: Activity, _ bytes: Span<UInt8>) -> Bool {
        let user = users[number]
        return user.login.id == activity.subject.loginID && user.set == set
            && isEqual(user.login.name, bytes.extracting(activity.subject.login.indices))
            && isEqual(user.node, bytes.extracting(activity.node.indices))
    }

    private func isEqual(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    private mutating func noteSession(_ activity: Activity, user: Int, _ bytes: Span<UInt8>) {
        guard let number = activity.subject.session, number != SubjectFacts.unset else { return }
        let key = SessionKey(user: user, session: number)
        if let known = sessionNumbers[key] {
            sessions[known].session.note(activity, bytes)
        } else if sessions.count < Self.sessionsLimit {
            sessionNumbers[key] = sessions.count
            let time = activity.stamp.milliseconds
            let terminal = copy(activity.subject.terminal, bytes)
            sessions.append((user, Report.Session(session: number, terminal: terminal, times: time...time)))
        } else {
            omitted += 1
        }
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

extension Action {
    /// Whether a file is different afterwards, or may be.
    fileprivate var changesFiles: Bool {
        switch self {
        case .execute, .openRead, .connect: false
        default: true
        }
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
