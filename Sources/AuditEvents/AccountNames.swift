/// The names of a machine's users and groups, as far as they were given or learned.
///
/// They come from the text of that machine's passwd and group files and from the names that auditd wrote beside the
/// numbers (`AUID="alice"`). The accounts of the machine that runs the analysis are never asked: the log may be of
/// another one. A learned name is what a number meant when the record was written, so it goes before the files'.
public struct AccountNames: Sendable {
    /// How many users, and how many groups, are kept from files and again from learning.
    public static let maximumEntries = 65_536
    /// The longest name in bytes (Linux: LOGIN_NAME_MAX).
    public static let maximumNameLength = 256
    /// How many members of groups are kept, over all groups.
    public static let maximumMembers = 1_048_576

    /// How many lines of the files were no entry: fields missing, a bad id, a name that is none.
    public private(set) var rejectedLines = 0
    /// How many entries and members were left out because a limit was reached.
    public private(set) var omittedEntries = 0

    private var users = NameTable()
    private var groups = NameTable()
    private var learnedUsers: [UInt32: String] = [:]
    private var learnedGroups: [UInt32: String] = [:]
    private var primaryGroupOfUser: [String: UInt32] = [:]
    private var usersInFileOrder: [String] = []
    private var listedMembers: [String: [String]] = [:]
    private var memberCount = 0

    /// No names at all.
    public init() {}

    /// The names in the text of a passwd and of a group file; either may be empty.
    ///
    /// Of several lines with one id the first gives its name, as in the C library. Empty lines and lines that begin
    /// with `#` are passed over.
    public init(passwd: [UInt8], group: [UInt8]) {
        for line in Self.lines(of: passwd) { readUser(line) }
        for line in Self.lines(of: group) { readGroup(line) }
    }

    /// The user's name, learned or from the passwd file.
    public func userName(_ id: UInt32) -> String? { learnedUsers[id] ?? users.nameOfID[id] }

    /// The users' names from the passwd file, by id.
    public var namesOfUsers: [UInt32: String] { users.nameOfID }

    /// The group's name, learned or from the group file.
    public func groupName(_ id: UInt32) -> String? { learnedGroups[id] ?? groups.nameOfID[id] }

    /// The id of a user of the passwd file.
    public func userID(named name: String) -> UInt32? { users.idOfName[name] }

    /// The id of a group of the group file.
    public func groupID(named name: String) -> UInt32? { groups.idOfName[name] }

    /// The group that a user of the passwd file logs in with.
    public func primaryGroup(ofUser name: String) -> UInt32? { primaryGroupOfUser[name] }

    /// The members of a group: those on its line, then those whose primary group it is, each once.
    public func members(ofGroup name: String) -> [String] {
        var seen: Set<String> = []
        var members = (listedMembers[name] ?? []).filter { seen.insert($0).inserted }
        guard let id = groups.idOfName[name] else { return members }
        for user in usersInFileOrder where primaryGroupOfUser[user] == id && seen.insert(user).inserted {
            members.append(user)
        }
        return members
    }
}

// MARK: - Learning

extension AccountNames {
    /// What became of a name that a record told.
    public enum Learned: Hashable, Sendable {
        /// The number had no name so far.
        case added
        /// The number was known by this name.
        case known
        /// The number was known by another name, which stays (learned) or gives way (from a file).
        case contradicts(String)
        /// The id is the unset one, the name is none, or the limit is reached.
        case refused
    }

    /// Learns a user's name from a record; the first name learned for a number stays.
    @discardableResult
    public mutating func learn(userID id: UInt32, name: [UInt8]) -> Learned {
        Self.learn(id, name, into: &learnedUsers, file: users.nameOfID)
    }

    /// Learns a group's name from a record; the first name learned for a number stays.
    @discardableResult
    public mutating func learn(groupID id: UInt32, name: [UInt8]) -> Learned {
        Self.learn(id, name, into: &learnedGroups, file: groups.nameOfID)
    }

    /// Learns what others learned from a later part of the same log.
    public mutating func learn(from later: AccountNames) {
        for (id, name) in later.learnedUsers.sorted(by: { $0.key < $1.key }) {
            learn(userID: id, name: Array(name.utf8))
        }
        for (id, name) in later.learnedGroups.sorted(by: { $0.key < $1.key }) {
            learn(groupID: id, name: Array(name.utf8))
        }
    }

    private static func learn(
        _ id: UInt32,
        _ bytes: [UInt8],
        into learned: inout [UInt32: String],
        file: [UInt32: String]
    ) -> Learned {
        // `unset` and `unknown(1001)` are what auditd writes where there is no name.
        guard id != UInt32.max, let name = accountName(bytes[...]), name != "unset", !name.hasPrefix("unknown(") else {
            return .refused
        }
        if let known = learned[id] { return known == name ? .known : .contradicts(known) }
        guard learned.count < maximumEntries else { return .refused }
        learned[id] = name
        guard let given = file[id] else { return .added }
        return given == name ? .known : .contradicts(given)
    }
}

// MARK: - Reading the files

extension AccountNames {
    /// Ids and names of one kind, both ways.
    private struct NameTable: Sendable {
        var nameOfID: [UInt32: String] = [:]
        var idOfName: [String: UInt32] = [:]
    }

    private mutating func readUser(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 7, let name = Self.accountName(fields[0]), let id = Self.accountID(fields[2]),
            let group = Self.accountID(fields[3])
        else {
            rejectedLines += 1
            return
        }
        guard usersInFileOrder.count < Self.maximumEntries else {
            omittedEntries += 1
            return
        }
        if users.nameOfID[id] == nil { users.nameOfID[id] = name }
        guard users.idOfName[name] == nil else { return }
        users.idOfName[name] = id
        primaryGroupOfUser[name] = group
        usersInFileOrder.append(name)
    }

    private mutating func readGroup(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 4, let name = Self.accountName(fields[0]), let id = Self.accountID(fields[2]) else {
            rejectedLines += 1
            return
        }
        guard groups.idOfName.count < Self.maximumEntries else {
            omittedEntries += 1
            return
        }
        if groups.nameOfID[id] == nil { groups.nameOfID[id] = name }
        if groups.idOfName[name] == nil { groups.idOfName[name] = id }
        for field in fields[3].split(separator: UInt8(ascii: ",")) {
            guard memberCount < Self.maximumMembers else {
                omittedEntries += 1
                continue
            }
            guard let member = Self.accountName(field) else { continue }
            listedMembers[name, default: []].append(member)
            memberCount += 1
        }
    }

    private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
    }

    /// A name: printable, no colon or comma, no blank, valid UTF-8, not too long.
    private static func accountName(_ bytes: ArraySlice<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.count <= maximumNameLength,
            bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ",") }),
            // A compat line (`+@staff::::::`) names another source of accounts, not an account.
            bytes.first != UInt8(ascii: "+"), bytes.first != UInt8(ascii: "-")
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func accountID(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        guard !bytes.isEmpty, bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return InterpretedNumber.identifier(Array(bytes).span)
    }
}
