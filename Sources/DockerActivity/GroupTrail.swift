import AuditRecords

/// Follows what happens to the docker group: which group and member each change is about, which of several records tell
/// the same change, what was done to /etc/group by hand, and who acts with the group's rights.
///
/// Nothing is guessed: where no source names the group or the member, none is named.
struct GroupTrail: Sendable {
    /// Processes of each of two generations.
    static let limit = 1024
    /// Members that are remembered.
    static let membersLimit = 4096
    /// How long after its last act an act of a process belongs to the same change, in milliseconds.
    static let changeTime: Int64 = 5000

    /// The docker group's number; nil where nothing has told it.
    private(set) var dockerID: UInt32?
    private var members: Set<[UInt8]> = []
    private var memory = CommandMemory()
    private var works = Generations<UInt32, GroupWork>(limit: Self.limit)

    /// A trail that knows what a group file tells.
    init(_ known: KnownGroup?) {
        dockerID = known?.id
        members = Set((known?.members ?? []).prefix(Self.membersLimit))
    }

    /// Takes what sudo was asked to run.
    mutating func noteRequest(_ notice: Notice, in bytes: Span<UInt8>) { memory.noteRequest(notice, in: bytes) }

    /// Takes the files of an act of the host's: the engine's socket has the docker group's number.
    mutating func learn(_ items: ArraySlice<FileItem>, in bytes: Span<UInt8>) {
        for item in items where item.groupID != nil && item.path.count <= 20 {
            if DockerPlace(path: bytes.extracting(item.path.indices)) == .socket { learn(item.groupID) }
        }
    }

    /// Judges an activity whose file is known as far as it will be.
    ///
    /// `isLate` says that it is known only from later events: such an activity tells nothing that others are judged by, so
    /// that a first pass over the log and a second one agree. `isTrueClaim` says of a record whether later events bear it out,
    /// if that is known.
    ///
    /// The answer is true for a record of which only later events tell whether it is true.
    mutating func judge(
        _ activity: inout Activity,
        _ process: ProcessTable.Process?,
        isLate: Bool,
        isTrueClaim: Bool?,
        _ processes: inout ProcessTable,
        _ batch: inout ActivityBatch
    ) -> Bool {
        var awaits = false
        if activity.group != nil {
            awaits = judgeRecord(&activity, isTrueClaim: isTrueClaim, &processes, &batch)
        } else if let file = activity.file {
            if activity.action == .execute, activity.outcome == .success { noteExecution(&activity, batch.bytes.span) }
            learn(file, process, in: batch.bytes.span)
            let isUnresolved = file.resolvedBy == .unresolved
            if file.place == .accountFile || isUnresolved {
                judgeFile(&activity, process, isLate: isLate || isUnresolved, &processes, &batch)
            }
        }
        if let dockerID, activity.groupUse == nil, process?.lineage == .host,
            activity.subject.groupID == dockerID || activity.subject.effectiveGroupID == dockerID
        {
            activity.groupUse = .rights
        }
        return awaits
    }

    /// Takes an execution, which may be that of newgrp or sg.
    private mutating func noteExecution(_ activity: inout Activity, _ bytes: Span<UInt8>) {
        guard
            let order = memory.noteExecution(
                activity.subject,
                at: activity.stamp.milliseconds,
                in: bytes
            )
        else { return }
        guard order.tool == .newgrp || order.tool == .sg, let group = order.group else { return }
        let isDocker = group == Self.docker || dockerID != nil && AccountCommand.number(group) == dockerID
        if isDocker { activity.groupUse = order.tool == .sg ? .sg : .newgrp }
    }

    private mutating func learn(_ file: FileFacts, _ process: ProcessTable.Process?, in bytes: Span<UInt8>) {
        guard let id = file.groupID, id != dockerID else { return }
        if file.place == .socket, file.resolvedBy != .unresolved, process?.lineage != .container {
            learn(id)
        } else if file.group.count == Self.docker.count, bytes.extracting(file.group.indices).equals("docker") {
            learn(id)  // auditd knew the name
        }
    }

    /// root's own group and an unset number are none that anybody is put into for the socket's sake.
    private mutating func learn(_ id: UInt32?) {
        guard let id, id != 0, id != .max else { return }
        dockerID = id
    }

    static let docker = Array("docker".utf8)
}

// MARK: - Account records

