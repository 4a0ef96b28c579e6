import AuditRecords

/// A login user.
struct Person: Sendable, Hashable, Codable {
    /// The login user's id.
    let id: UInt32
    /// The name that auditd added; empty where there is none.
    let name: [UInt8]

    /// The login user of a process; nil where nobody logged in.
    init?(_ subject: SubjectFacts, in bytes: Span<UInt8>) {
        guard let id = subject.loginID, id != SubjectFacts.unset else { return nil }
        self.id = id
        var name: [UInt8] = []
        name.append(copying: bytes.extracting(subject.login.indices))
        self.name = name
    }

    static func == (left: Person, right: Person) -> Bool { left.id == right.id }

    func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
