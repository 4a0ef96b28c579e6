import AuditRecords

/// What an account record's type and `op=` say of a group, in all dialects of shadow.
///
/// Debian 12's shadow 4.13 writes sentences (`adding user to group`, `user mallory added by root to group docker`), 4.17.4
/// and Red Hat's write words joined by hyphens (`add-user-to-group`). Ranges are offsets into the operation's text.
///
/// A `groupChange` with a member says whom it concerns, not that he came or went: `gpasswd -M` writes the list that it
/// sets, and who was on it before stands in no record; `usermod -g` and `-l` name the user and change his entry.
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
    /// What `id=` numbers, so that auditd's name for it is that one's.
    var numbered = Numbered.neither
    /// Whether name and value of the group's field may have changed places.
    var mayBeMisprinted = false

    /// What a record's `id=` is the number of.
    enum Numbered {
        case group, member, neither
    }

    /// nil if the record is not about a group.
    init?(type: RecordType, operation: Span<UInt8>) {
        switch type.rawValue {
        case AccountRecordType.addGroup:
            self.init(.groupCreate, accountIsGroup: true)
            numbered = .group
        case AccountRecordType.deleteGroup:
            self.init(.groupDelete, accountIsGroup: true)
            numbered = .group
        case AccountRecordType.groupManagement: self.init(management: operation)
        case AccountRecordType.groupChange: self.init(.groupChange, accountIsGroup: true)
        // newgrp and sg: `op=changing new-group=docker`, where the group is a field of its own.
        case AccountRecordType.groupAuthentication, AccountRecordType.changeGroupID: self.init(.groupEnter)
        default:
            // A lock that could not be let go, `unlocking-group-file`, changed nothing.
            guard operation.contains("group"), !operation.hasPrefix("unlocking") else { return nil }
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
        numbered = .group
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
        if let change = Self(gpasswd: operation) {
            self = change
            return
        }
        if operation.equals("add-users-to-group") {  // gpasswd -M of 4.17.4; those that are not on the list are out
            self.init(.groupChange, accountIsMember: true)
            return
        }
        let adds = operation.hasPrefix("add")
        let removes = operation.hasPrefix("remov") || operation.hasPrefix("delet")
        let isMembership =
            operation.contains("user") || operation.contains("member")
            || operation.hasPrefix("add-to-shadow-group")
        switch (adds, removes, isMembership) {
        case (true, _, true): self.init(.groupAddMember, accountIsMember: true)
        case (_, true, true): self.init(.groupRemoveMember, accountIsMember: true)
        case (true, _, _): self.init(.groupCreate, accountIsGroup: true)
        case (_, true, _): self.init(.groupDelete, accountIsGroup: true)
        default:
            self.init(changing: operation)
            // usermod -g and -l: `changing primary group`, `changing group member`, where acct= is the user.
            if isMembership || operation.contains("primary") {
                accountIsGroup = false
                accountIsMember = true
            }
        }
        // userdel and `usermod -g` of 4.17.4 write the user's number instead of his name.
        if accountIsMember { numbered = .member }
        mayBeMisprinted = operation.equals("deleting-user-from-shadow-group")
    }

    /// The sentences of gpasswd in 4.13 (src/gpasswd.c), whose acct= is the group: `user mallory added by root to group
    /// docker`, `root failed to add user mallory to group docker: …`, `password of group docker removed by root`.
    private init?(gpasswd operation: Span<UInt8>) {
        let member: Int
        if operation.hasPrefix("user ") {
            guard operation.contains(" by ") else { return nil }
            self.init(operation.contains(" added by ") ? .groupAddMember : .groupRemoveMember)
            member = 5
        } else if let start = operation.end(of: " failed to add user ") {
            self.init(.groupAddMember)
            member = start
        } else if let start = operation.end(of: " failed to remove user ") {
            self.init(.groupRemoveMember)
            member = start
        } else if operation.hasPrefix("members of group "), let list = operation.end(of: " set by ") {
            self.init(.groupChange, accountIsGroup: true)
            memberInOperation = operation.end(of: " to ", from: list).map { operation.list(from: $0) }
            return
        } else if operation.contains(" of group ")
            || operation.contains(" to group ") && operation.contains(" restrict")
        {
            self.init(.groupChange, accountIsGroup: true)  // its password, administrators or access
            return
        } else {
            return nil
        }
        guard let group = operation.end(of: " group ") else { return nil }
        memberInOperation = operation.word(from: member)
        groupInOperation = operation.word(from: group)
    }
}

extension Span<UInt8> {
    /// The names with commas between them that begin at an offset.
    fileprivate func list(from start: Int) -> ByteRange {
        let end = (start..<count).first { self[$0] == UInt8(ascii: " ") } ?? count
        return ByteRange(start: start, end: end)
    }

    /// The word that begins at an offset.
    fileprivate func word(from start: Int) -> ByteRange {
        var end = start
        while end < count, self[end] != UInt8(ascii: " "), self[end] != UInt8(ascii: ","),
            self[end] != UInt8(ascii: ":")
        { end += 1 }
        return ByteRange(start: start, end: end)
    }
}
