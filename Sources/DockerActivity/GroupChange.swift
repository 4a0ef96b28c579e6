import AuditRecords

/// What an account record's type and `op=` say of a group, in all dialects of shadow.
///
/// Debian 12's shadow 4.13 writes sentences (`adding user to group`, `user mallory added by root to group docker`), 4.17.4
/// and Red Hat's write words joined by hyphens (`add-user-to-group`). Ranges are offsets into the operation's text.
struct GroupChange {
    var action: Action
    /// The group's name, where the operation itself holds it.
    var groupInOperation: ByteRange?
    /// The member's name, where the operation itself holds it.
    var memberInOperation: ByteRange?
    /// Whether `acct=` is the group.
    var accountIsGroup = false
    /// Whether `acct=` is the member.
    var accountIsMember = false
    /// Whether `id=` is the group's id, so that auditd's name for it is the group's.
    var isShadowGroup = false

    /// nil if the record is not about a group.
    init?(type: RecordType, operation: Span<UInt8>) {
        switch type.rawValue {
        case AccountRecordType.addGroup: self.init(.groupCreate, accountIsGroup: true)
        case AccountRecordType.deleteGroup: self.init(.groupDelete, accountIsGroup: true)
        case AccountRecordType.groupManagement: self.init(management: operation)
        case AccountRecordType.groupChange: self.init(.groupChange, accountIsGroup: true)
        case AccountRecordType.groupAuthentication, AccountRecordType.changeGroupID: self.init(entering: operation)
        default:
            guard operation.contains("group") else { return nil }
            self.init(sentence: operation)
        }
    }

    private init(_ action: Action, accountIsGroup: Bool = false, accountIsMember: Bool = false) {
        self.action = action
        self.accountIsGroup = accountIsGroup
        self.accountIsMember = accountIsMember
    }

    /// GRP_MGMT: `add-shadow-group`, `delete-shadow-group`, `modify-group`, or 4.13's prose.
    private init(management operation: Span<UInt8>) {
        if operation.hasPrefix("add-") {
            self.init(.groupCreate, accountIsGroup: true)
        } else if operation.hasPrefix("delete-") {
            self.init(.groupDelete, accountIsGroup: true)
        } else {
            self.init(changing: operation)
        }
        isShadowGroup = operation.contains("shadow-group")
    }

    /// CHGRP_ID and GRP_AUTH: newgrp and sg, `changing new-group=docker`.
    private init(entering operation: Span<UInt8>) {
        self.init(.groupEnter)
        if let start = operation.end(of: "new-group=") ?? operation.end(of: "new_group=") {
            groupInOperation = operation.word(from: start)
        }
    }

    /// Prose of groupmod in 4.13: `changing /etc/group; group docker/994, new name: dockr`.
    private init(changing operation: Span<UInt8>) {
        self.init(.groupChange, accountIsGroup: true)
        if let start = operation.end(of: "; group ") {
            let word = operation.word(from: start)
            let slash = word.indices.first { operation[$0] == UInt8(ascii: "/") } ?? Int(word.end)
            groupInOperation = ByteRange(start: Int(word.start), end: slash)
        }
    }

    /// USER_CHAUTHTOK, USER_ACCT, USER_MGMT, ADD_USER and DEL_USER where their operation names a group.
    private init?(sentence operation: Span<UInt8>) {
        let adds = operation.hasPrefix("add") || operation.contains(" added by ")
        let removes = operation.hasPrefix("remov") || operation.hasPrefix("delet") || operation.contains(" removed by ")
        let isMembership =
            operation.contains("user") || operation.contains("member")
            || operation.hasPrefix("add-to-shadow-group")
        switch (adds, removes, isMembership) {
        case (true, _, true): self.init(.groupAddMember, accountIsMember: true)
        case (_, true, true): self.init(.groupRemoveMember, accountIsMember: true)
        case (true, _, _): self.init(.groupCreate, accountIsGroup: true)
        case (_, true, _): self.init(.groupDelete, accountIsGroup: true)
        default: self.init(changing: operation)
        }
        // gpasswd of 4.13: `user mallory added by root to group docker`, where acct= is the group.
        if operation.hasPrefix("user "), let groupStart = operation.end(of: " group ") {
            memberInOperation = operation.word(from: 5)
            groupInOperation = operation.word(from: groupStart)
            accountIsMember = false
        }
    }
}

extension Span<UInt8> {
    /// Offset behind the first occurrence of `text`; nil where it does not stand.
    fileprivate func end(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return nil }
        for start in 0...(count - length) where holds(text, at: start, end: count) { return start + length }
        return nil
    }

    fileprivate func contains(_ text: StaticString) -> Bool { end(of: text) != nil }

    /// The word that begins at an offset.
    fileprivate func word(from start: Int) -> ByteRange {
        var end = start
        while end < count, self[end] != UInt8(ascii: " "), self[end] != UInt8(ascii: ",") { end += 1 }
        return ByteRange(start: start, end: end)
    }
}
