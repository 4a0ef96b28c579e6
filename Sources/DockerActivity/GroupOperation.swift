import AuditRecords

/// What an account record's operation says of a change beyond its action, in all dialects of shadow.
struct GroupOperation {
    /// What changes.
    var change: GroupFacts.Change
    /// Whether it is about /etc/gshadow, as the twin of one about /etc/group.
    var isShadow: Bool
    /// Whether it is about a password that was asked for.
    var isAuthentication: Bool
    /// The group's new name, or the member's.
    var newName: [UInt8] = []
    /// The group's new number.
    var newID: UInt32?

    init(_ facts: GroupFacts, _ action: Action, in bytes: Span<UInt8>) {
        let text = bytes.extracting(facts.operation.indices)
        isShadow = text.contains("shadow")
        isAuthentication = text.contains("authentication")
        switch action {
        case .groupAddMember: change = .add
        case .groupRemoveMember: change = .remove
        case .groupCreate: change = .create
        case .groupDelete: change = .delete
        default: change = Self.change(text)
        }
        guard change == .rename || change == .id else { return }
        newName = Self.word(behind: "new name: ", in: text) ?? []
        newID = Self.word(behind: "new gid: ", in: text).flatMap { AccountCommand.number($0) }
    }

    /// Sentences and words of src/gpasswd.c, src/groupmod.c and src/usermod.c in shadow 4.13 and 4.17.4.
    private static func change(_ text: Span<UInt8>) -> GroupFacts.Change {
        if text.contains("primary") { return .primary }
        if text.contains("new name") || text.contains("group member") || text.hasPrefix("update-") { return .rename }
        if text.contains("new gid") { return .id }
        if text.contains("password") { return .password }
        if text.contains("administrators of") || text.contains("admins-of") { return .administrators }
        if text.contains("members of group") || text.equals("add-users-to-group") { return .set }
        return .unknown
    }

    private static func word(behind mark: StaticString, in text: Span<UInt8>) -> [UInt8]? {
        guard let start = text.end(of: mark) else { return nil }
        let end = text.firstIndex(of: UInt8(ascii: ","), or: UInt8(ascii: " "), from: start, to: text.count)
        return [UInt8](copying: text.extracting(start..<end))
    }
}