extension GroupTrail {
    private mutating func judgeRecord(
        _ activity: inout Activity,
        isTrueClaim: Bool?,
        _ processes: inout ProcessTable,
        _ batch: inout ActivityBatch
    ) -> Bool {
        guard var facts = activity.group else { return false }
        defer { activity.group = facts }
        facts.dockerID = dockerID
        var work = work(of: activity)
        let process = processes.process(activity.subject.process)
        // A container can send such a record without doing anything: the host's file is what counts.
        let isClaim = process?.lineage == .container && !work.hasGroupFile
        if isClaim, !work.mayHaveGroupFile || isTrueClaim == false {
            facts.change = nil
            if activity.outcome == .success { activity.outcome = .claimed }
            return false
        }
        let operation = GroupOperation(facts, activity.action, in: batch.bytes.span)
        var naming = GroupNaming(facts, activity.action, operation, in: batch.bytes.span)
        let sources = memory.sources(of: activity.subject, at: activity.stamp.milliseconds, &processes)
        for commands in sources where !naming.isComplete {
            naming.take(commands, dockerID: dockerID, members: members)
        }
        if naming.group.isEmpty, let group = work.nextGroup(naming, isShadow: operation.isShadow) { naming.name(group) }
        naming.fill(&facts, dockerID: dockerID, &batch)
        if activity.outcome != .failure, isOfHost(activity.subject, process) {
            learn(naming, activity.action)
        }
        if activity.action == .groupEnter {
            if isDocker(naming) { activity.groupUse = operation.isAuthentication ? .password : .enter }
            return false
        }
        guard activity.outcome != .failure else { return false }
        if work.tell(naming) {
            facts.change = naming.change
            if !isClaim { note(naming) }
        }
        remember(work, of: activity)
        return isClaim && isTrueClaim == nil
    }

    /// Whether a record's word about the group's number is believed: not from what may be a container's process.
    private func isOfHost(_ subject: SubjectFacts, _ process: ProcessTable.Process?) -> Bool {
        subject.loginID.map { $0 != SubjectFacts.unset } ?? false || process?.lineage == .host
    }

    private func isDocker(_ naming: GroupNaming) -> Bool {
        naming.group == Self.docker || naming.id != nil && naming.id == dockerID
    }

    /// Learns the docker group's number.
    private mutating func learn(_ naming: GroupNaming, _ action: Action) {
        guard naming.group == Self.docker else { return }
        switch (action, naming.change) {
        case (.groupCreate, _), (.groupEnter, _): learn(naming.id)
        case (.groupDelete, _): dockerID = nil
        case (_, .id): learn(naming.newID)
        default: break
        }
    }

    /// Notes who is in the docker group after a change.
    private mutating func note(_ naming: GroupNaming) {
        guard isDocker(naming) else { return }
        let names = AccountCommand.list(naming.member)
        switch naming.change {
        case .add, .primary: for name in names where members.count < Self.membersLimit { members.insert(name) }
        case .remove: members.subtract(names)
        case .set: members = Set(names.prefix(Self.membersLimit))
        case .delete where naming.group == Self.docker: members = []
        default: break
        }
    }

    /// What the activity's process has done; nothing, if that was another process or is long ago.
    private mutating func work(of activity: Activity) -> GroupWork {
        let subject = activity.subject
        let now = activity.stamp.milliseconds
        if let known = subject.process.flatMap({ works[$0] }), known.loginID == subject.loginID,
            now - known.latest <= Self.changeTime
        {
            return known
        }
        return GroupWork(loginID: subject.loginID, latest: now)
    }

    private mutating func remember(_ work: GroupWork, of activity: Activity) {
        guard let process = activity.subject.process else { return }
        var work = work
        work.latest = activity.stamp.milliseconds
        works[process] = work
    }
}

// MARK: - The file

extension GroupTrail {
    private mutating func judgeFile(
        _ activity: inout Activity,
        _ process: ProcessTable.Process?,
        isLate: Bool,
        _ processes: inout ProcessTable,
        _ batch: inout ActivityBatch
    ) {
        guard activity.outcome == .success, let file = activity.file,
            let effect = GroupFileEffect(activity, file, process, isLate: isLate, in: batch.bytes.span)
        else { return }
        var work = work(of: activity)
        if isLate {
            work.mayHaveGroupFile = true
        } else {
            work.hasGroupFile = true
            memory.noteTitle(activity.subject, at: activity.stamp.milliseconds, in: batch.bytes.span)
        }
        remember(work, of: activity)
        guard effect == .changed || effect == .changedByTool && !work.hasTold else { return }
        var facts = GroupFacts()
        facts.resolvedBy = .fileEdit
        facts.dockerID = dockerID
        var naming = GroupNaming()
        let program = Array(PathText.lastPart(of: Array(batch.bytes[activity.subject.executable.indices])))
        for commands in memory.sources(of: activity.subject, at: activity.stamp.milliseconds, &processes) {
            if naming.take(edit: commands, by: program) { break }
        }
        naming.fill(&facts, dockerID: dockerID, &batch)
        let isNew = work.tell(naming)
        if isNew { facts.change = naming.change }
        activity.group = facts
        guard !isLate, isNew else { return }
        note(naming)
        remember(work, of: activity)
    }
}

extension GroupTrail: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool { members.count <= Self.membersLimit && works.keeps(to: Self.limit) }
}
