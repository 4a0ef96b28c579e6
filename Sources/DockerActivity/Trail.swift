import AuditRecords

/// Follows one host's events in order of time, and finds what each activity was: on which file of the host, by which
/// person, process and container, and whether it is routine.
///
/// Takes activities and notices as they were extracted, one by one, and gives them out judged. What it says depends on
/// nothing but their sequence. Memory is bounded: each part forgets by limits of its own.
public struct Trail: Sendable {
    /// What becomes of activities that later events tell more of.
    public enum Hindsight: Sendable {
        /// They wait for the end.
        case awaited
        /// A first pass has told it already.
        case known(Foreknowledge)
        /// They are told as they are.
        case none
    }

    /// What was learned of activities from events after them, where that is awaited; complete at the end.
    public internal(set) var foreknowledge = Foreknowledge()

    private var hindsight = Hindsight.awaited
    var processes = ProcessTable()
    var files = FileIdentities()
    var views = FileViews()
    var late = LateFiles()
    var sessions = SessionTrail()
    var commands = CommandTrail()
    var groups: GroupTrail
    var claims = GroupClaims()
    var containers: ContainerTrail
    /// What the log can tell.
    var coverage = CoverageTrail()
    /// A snapshot of the host's files, until the time is reached that it was taken at.
    var snapshot: KnownFiles?
    /// When the snapshot was taken that has been learned, in milliseconds since 1970.
    var learnedSnapshot: Int64?

    /// A trail that has seen nothing yet, but knows what is given of the host besides.
    public init(_ hindsight: Hindsight = .awaited, given: GivenState = GivenState()) {
        self.hindsight = hindsight
        if case .known(let foreknowledge) = hindsight { commands.know(foreknowledge.commands) }
        groups = GroupTrail(given.group)
        containers = ContainerTrail(knowing: given.containers)
        snapshot = given.files
        processes.roots = Set(given.trees)
    }

    /// Whether an activity's process is one of those that were asked for, or a descendant of one.
    ///
    /// Process numbers are given anew: it tells of the activity that was taken last.
    public func isInTree(_ activity: Activity) -> Bool { processes.isInTree(activity.subject.process) }

    /// Takes a snapshot of the host's files besides.
    public mutating func know(_ files: KnownFiles) {
        if files.milliseconds > learnedSnapshot ?? .min { snapshot = files }
    }

    /// Takes what the engine's files say of containers besides.
    public mutating func know(_ known: [KnownContainer]) { containers.know(known) }

    /// Has activities told as they are: it may be that no later event of the machine is followed.
    public mutating func awaitNothing() { hindsight = .none }

    /// What the log cannot tell, and which places its rules watched, if no more events come.
    public var coverageFindings: CoverageFindings { coverage.finished() }

    /// What became of an activity.
    public enum Verdict: Sendable {
        /// It is what it was: nothing has to be changed.
        case unchanged
        /// It is the last one of the judged batch.
        case judged
        /// Later events may tell more of it; it is given out at the end.
        case held
    }

    /// Takes the next activity, and appends it with what is known of it.
    public mutating func take(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        into judged: inout ActivityBatch
    ) -> Verdict {
        var process = processes.note(activity.subject, in: batch.bytes.span)
        if activity.looksLikeUpkeep, process?.lineage == .engine { return .unchanged }
        tellCommands(before: activity.stamp, into: &judged)
        if let snapshot, activity.stamp.milliseconds >= snapshot.milliseconds { learn(snapshot) }
        process = containers.place(activity, process, &processes, in: batch.bytes.span)
        judged.append(activity, from: batch)
        return judge(process, &judged)
    }

    /// Takes what has to be known besides.
    public mutating func take(_ notice: Notice, of batch: borrowing ActivityBatch, into judged: inout ActivityBatch) {
        let bytes = batch.bytes.span
        tellCommands(before: notice.stamp, into: &judged)
        containers.note(notice)
        coverage.note(notice, of: batch)
        switch notice.kind {
        case .login: noteLogin(notice, of: batch, into: &judged)
        case .fork:
            if let child = notice.child { processes.noteFork(notice.subject, child: child, in: bytes) }
        case .sighting:
            var process = processes.note(notice.subject, in: bytes)
            guard notice.outcome == .success else { return }
            if notice.loadsRule, process?.lineage == .unknown { process?.lineage = .host }
            let places = trueFiles(notice.items, process, of: batch)
            learn(notice.items, places, action: nil, of: batch)
            if process?.lineage == .host { groups.learn(batch.items[notice.items.indices], in: bytes) }
        case .match: break
        case .boot: noteBoot(notice, into: &judged)
        case .sessionOpened: open(notice, in: bytes)
        case .sessionClosed: close(notice)
        case .command:
            groups.noteRequest(notice, in: bytes)
            noteCommand(notice, of: batch, into: &judged)
        case .fact: note(fact: notice, of: batch, into: &judged)
        }
    }

