import AuditRecords

extension Trail {
    /// Gives out the login sessions with activities of which something became known since it was last asked.
    ///
    /// Whoever feeds the trail asks after each block of events, wanted or not: they are kept until then.
    public mutating func takeSessions() -> [LoginSession] { sessions.takeChanges() }

    /// Takes that the kernel gave a process its login user and session (LOGIN).
    ///
    /// A privileged container can have a login service of its own: its sessions are none of the host's.
    mutating func noteLogin(_ notice: Notice, of batch: borrowing ActivityBatch, into judged: inout ActivityBatch) {
        guard notice.outcome != .failure else { return }
        if isHost(notice.subject) {
            if notice.formerLoginID != nil { note(fact: notice, of: batch, into: &judged) }
            processes.noteLogin(notice.subject)
            sessions.begin(notice)
        } else {
            processes.taint(notice.subject.session)
        }
    }

    /// Whether nothing that is known of the process speaks against its being the host's.
    mutating func isHost(_ subject: SubjectFacts) -> Bool {
        switch processes.process(subject.process)?.lineage {
        case .host, .unknown, nil: true
        case .engine, .claimedEngine, .shim, .runc, .container: false
        }
    }

    /// What kind of subject acts.
    ///
    /// Of a record from user space only the process's number is known, which may be known from calls; else it is whose
    /// session says so, and no other.
    mutating func kind(
        of subject: SubjectFacts,
        _ process: ProcessTable.Process?,
        _ session: LoginSession?
    ) -> SubjectKind? {
        if process?.role == .automation, session?.isAutomation == false { sessions.noteAutomation(subject.session) }
        let login = SubjectKind.Login(
            session: session,
            hasTerminal: !subject.terminal.isEmpty,
            isTainted: processes.isTainted(subject.session)
        )
        if let process { return SubjectKind(subject, process, login) }
        if let process = processes.process(subject.process), process.session == subject.session,
            process.loginID == subject.loginID
        {
            return SubjectKind(subject, process, login)
        }
        return SubjectKind(subject, login)
    }

    /// Takes that a session of PAM's began (USER_LOGIN, USER_START): a login's, or that of one command.
    mutating func open(_ notice: Notice, in bytes: Span<UInt8>) {
        let process = processes.process(notice.subject.process)
        let isTainted = processes.isTainted(notice.subject.session)
        sessions.open(notice, process, isTainted: isTainted, in: bytes)
        commands.open(notice)
    }

    /// Takes that a session of PAM's ended (USER_END): a login's, or that of one command.
    mutating func close(_ notice: Notice) {
        let endsLogin = sessions.close(notice)
        commands.close(notice, endsLogin: endsLogin)
    }

    /// Takes a command that sudo was asked to run (USER_CMD).
    ///
    /// It is a host's user who asks: auid and session are set, and no container runs under the same.
    mutating func noteCommand(_ notice: Notice, of batch: borrowing ActivityBatch, into judged: inout ActivityBatch) {
        let bytes = batch.bytes.span
        let command = bytes.extracting(notice.subject.command.indices)
        // What Ansible has sudo print, so that it knows when its command begins (its `become` plugins).
        if command.contains("BECOME-SUCCESS-") { sessions.noteAutomation(notice.subject.session) }
        guard isHost(notice.subject), !processes.isTainted(notice.subject.session),
            let login = notice.subject.loginID, login != SubjectFacts.unset
        else { return }
        let named = NamedFiles(command: command, directory: bytes.extracting(notice.directory.indices))
        guard !named.files.isEmpty else { return }
        var activity = Activity(stamp: notice.stamp, action: .command, evidence: notice.evidence)
        activity.node = notice.node
        activity.subject = notice.subject
        activity.outcome = notice.outcome == .failure ? .failure : .claimed
        var own = ActivityBatch()
        own.append(activity, from: batch)
        guard var told = own.activities.last else { return }
        let session = sessions.describe(&told, into: &own)
        told.subject.kind = kind(of: told.subject, nil, session)
        told.isInTree = isInTree(told)
        told.disposition = .noteworthy
        own.changeLast { $0 = told }
        commands.add(named.files, own, into: &judged)
    }

    /// Tells the commands that cannot wait any longer.
    mutating func tellCommands(before stamp: Stamp, into judged: inout ActivityBatch) {
        if !commands.isIdle { commands.pass(stamp.milliseconds, into: &judged) }
    }

    /// Tells all commands that still wait: no more events come.
    mutating func finishCommands(into judged: inout ActivityBatch) {
        commands.finish(into: &judged)
        foreknowledge.commands = commands.traces
    }

    /// Gives out what happened to the host, with what kind of subject did it.
    mutating func note(fact notice: Notice, of batch: borrowing ActivityBatch, into judged: inout ActivityBatch) {
        var notice = notice
        notice.subject.kind = kind(of: notice.subject, processes.process(notice.subject.process), nil)
        judged.append(notice, from: batch)
    }

    /// Takes that the machine started (SYSTEM_BOOT): numbers of processes and sessions are given anew.
    mutating func noteBoot(_ notice: Notice, into judged: inout ActivityBatch) {
        guard isHost(notice.subject) else { return }
        commands.finish(into: &judged)
        processes.restart()
        sessions.restart()
        containers.restart(at: notice.stamp.milliseconds)
    }
}
