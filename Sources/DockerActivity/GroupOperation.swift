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
        var copy: [UInt8] = []
        copy.append(copying: bytes.extracting(facts.operation.indices))
        let text = String(decoding: copy, as: UTF8.self)
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
        newName = Self.word(behind: "new name: ", in: text).map { Array($0.utf8) } ?? []
        newID = Self.word(behind: "new gid: ", in: text).flatMap { UInt32($0) }
    }

    /// Sentences and words of src/gpasswd.c, src/groupmod.c and src/usermod.c in shadow 4.13 and 4.17.4.
    private static func change(_ text: String) -> GroupFacts.Change {
        if text.contains("primary") { return .primary }
        if text.contains("new name") || text.contains("group member") || text.hasPrefix("update-") { return .rename }
        if text.contains("new gid") { return .id }
        if text.contains("password") { return .password }
        if text.contains("administrators of") || text.contains("admins-of") { return .administrators }
        if text.contains("members of group") || text == "add-users-to-group" { return .set }
        return .unknown
    }

    private static func word(behind mark: String, in text: String) -> Substring? {
        guard let range = text.firstRange(of: mark) else { return nil }
        return text[range.upperBound...].prefix { $0 != "," && $0 != " " }
    }
}
