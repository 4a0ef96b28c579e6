import AuditRecords

/// The login sessions of a host: who logged in, when, from where, and how each began.
///
/// What a program says of a session is believed only as far as the kernel's own fields of its record support it: auid and
/// session are set, and the process is the one to which the kernel gave them (LOGIN). A container that may write to the
/// audit log has neither, and one whose engine was started from a login has another process. sudo and su open no session:
/// auid and session stay what they are.
struct SessionTrail: Sendable {
    /// Sessions of each of two generations that are remembered: what a busy host has in some weeks, cron's jobs included.
    static let limit = 1 << 14

    private var sessions = Generations<UInt32, LoginSession>(limit: Self.limit)
    /// Sessions with activities of which something became known since somebody asked, in the order of events.
    private var changes: [LoginSession] = []

    /// What a session with a number is; nil where none was met.
    mutating func session(_ number: UInt32?) -> LoginSession? {
        guard let number, number != SubjectFacts.unset else { return nil }
        return sessions[number]
    }

    /// Gives out the sessions with activities of which something became known since it was last asked.
    mutating func takeChanges() -> [LoginSession] {
        let taken = changes
        changes.removeAll(keepingCapacity: true)
        return taken
    }

    /// Forgets all sessions: the machine started anew, and numbers begin at 1.
    mutating func restart() {
        sessions = Generations(limit: Self.limit)
    }

    /// Takes that the kernel gave a process its login user and session (LOGIN).
    ///
    /// A number that is known already was given anew, after a start of the machine that the log does not hold.
    mutating func begin(_ notice: Notice) {
        guard notice.outcome != .failure, let (number, login) = Self.login(of: notice.subject) else { return }
        sessions[number] = LoginSession(
            number: number,
            loginID: login,
            start: notice.stamp.milliseconds,
            process: notice.subject.process
        )
    }

    /// Takes what a login service says of a session that it opened (USER_LOGIN, USER_START).
    mutating func open(_ notice: Notice, _ process: ProcessTable.Process?, isTainted: Bool, in bytes: Span<UInt8>) {
        guard notice.outcome == .success, let (number, login) = Self.login(of: notice.subject) else { return }
        let service = LoginService(executable: bytes.extracting(notice.subject.executable.indices))
        var session: LoginSession
        if let known = sessions[number], known.loginID == login {
            guard known.process == notice.subject.process else { return }
            session = known
        } else {
            // The log begins within the session: then only a login service's record may be its beginning.
            guard service != nil, !isTainted, Self.mayBeLoginService(notice.subject, process) else { return }
            session = LoginSession(number: number, loginID: login, start: nil, process: notice.subject.process)
        }
        if session.service == nil { session.service = service ?? .other }
        let source = bytes.extracting(notice.subject.source.indices)
        if session.source.isEmpty, source.count <= LoginSession.sourceLimit { session.source.append(copying: source) }
        if session.terminal.isEmpty {
            let terminal = bytes.extracting(notice.subject.terminal.indices)
            // PAM's services write their own name where a login has no terminal: `ssh`, `cron`.
            let isTerminal = terminal.hasPrefix("pts") || terminal.hasPrefix("tty")
            if isTerminal, terminal.count <= LoginSession.terminalLimit { session.terminal.append(copying: terminal) }
        }
        enter(session)
    }

    /// Takes what a login service says of a session that it closed (USER_END); false if it was not the login that ended.
    mutating func close(_ notice: Notice) -> Bool {
        guard let (number, login) = Self.login(of: notice.subject), var session = sessions[number],
            session.loginID == login, session.process == notice.subject.process, session.process != nil
        else { return false }
        session.end = notice.stamp.milliseconds
        enter(session)
        return true
    }

    /// Takes that configuration management works in a session.
    mutating func noteAutomation(_ number: UInt32?) {
        guard var session = session(number), !session.isAutomation else { return }
        session.isAutomation = true
        sessions[session.number] = session
    }

    /// Adds to an activity what is known of its session, and gives the session.
    ///
    /// The source address is always the login's: what the sender of a record says of his own is no more than his word. A
    /// record of a call has its terminal, or says that there is none; only one from user space is given the login's.
    mutating func describe(_ activity: inout Activity, into batch: inout ActivityBatch) -> LoginSession? {
        activity.subject.source = ByteRange()
        guard let number = activity.subject.session, number != SubjectFacts.unset,
            let login = activity.subject.loginID, login != SubjectFacts.unset
        else { return nil }
        guard var session = sessions[number], session.loginID == login else { return nil }
        if !session.isActive {
            session.isActive = true
            let bytes = batch.bytes.span
            session.login.append(copying: bytes.extracting(activity.subject.login.indices))
            session.node.append(copying: bytes.extracting(activity.node.indices))
            enter(session)
        }
        activity.subject.sessionStart = session.start
        if !session.source.isEmpty { activity.subject.source = batch.store(session.source.span) }
        if activity.systemCall == nil, activity.subject.terminal.isEmpty, !session.terminal.isEmpty {
            activity.subject.terminal = batch.store(session.terminal.span)
        }
        return session
    }

    private mutating func enter(_ session: LoginSession) {
        sessions[session.number] = session
        if session.isActive { changes.append(session) }
    }

    /// Session and login user of a record's kernel fields; nil where either is unset.
    private static func login(of subject: SubjectFacts) -> (session: UInt32, login: UInt32)? {
        guard let number = subject.session, number != SubjectFacts.unset,
            let login = subject.loginID, login != SubjectFacts.unset
        else { return nil }
        return (number, login)
    }

    /// Whether a process can be one that lets users in: root's, and no container's.
    private static func mayBeLoginService(_ subject: SubjectFacts, _ process: ProcessTable.Process?) -> Bool {
        guard subject.userID == 0 else { return false }
        return switch process?.lineage {
        case .host, .unknown, nil: true
        case .container, .shim, .runc, .engine, .claimedEngine: false
        }
    }
}

extension SessionTrail: SavedState {
    /// What changed is asked for after each block of events, and is not there any more when a trail is left.
    private enum CodingKeys: CodingKey {
        case sessions
    }

    /// Whether the limit is kept.
    var isSound: Bool { sessions.keeps(to: Self.limit) }
}
