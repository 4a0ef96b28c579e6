import AuditRecords
public import Detections
public import DockerActivity

/// Adds one host's activities up by file and user, and gathers the changes of groups and rules.
///
/// Memory is bounded: below the engine's data root one row stands for a whole layer, container or volume, and beyond named
/// limits further files are counted together by kind and user.
///
/// Tables are values. What they tell does not depend on the order in which activities are added, nor on how a log is cut
/// into parts whose tables are joined, in any order and grouping; `dependsOnOrder` names the one exception. Joining costs
/// per row, not per activity.
public struct ActivityTables: Sendable {
    /// Bytes of a path that are kept: the kernel's PATH_MAX.
    ///
    /// A longer one can only be a forgery.
    public static let pathLimit = 4096

    /// All activities.
    public private(set) var activities: UInt64 = 0
    /// Activities on files that are none of Docker's.
    public private(set) var otherActivities: UInt64 = 0

    private(set) var files: FileTable
    private(set) var users: UserTable
    private(set) var sessions: SessionTable
    private(set) var logins: LoginTable
    private(set) var groupChanges: ChangeTable
    /// Changes of groups that are not called docker, but may have its number.
    private(set) var otherGroupChanges: ChangeTable
    private(set) var groupUses: GroupUseTable
    private(set) var ruleChanges: ChangeTable
    private(set) var edits: EditTable
    private(set) var containers: ContainerRows
    private(set) var findings: FindingTable

    /// Tables that hold nothing yet.
    public init(limits: Limits = .host) {
        files = FileTable(limits: limits)
        users = UserTable(limits: limits)
        sessions = SessionTable(limits: limits)
        logins = LoginTable(limits: limits)
        groupChanges = ChangeTable(limits: limits)
        otherGroupChanges = ChangeTable(limits: limits)
        groupUses = GroupUseTable()
        ruleChanges = ChangeTable(limits: limits)
        edits = EditTable(limits: limits)
        containers = ContainerRows(limits: limits)
        findings = FindingTable(limits: limits)
    }

    /// Bytes of memory that the tables hold.
    public var heldBytes: Int {
        files.heldBytes + users.heldBytes + sessions.heldBytes + logins.heldBytes + groupChanges.heldBytes
            + otherGroupChanges.heldBytes + groupUses.heldBytes + ruleChanges.heldBytes + edits.heldBytes
            + containers.heldBytes + findings.heldBytes
    }

    /// Acts on Docker files that were counted by kind because there were too many files; final after `prune`.
    public var beyondRows: UInt64 { files.beyondLimit }
    /// Activities of users beyond the limit, which are counted together.
    public var furtherUsersActivities: UInt64 { users.furtherActivities }
    /// Activities of sessions beyond the limit, which are not listed; final after `prune`.
    public var furtherSessionsActivities: UInt64 { sessions.beyondLimit }
    /// Changes of groups or rules beyond the limits, which are not listed; final after `prune`.
    public var furtherChanges: UInt64 {
        groupChanges.beyondLimit + otherGroupChanges.beyondLimit + ruleChanges.beyondLimit
    }
    /// Edits beyond the limits, which are not listed; final after `prune`.
    public var furtherEdits: UInt64 { edits.beyondLimit }

    /// Activities of containers beyond the limit, which are not listed; final after `prune`.
    public var furtherContainersActivities: UInt64 { containers.beyondLimit }

    /// Whether so many users were met that it matters which came first; final after `prune`.
    ///
    /// There are more login users than the tables tell apart, or more kinds of further files and users: only a forged log
    /// has them. Whether it is so does not depend on the order.
    public var dependsOnOrder: Bool { users.furtherActivities > 0 || files.hasFullKinds }

    /// Cuts the tables to their limits, which they pass by a little while they are filled.
    ///
    /// Needed once, when everything was added; more may be added afterwards. `fill` does it as well.
    public mutating func prune() {
        files.prune()
        sessions.prune()
        logins.prune()
        groupChanges.prune()
        otherGroupChanges.prune()
        ruleChanges.prune()
        edits.prune()
        containers.prune()
        findings.prune()
    }

    /// Adds one activity of a batch.
    public mutating func add(_ activity: Activity, of batch: borrowing ActivityBatch) {
        let bytes = batch.bytes.span
        activities += 1
        let user = users.add(
            1,
            id: activity.subject.loginID,
            name: bytes.extracting(activity.subject.login.indices),
            node: bytes.extracting(activity.node.indices)
        )
        sessions.add(activity, user: user, identity: users.identity(user), bytes)
        if let file = CountedFile(activity) { note(file, CountedAct(activity), user: user, bytes) }
        if activity.container != nil { containers.add(activity, bytes) }
        if let group = activity.group { noteGroup(activity, group, bytes) }
        if let use = activity.groupUse { groupUses.add(activity, use, user: user) }
        if let audit = activity.audit { noteRule(activity, audit, bytes) }
    }

    /// Adds the engine's upkeep of a batch.
    mutating func addUpkeep(of batch: borrowing ActivityBatch) {
        let bytes = batch.upkeepBytes.span
        for act in batch.upkeep {
            activities += 1
            let user = users.add(
                1,
                id: act.loginID,
                name: bytes.extracting(act.login.indices),
                node: bytes.extracting(act.node.indices)
            )
            sessions.add(act, user: user, identity: users.identity(user))
            let file = CountedFile(act.path, from: act.from, act.place, act.action, hasKey: false)
            note(file, CountedAct(act), user: user, bytes)
        }
    }