    /// Gives out what was held back: no more events come.
    public mutating func finish(into judged: inout ActivityBatch) {
        if let snapshot { learn(snapshot) }
        foreknowledge.untoldFiles = late.beyondLimit
        var knowledge = LateKnowledge(late: late, views: views)
        for (activity, waiting) in zip(late.batch.activities, late.waiting) {
            knowledge.waiting = waiting
            let places = TrueFiles(activity.items, of: late.batch, knowing: &knowledge)
            judged.append(activity, from: late.batch)
            if places.places.contains(where: { !$0.path.isEmpty }) {
                foreknowledge.files[Foreknowledge.Place(activity.evidence)] = places
            }
            guard var activity = judged.activities.last else { continue }
            activity.set(places, into: &judged)
            activity.setRoute(waiting.process, of: judged)
            if activity.isOnGroupFile(in: judged.bytes.span) {
                claims.noteOpening(activity)
            } else {
                activity.group = nil
            }
            activity.disposition = Disposition(activity, in: judged.bytes.span)
            judged.changeLast { $0 = activity }
        }
        late.removeAll()
        finishClaims(into: &judged)
        finishCommands(into: &judged)
    }

    private mutating func finishClaims(into judged: inout ActivityBatch) {
        for activity in claims.batch.activities {
            judged.append(activity, from: claims.batch)
            if claims.bearOut(activity) {
                foreknowledge.trueClaims.insert(Foreknowledge.Place(activity.evidence))
            } else {
                judged.changeLast { $0.becomeClaim() }
            }
        }
        claims.removeAll()
    }

    /// Whether later events bear out a record about a group; nil where that is not known yet.
    private func isTrueClaim(_ activity: Activity) -> Bool? {
        switch hindsight {
        case .awaited: nil
        case .known(let foreknowledge): foreknowledge.trueClaims.contains(Foreknowledge.Place(activity.evidence))
        case .none: false
        }
    }

    /// Judges the last activity of a batch.
    private mutating func judge(_ process: ProcessTable.Process?, _ judged: inout ActivityBatch) -> Verdict {
        guard var activity = judged.activities.last else { return .unchanged }
        var process = process
        let session = sessions.describe(&activity, into: &judged)
        var files: TrueFiles?
        var isLate = false
        if activity.file != nil {
            let found = trueFiles(activity.items, process, of: judged)
            if activity.outcome != .failure { learn(activity.items, found, action: activity.action, of: judged) }
            // Nothing more is learned from what is known beforehand, so that both passes know the same at any moment.
            let foreknown = foreknown(activity)
            activity.set(found, into: &judged)
            process = containers.placeForeign(activity, process, &processes, in: judged.bytes.span)
            containers.note(activity, process, &processes, in: judged.bytes.span)
            if let foreknown { activity.set(foreknown, into: &judged) }
            activity.setRoute(process, of: judged)
            isLate = foreknown != nil
            files = found
        }
        activity.subject.kind = kind(of: activity.subject, process, session)
        activity.isInTree = isInTree(activity)
        activity.container = containers.facts(of: process, activity.subject.process, &processes, into: &judged)
        let isTrueClaim = activity.group == nil ? nil : isTrueClaim(activity)
        let isClaim = groups.judge(
            &activity,
            process,
            isLate: isLate,
            isTrueClaim: isTrueClaim,
            &processes,
            &judged
        )
        activity.disposition = Disposition(activity, in: judged.bytes.span)
        judged.changeLast { $0 = activity }
        coverage.note(activity, in: judged.bytes.span)
        if !commands.isIdle { commands.note(activity, in: judged.bytes.span) }
        if isClaim, case .awaited = hindsight, claims.add(activity, of: judged) {
            judged.removeLast()
            return .held
        }
        if let files, awaits(activity, process), late.add(activity, files, process, of: judged) {
            judged.removeLast()
            return .held
        }
        return .judged
    }

    /// Whether later events may tell an activity's file.
    private func awaits(_ activity: Activity, _ process: ProcessTable.Process?) -> Bool {
        guard case .awaited = hindsight, activity.file?.resolvedBy == .unresolved, activity.items.count > 0 else {
            return false
        }
        return activity.subject.kind != .runtime
    }

    private func foreknown(_ activity: Activity) -> TrueFiles? {
        guard case .known(let foreknowledge) = hindsight else { return nil }
        return foreknowledge.files[Foreknowledge.Place(activity.evidence)]
    }
}

extension Trail: Codable {
    /// A trail that was left goes on awaiting what later events tell; what it learns of that is complete at the end only.
    private enum CodingKeys: CodingKey {
        case processes, files, views, late, sessions, commands, groups, claims, containers, coverage
        case snapshot, learnedSnapshot
    }
}
