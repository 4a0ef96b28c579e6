/// What a command line orders of groups and their members.
struct AccountCommand: Equatable, Sendable {
    /// The program.
    var tool: AccountTool
    /// The group that the command is about, by name or number.
    var group: [UInt8]?
    /// The user that the command is about.
    var user: [UInt8]?
    /// The groups that the user shall come into: a list to which `-G` sets, or adds, or what it removes from.
    var groups: [[UInt8]] = []
    /// The user's primary group.
    var primaryGroup: [UInt8]?
    /// The members that come, go, or are set.
    var members: [[UInt8]] = []
    /// What happens to the members or to the group.
    var change = GroupFacts.Change.unknown
    /// The group's number that is ordered.
    var id: UInt32?
    /// The new name of the group or of the user.
    var newName: [UInt8]?

    private init(_ tool: AccountTool) { self.tool = tool }

    /// The command that a list of arguments is, the program's name first; nil where it is none that is known, would be
    /// refused, or is about another file than the host's /etc/group.
    ///
    /// Where it is not known where each argument ends, an option must not stand there twice: part of a comment may look
    /// like one.
    init?(_ arguments: [[UInt8]], isExact: Bool = true) {
        guard let (tool, rest, isBusyBox) = Self.tool(of: arguments) else { return nil }
        self.init(tool)
        guard let options = CommandOptions(rest, of: tool), isExact || !options.repeatsOption else { return nil }
        guard !options.has("h") || tool == .adduser else { return nil }
        switch tool {
        case .usermod, .useradd, .userdel:
            if options.has("R") || options.has("P") || !readUser(options) { return nil }
        case .gpasswd:
            if options.has("Q") || !readPassword(options) { return nil }
        case .groupmems:
            if options.has("R") || !readMembers(options) { return nil }
        case .groupadd, .groupmod, .groupdel:
            if options.has("R") || options.has("P") || !readGroup(options) { return nil }
        case .newgrp, .sg: group = options.words.first { $0 != [UInt8(ascii: "-")] }
        case .adduser, .addgroup, .deluser, .delgroup:
            if !readScript(options, isBusyBox: isBusyBox) { return nil }
        }
    }

    /// usermod, useradd and userdel: one user, and lists.
    private mutating func readUser(_ options: CommandOptions) -> Bool {
        guard options.words.count == 1 else { return false }
        user = options.words[0]
        groups = options.argument(of: "G").map(Self.list) ?? []
        primaryGroup = tool == .userdel ? nil : options.argument(of: "g")
        if tool == .usermod {
            newName = options.argument(of: "l")
            change = options.has("r") ? .remove : options.has("a") ? .add : options.has("G") ? .set : .unknown
        } else {
            change = tool == .useradd ? .add : .remove
        }
        return true
    }

    /// gpasswd: one group, and at most one thing to do.
    private mutating func readPassword(_ options: CommandOptions) -> Bool {
        guard options.words.count == 1 else { return false }
        group = options.words[0]
        for (letter, meaning) in [("a", .add), ("d", .remove), ("M", .set), ("A", .administrators)]
            as [(Character, GroupFacts.Change)]
        {
            guard let list = options.argument(of: letter) else { continue }
            change = meaning
            members = letter == "a" || letter == "d" ? [list] : Self.list(list)
            return true
        }
        change = options.has("R") ? .unknown : .password
        return true
    }

    /// groupmems: a group that need not be named, since it is the user's own otherwise.
    private mutating func readMembers(_ options: CommandOptions) -> Bool {
        group = options.argument(of: "g")
        if let member = options.argument(of: "a") {
            (change, members) = (.add, [member])
        } else if let member = options.argument(of: "d") {
            (change, members) = (.remove, [member])
        } else if options.has("p") {
            change = .set
        } else {
            return false
        }
        return group != nil && options.words.isEmpty
    }

    /// groupadd, groupmod and groupdel.
    private mutating func readGroup(_ options: CommandOptions) -> Bool {
        guard options.words.count == 1 else { return false }
        group = options.words[0]
        id = options.argument(of: "g").flatMap(Self.number)
        newName = options.argument(of: "n")
        members = options.argument(of: "U").map(Self.list) ?? []
        switch tool {
        case .groupadd: change = .create
        case .groupdel: change = .delete
        default:
            change =
                newName != nil
                ? .rename
                : id != nil
                    ? .id
                    : options.has("U") ? (options.has("a") ? .add : .set) : options.has("p") ? .password : .unknown
        }
        return true
    }

    /// Debian's scripts and BusyBox' programs: a user, a group, or a user and a group.
    private mutating func readScript(_ options: CommandOptions, isBusyBox: Bool) -> Bool {
        let words = options.words
        guard words.count == 1 || words.count == 2 else { return false }
        let adds = tool == .adduser || tool == .addgroup
        if words.count == 2 {
            // deluser U G and delgroup U G of Debian, addgroup U G and delgroup U G of BusyBox.
            (group, members, change) = (words[1], [words[0]], adds ? .add : .remove)
        } else if tool == .adduser {
            user = words[0]
            primaryGroup = options.argument(of: "G") ?? (isBusyBox ? nil : options.argument(of: "g"))
            change = .add
        } else if tool == .deluser {
            (user, change) = (words[0], .remove)
        } else {
            group = words[0]
            id = options.argument(of: "g").flatMap(Self.number)
            change = adds ? .create : .delete
        }
        return true
    }
}

extension AccountCommand {
    /// The program that runs: behind an interpreter, or as one of BusyBox'.
    private static func tool(of arguments: [[UInt8]]) -> (AccountTool, ArraySlice<[UInt8]>, isBusyBox: Bool)? {
        guard let first = arguments.first else { return nil }
        if let tool = AccountTool(program: first) { return (tool, arguments.dropFirst(), false) }
        let name = String(decoding: PathText.lastPart(of: first), as: UTF8.self)
        let rest = arguments.dropFirst()
        if name == "busybox" {
            guard let tool = rest.first.flatMap({ AccountTool(program: $0) }) else { return nil }
            return (tool, rest.dropFirst(), true)
        }
        // adduser is a script: `/usr/bin/perl -w /usr/sbin/adduser mallory docker`.
        guard name.hasPrefix("perl") || name.hasPrefix("python") else { return nil }
        let script = rest.drop { $0.first == UInt8(ascii: "-") }
        guard let tool = script.first.flatMap({ AccountTool(program: $0) }) else { return nil }
        return (tool, script.dropFirst(), false)
    }

    /// The names in `alice,bob`; empty ones are none.
    static func list(_ text: [UInt8]) -> [[UInt8]] {
        text.split(separator: UInt8(ascii: ",")).map { Array($0) }
    }

    /// The number that a group is given by; nil where it is a name.
    static func number(_ text: [UInt8]) -> UInt32? {
        guard !text.isEmpty, text.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
        return UInt32(String(decoding: text, as: UTF8.self))
    }
}

extension AccountTool {
    /// Bytes of the longest name.
    private static let nameLimit = 9

    /// The tool that a program's path or name stands for.
    init?(program: [UInt8]) {
        let name = PathText.lastPart(of: program)
        guard name.count <= Self.nameLimit else { return nil }
        self.init(rawValue: String(decoding: name, as: UTF8.self))
    }
}