    /// Adds what became known of a login session; it is listed once it has activities.
    public mutating func add(_ session: LoginSession) {
        logins.add(session)
    }

    /// Adds a complete edit, all of whose steps were or will be added as activities; routine is passed over, and so is
    /// what is no change of a Docker file outside the data root.
    public mutating func add(_ edit: Edit) {
        edits.add(edit)
    }

    /// Adds a finding.
    public mutating func add(_ finding: Finding) {
        findings.add(finding)
    }

    /// Takes that those of an edit's steps which were or will be added as activities are suspicious.
    mutating func markSuspicious(_ edit: Edit) {
        guard edit.events.contains(where: \.isWanted) else { return }
        let bytes = edit.text.span
        let subject = edit.activity.subject
        let user = users.add(
            0,
            id: subject.loginID,
            name: bytes.extracting(subject.login.indices),
            node: bytes.extracting(edit.activity.node.indices)
        )
        let identity = users.identity(user)
        for event in edit.events where event.isWanted {
            CountedFile(event.path, from: event.from, event.place, event.action, hasKey: event.hasKey)
                .each(in: bytes) { files.mark($0, $1, user: user, identity: identity) }
        }
    }

    /// Adds the tables of another part of the same host's log, filled or joined within the same limits.
    ///
    /// The result is what adding the part's activities one by one would have given.
    public mutating func add(_ other: ActivityTables) {
        activities += other.activities
        otherActivities += other.otherActivities
        let numbers = users.add(other.users)
        let user = { (number: Int32) in number == UserTable.further ? number : numbers[Int(number)] }
        sessions.add(other.sessions, users: user)
        logins.add(other.logins)
        files.add(other.files, users: user)
        groupChanges.add(other.groupChanges)
        otherGroupChanges.add(other.otherGroupChanges)
        groupUses.add(other.groupUses, users: user)
        ruleChanges.add(other.ruleChanges)
        edits.add(other.edits)
        containers.add(other.containers)
        findings.add(other.findings)
    }

    @inline(__always)
    private mutating func note(_ file: CountedFile, _ act: CountedAct, user: Int32, _ bytes: Span<UInt8>) {
        let identity = users.identity(user)
        let isDockers = file.each(in: bytes) { files.add(act, $0, $1, user: user, identity: identity) }
        if !isDockers { otherActivities += 1 }
    }

    private mutating func noteGroup(_ activity: Activity, _ group: GroupFacts, _ bytes: Span<UInt8>) {
        guard group.change != nil else { return }
        let name = bytes.extracting(group.name.indices)
        let hasDockersNumber = group.id != nil && group.id == group.dockerID
        let isDocker =
            name.equals("docker") || hasDockersNumber || bytes.extracting(group.newName.indices).equals("docker")
        if isDocker || name.isEmpty && group.id == nil {
            groupChanges.add(activity, group.name, group.member, bytes)
        } else {
            otherGroupChanges.add(activity, group.name, group.member, bytes)
        }
    }

    private mutating func noteRule(_ activity: Activity, _ audit: AuditFacts, _ bytes: Span<UInt8>) {
        switch activity.action {
        case .auditRuleAdd, .auditRuleRemove, .auditRuleUpdate: ruleChanges.add(activity, audit.key, audit.path, bytes)
        default: return
        }
    }
}

extension Action {
    /// Whether a file is different afterwards, or may be.
    var changesFiles: Bool {
        switch self {
        case .execute, .openRead, .connect: false
        default: true
        }
    }
}

extension ActivityTables {
    /// Writes the tables in an order of their own: that in which entries were met depends on how the work was shared out.
    func write(to writer: inout PartialWriter) {
        writer.number(activities)
        writer.number(otherActivities)
        let order = users.sorted
        var numbers = [Int](repeating: 0, count: order.count)
        for (number, user) in order.enumerated() { numbers[user] = number }
        let number = { (user: Int32) in user == UserTable.further ? 0 : numbers[Int(user)] + 1 }
        users.write(in: order, to: &writer)
        sessions.write(to: &writer, users: number)
        files.write(to: &writer, users: number)
        groupChanges.write(to: &writer)
        otherGroupChanges.write(to: &writer)
        groupUses.write(to: &writer, users: number)
        ruleChanges.write(to: &writer)
        logins.write(to: &writer)
        edits.write(to: &writer)
        containers.write(to: &writer)
        findings.write(to: &writer)
    }

    /// Tables as they were written, within the limits of a host's.
    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        activities = try reader.count()
        otherActivities = try reader.count()
        users = try UserTable(from: &reader)
        sessions = try SessionTable(from: &reader, users: users.users.count)
        files = try FileTable(from: &reader, users: users.users.count)
        groupChanges = try ChangeTable(from: &reader)
        otherGroupChanges = try ChangeTable(from: &reader)
        groupUses = try GroupUseTable(from: &reader, users: users.users.count)
        ruleChanges = try ChangeTable(from: &reader)
        logins = try LoginTable(from: &reader)
        edits = try EditTable(from: &reader)
        containers = try ContainerRows(from: &reader)
        findings = try FindingTable(from: &reader)
    }
}
