import AuditRecords

/// A process in its login session, as an event names both.
struct EditProcess: Sendable, Codable {
    let loginID: UInt32?
    let session: UInt32?
    let process: UInt32?
    let node: [UInt8]

    init(_ activity: Activity, of batch: borrowing ActivityBatch) {
        loginID = activity.subject.loginID
        session = activity.subject.session
        process = activity.subject.process
        node = activity.node.isEmpty ? [] : Array(batch.bytes[activity.node.indices])
    }

    /// Whether it is the same process; one without a number is none that is known.
    ///
    /// Within an edit's seconds a number is not given anew. Records from user space need not have the session right.
    func isSame(as other: Self) -> Bool {
        process == other.process && process != nil && loginID == other.loginID && node == other.node
    }

    /// Whether both belong to one session that somebody logged in to.
    func sharesLogin(with other: Self) -> Bool {
        loginID != nil && loginID != SubjectFacts.unset && session != nil && session != SubjectFacts.unset
            && isSession(of: other)
    }

    private func isSession(of other: Self) -> Bool {
        session == other.session && loginID == other.loginID && node == other.node
    }
}
