import AuditRecords

/// The names of a change's group and member, gathered from its record and from command lines.
struct GroupNaming {
    /// What changes.
    private(set) var change = GroupFacts.Change.unknown
    /// The group's name; empty where nothing tells.
    private(set) var group: [UInt8] = []
    /// The group's number.
    private(set) var id: UInt32?
    /// The member, or a list of members; empty where nothing tells.
    private(set) var member: [UInt8] = []
    /// The new name of the group or the member.
    private(set) var newName: [UInt8] = []
    /// The group's new number.
    private(set) var newID: UInt32?
    /// The groups that several like records of one process are about.
    private(set) var groups: [[UInt8]]?
    /// Whether a command line told anything.
    private(set) var isFromArguments = false

    private var tools: Set<AccountTool> = []
    private var wantsGroup = false
    private var wantsDetails = false

    /// Nothing known: a change of the file.
    init() {}

    /// What a record says.
    init(_ facts: GroupFacts, _ action: Action, _ operation: GroupOperation, in bytes: Span<UInt8>) {
        tools = Self.tools(for: action)
        group.append(copying: bytes.extracting(facts.name.indices))
        member.append(copying: bytes.extracting(facts.member.indices))
        id = facts.id
        change = operation.change
        newName = operation.newName
        newID = operation.newID
        wantsGroup = group.isEmpty
        wantsDetails =
            switch change {
            case .unknown, .rename, .id, .administrators, .set, .create: true
            default: false
            }
    }

    /// Whether there is nothing more to be learned.
    var isComplete: Bool { !wantsGroup && !wantsDetails }

    /// Takes what the commands of one source tell of a record; they must agree.
    mutating func take(_ commands: [ShellText.Command], dockerID: UInt32?, members: Set<[UInt8]>) {
        let fitting = commands.filter(\.isCertain)
            .compactMap { AccountCommand($0.words, isExact: $0.isExact) }
            .filter(fits)
        guard let command = fitting.first, fitting.allSatisfy({ $0 == command }) else { return }
        if wantsGroup { takeGroup(command, dockerID, members) }
        if wantsDetails { takeDetails(command) }
    }

    /// Takes what the commands of one source do to the file, as far as the program that did it ran them; true if they say it
    /// beyond doubt.
    mutating func take(edit commands: [ShellText.Command], by program: [UInt8]) -> Bool {
        var found: [GroupFileEdit] = []
        for (index, command) in commands.enumerated() where command.canBe(of: program) {
            if let edit = GroupFileEdit(command, after: index > 0 ? commands[index - 1] : nil) {
                found.append(edit)
            } else if command.isCertain, let order = AccountCommand(command.words, isExact: command.isExact),
                let group = order.group, !order.tool.sendsRecords, order.change == .add || order.change == .remove
            {
                found.append(GroupFileEdit(change: order.change, group: group, id: order.id, members: order.members))
            }
        }
        guard let edit = found.first, found.count == 1 else { return false }
        change = edit.change
        group = edit.group
        id = edit.id
        member = Array(edit.members.joined(separator: [UInt8(ascii: ",")]))
        isFromArguments = true
        return true
    }

    /// Takes the name, or the number, of the group that a record is about.
    mutating func name(_ text: [UInt8]) {
        if let number = AccountCommand.number(text) { id = number } else { group = text }
        isFromArguments = true
        wantsGroup = false
    }

    /// Writes down what is known.
    func fill(_ facts: inout GroupFacts, dockerID: UInt32?, _ batch: inout ActivityBatch) {
        if isFromArguments { facts.resolvedBy = .arguments }
        let isDocker = group.isEmpty && id != nil && id == dockerID
        let name = isDocker ? GroupTrail.docker : group
        if facts.name.isEmpty, !name.isEmpty { facts.name = batch.store(name.span) }
        if facts.member.isEmpty, !member.isEmpty { facts.member = batch.store(member.span) }
        if !newName.isEmpty { facts.newName = batch.store(newName.span) }
        facts.id = change == .id ? newID : id
    }
}

