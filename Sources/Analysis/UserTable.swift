import AuditRecords
import DockerActivity

/// Login users by node, in the order they were first met.
struct UserTable: Sendable {
    /// The number that stands for all users beyond the limits.
    static let further: Int32 = -1
    /// The name that these have in a report.
    static let furtherName = Array("(further users)".utf8)

    /// One login user.
    struct User: Sendable {
        let loginID: UInt32?
        fileprivate let name: ByteRange
        fileprivate let node: ByteRange
        /// A hash of id, name and node that is the same in every run: the number depends on the order of the log.
        fileprivate let identity: UInt64
        /// The user's activities.
        var activities: UInt64 = 0
    }

    /// The users by their numbers.
    private(set) var users: [User] = []
    /// Activities of the users beyond the limits.
    private(set) var furtherActivities: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var text: [UInt8] = []
    private var slots = SlotTable()
    private var latest = 0

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { users.capacity * MemoryLayout<User>.stride + text.capacity + slots.heldBytes }

    /// A user's name as auditd added it; empty in a RAW log.
    func name(_ number: Int32) -> [UInt8] {
        number == Self.further ? Self.furtherName : Array(text[users[Int(number)].name.indices])
    }

    /// The node that a user's records name.
    func node(_ number: Int32) -> [UInt8] {
        number == Self.further ? [] : Array(text[users[Int(number)].node.indices])
    }

    /// What stands for a user in keys: the same wherever and whenever the user is met.
    @inline(__always)
    func identity(_ number: Int32) -> UInt64 { number == Self.further ? 0 : users[Int(number)].identity }

    /// A user as a report names it.
    func login(_ number: Int32) -> Report.LoginName {
        Report.LoginName(id: number == Self.further ? nil : users[Int(number)].loginID, name: name(number))
    }

    /// Counts activities of a user, and gives the user's number.
    @inline(__always)
    mutating func add(_ activities: UInt64, id: UInt32?, name: Span<UInt8>, node: Span<UInt8>) -> Int32 {
        // Neighbours in a log are often the same user's.
        if latest >= users.count || !isUser(latest, id, name, node) {
            let place = slots.place(hash: hash(id, name, node)) { isUser($0, id, name, node) }
            if let number = place.number {
                latest = number
            } else if users.count < limits.users, text.count + name.count + node.count <= limits.userBytes {
                enter(id, name, node, at: place)
            } else {
                furtherActivities += activities
                return Self.further
            }
        }
        users[latest].activities += activities
        return Int32(latest)
    }

    /// Adds the users of another part of the log, and gives their numbers by its own.
    mutating func add(_ other: UserTable) -> [Int32] {
        furtherActivities += other.furtherActivities
        let text = other.text.span
        return other.users.map { user in
            let name = text.extracting(user.name.indices)
            return add(user.activities, id: user.loginID, name: name, node: text.extracting(user.node.indices))
        }
    }

    private mutating func enter(_ id: UInt32?, _ name: Span<UInt8>, _ node: Span<UInt8>, at place: SlotTable.Place) {
        text.makeRoom(for: name.count + node.count, upTo: limits.userBytes)
        let start = text.count
        text.append(copying: name)
        let middle = text.count
        text.append(copying: node)
        let user = User(
            loginID: id,
            name: ByteRange(start: start, end: middle),
            node: ByteRange(start: middle, end: text.count),
            identity: Self.identity(id, name, node)
        )
        users.append(user, upTo: limits.users)
        latest = users.count - 1
        slots.enter(at: place, upTo: limits.users)
    }

    @inline(__always)
    private func isUser(_ number: Int, _ id: UInt32?, _ name: Span<UInt8>, _ node: Span<UInt8>) -> Bool {
        let user = users[number]
        let text = text.span
        return user.loginID == id && text.extracting(user.name.indices).isEqual(name)
            && text.extracting(user.node.indices).isEqual(node)
    }

    @inline(__always)
    private func hash(_ id: UInt32?, _ name: Span<UInt8>, _ node: Span<UInt8>) -> UInt64 {
        node.hash(name.hash(slots.seed ^ UInt64(id ?? .max) << 32))
    }

    /// A hash of who a user is.
    static func identity(_ id: UInt32?, _ name: Span<UInt8>, _ node: Span<UInt8>) -> UInt64 {
        let id = id.map { UInt64($0) } ?? 1 << 32
        return node.hash(name.hash((id ^ Self.identitySeed).foldedProduct))
    }

    /// Any fixed number will do: this is the fraction of the square root of two.
    private static let identitySeed: UInt64 = 0x6a09_e667_f3bc_c908
}

extension UserTable {
    /// The users' numbers, by node, name and id.
    var sorted: [Int] {
        users.indices.sorted { left, right in
            let (first, second) = (users[left], users[right])
            let nodes = (text[first.node.indices], text[second.node.indices])
            if nodes.0 != nodes.1 { return nodes.0.lexicographicallyPrecedes(nodes.1) }
            return login(Int32(left)) < login(Int32(right))
        }
    }

    func write(in order: [Int], to writer: inout PartialWriter) {
        writer.number(furtherActivities)
        writer.list(order) { writer, number in
            let user = users[number]
            writer.optional(user.loginID) { $0.number($1) }
            writer.text(text[user.name.indices])
            writer.text(text[user.node.indices])
            writer.number(user.activities)
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        furtherActivities = try reader.count()
        let count = try reader.index(below: limits.users + 1)
        for expected in 0..<count {
            let id = try reader.optional { reader throws(PartialError.Kind) in try reader.number(as: UInt32.self) }
            let name = try reader.text()
            let node = try reader.text()
            let number = add(try reader.count(), id: id, name: name.span, node: node.span)
            guard number == expected else { throw reader.invalid("a user stands there twice, or beyond the limit") }
        }
    }
}
