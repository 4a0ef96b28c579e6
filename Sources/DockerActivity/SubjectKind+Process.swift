extension SubjectKind {
    /// What is known of the login that a subject belongs to.
    struct Login {
        /// Its session; nil where the log does not tell how it began.
        let session: LoginSession?
        /// Whether the record, or the session's login, has a terminal.
        let hasTerminal: Bool
        /// Whether an engine or a container runs under the same number.
        let isTainted: Bool
    }

    /// What kind of subject acts, by the process and the login that it belongs to; nil where nothing tells.
    init?(_ subject: SubjectFacts, _ process: ProcessTable.Process, _ login: Login) {
        switch process.lineage {
        case .engine, .claimedEngine, .shim, .runc: self = .runtime
        case .container: self = .container
        case .unknown: return nil
        case .host:
            switch process.role {
            case .packageManager: self = .packageManager
            case .automation: self = .automation
            case .engineHelper: self = .runtime
            case .none: self.init(hostOf: subject, login)
            }
        }
    }

    /// What kind of subject acts of whose process nothing is known; nil where it may be a container's.
    init?(_ subject: SubjectFacts, _ login: Login) {
        guard !login.isTainted, subject.loginID != nil, subject.loginID != SubjectFacts.unset else { return nil }
        self.init(hostOf: subject, login)
    }

    /// What kind of subject acts, if it is a process of the host's that is nothing special.
    ///
    /// Jobs get their account's login user, though nobody logs in. Where neither a terminal nor the session's beginning is
    /// recorded, it may be one.
    private init?(hostOf subject: SubjectFacts, _ login: Login) {
        guard let loginID = subject.loginID else { return nil }
        if loginID == SubjectFacts.unset {
            self = .system
        } else if let session = login.session, session.isAutomation || session.service?.isJob == true {
            self = .automation
        } else if login.hasTerminal || login.session?.service == .ssh || login.session?.service == .console {
            self = .person
        } else {
            return nil
        }
    }
}