extension GroupNaming {
    /// Whether a command can be what a record is about.
    private func fits(_ command: AccountCommand) -> Bool {
        guard tools.contains(command.tool) else { return false }
        if !group.isEmpty, let other = command.group, other != group { return false }
        if change == .create, let id, let other = command.id, id != other { return false }
        if member.isEmpty || command.user == member || command.members.contains(member) { return true }
        return change == .rename && command.newName == member
    }

    /// The programs that lead to an action; the scripts among them by running the others.
    private static func tools(for action: Action) -> Set<AccountTool> {
        switch action {
        case .groupAddMember: [.usermod, .useradd, .gpasswd, .adduser, .addgroup]
        case .groupRemoveMember: [.usermod, .userdel, .gpasswd, .deluser, .delgroup]
        case .groupCreate: [.groupadd, .useradd, .addgroup, .adduser]
        case .groupDelete: [.groupdel, .userdel, .delgroup, .deluser]
        case .groupEnter: [.newgrp, .sg]
        default: [.groupmod, .gpasswd, .usermod]
        }
    }

    private mutating func takeGroup(_ command: AccountCommand, _ dockerID: UInt32?, _ members: Set<[UInt8]>) {
        switch change {
        case .primary:
            if let primary = command.primaryGroup { name(primary) }
        case .add where command.tool == .usermod || command.tool == .useradd:
            order(command.groups, dockerID, isLast: members.contains(member))
        case .remove where command.tool == .usermod && command.change == .remove:
            order(command.groups, dockerID, isLast: false)
        case .remove where command.user == member:
            // The groups that are not on the list, which no source tells; unless it is known that the user was in docker.
            let keepsDocker =
                command.tool == .usermod
                && (command.change != .set || command.groups.contains { isDocker($0, dockerID) })
            if members.contains(member), !keepsDocker { order([GroupTrail.docker], dockerID, isLast: false) }
        case .create, .delete:
            // useradd and userdel make and delete a group of the user's name.
            if let name = command.group ?? command.user { self.name(name) }
        default:
            if let name = command.group { self.name(name) }
        }
    }

    /// Puts docker before other groups, or behind them, where the user is known to be in it already and so no record tells
    /// that he comes into it.
    private mutating func order(_ groups: [[UInt8]], _ dockerID: UInt32?, isLast: Bool) {
        guard !groups.isEmpty else { return }
        let docker = groups.filter { isDocker($0, dockerID) }
        let others = groups.filter { !isDocker($0, dockerID) }
        self.groups = isLast ? others + docker : docker + others
        wantsGroup = false
    }

    private func isDocker(_ group: [UInt8], _ dockerID: UInt32?) -> Bool {
        group == GroupTrail.docker || dockerID != nil && AccountCommand.number(group) == dockerID
    }

    private mutating func takeDetails(_ command: AccountCommand) {
        wantsDetails = false
        switch command.tool {
        case .groupmod, .groupadd:
            if newName.isEmpty, let name = command.newName, change != .create { newName = name }
            if change == .create {
                id = id ?? command.id
            } else {
                newID = newID ?? command.id
            }
            if change == .unknown { takeMembers(command) }
        case .gpasswd:
            if change == .unknown { change = command.change }
            if member.isEmpty, change == .administrators || change == .set { takeList(command.members) }
        case .usermod:
            guard change == .rename, let name = command.newName, let user = command.user else { return }
            newName = member == user ? name : user
            isFromArguments = true
        default: break
        }
    }

    /// groupmod says nothing of members in its records: `-a -U mallory`.
    private mutating func takeMembers(_ command: AccountCommand) {
        change = command.change
        guard change == .add || change == .set, !command.members.isEmpty else { return }
        takeList(command.members)
    }

    private mutating func takeList(_ members: [[UInt8]]) {
        member = Array(members.joined(separator: [UInt8(ascii: ",")]))
        isFromArguments = true
    }
}

extension ShellText.Command {
    /// Whether a process with an executable's name can have run the command; a shell runs echo and printf itself.
    fileprivate func canBe(of program: [UInt8]) -> Bool {
        guard let first = words.first else { return false }
        let name = Array(PathText.lastPart(of: first))
        if name == program || program == Array("busybox".utf8) { return true }
        return CommandSource.isShell(program) && (name == Array("echo".utf8) || name == Array("printf".utf8))
    }
}
