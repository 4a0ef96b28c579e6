extension SubjectKind {
    /// What kind of subject acts, by the process and the login that it belongs to; nil where nothing tells.
    init?(_ subject: SubjectFacts, _ process: ProcessTable.Process?) {
        switch process?.lineage {
        case .engine, .claimedEngine, .shim, .runc: self = .runtime
        case .container: self = .container
        case .host: self = subject.loginID == SubjectFacts.unset ? .system : .person
        case .unknown, nil: return nil
        }
    }
}
