import AuditRecords
import DockerActivity

/// Who used the docker group's rights, by user and way.
///
/// As large as the table of users times the ways, at most.
struct GroupUseTable: Sendable {
    /// Whose use, and in what way.
    struct Key: Hashable {
        /// The user's number.
        var user: Int32
        var way: GroupUse
    }

    /// How often, and when.
    struct Use: Sendable {
        /// The earliest act.
        var first: Stamp
        /// The latest act, in milliseconds since 1970.
        var last: Int64
        /// All acts.
        var count: UInt64
        /// Those that were refused.
        var refused: UInt64

        mutating func add(_ other: Use) {
            first = min(first, other.first)
            last = max(last, other.last)
            count += other.count
            refused += other.refused
        }
    }

    /// The uses, in no order.
    private(set) var uses: [Key: Use] = [:]

    /// Bytes of memory that the table holds, nearly.
    var heldBytes: Int { uses.capacity * (MemoryLayout<Key>.stride + MemoryLayout<Use>.stride) }

    /// Counts a use.
    mutating func add(_ activity: Activity, _ way: GroupUse, user: Int32) {
        let refused: UInt64 = activity.outcome == .failure && way != .rights ? 1 : 0
        let use = Use(first: activity.stamp, last: activity.stamp.milliseconds, count: 1, refused: refused)
        add(use, Key(user: user, way: way))
    }

    /// Adds the uses of another part of the log; `users` gives the numbers of its users.
    mutating func add(_ other: GroupUseTable, users: (Int32) -> Int32) {
        for (key, use) in other.uses { add(use, Key(user: users(key.user), way: key.way)) }
    }

    private mutating func add(_ use: Use, _ key: Key) {
        if uses[key]?.add(use) == nil { uses[key] = use }
    }
}

extension GroupUseTable {
    /// Writes the uses by user and way; `users` gives what stands for a user.
    func write(to writer: inout PartialWriter, users: (Int32) -> Int) {
        let ordered = uses.sorted {
            (users($0.key.user), $0.key.way.rawValue) < (users($1.key.user), $1.key.way.rawValue)
        }
        writer.list(ordered) { writer, entry in
            writer.number(users(entry.key.user))
            writer.text(entry.key.way.rawValue)
            writer.signed(entry.value.first.milliseconds)
            writer.number(entry.value.first.serial)
            writer.signed(entry.value.last)
            writer.number(entry.value.count)
            writer.number(entry.value.refused)
        }
    }

    init(from reader: inout PartialReader, users: Int) throws(PartialError.Kind) {
        self.init()
        let limit = (users + 1) * GroupUse.allCases.count
        let entries = try reader.list(limit: limit) { reader throws(PartialError.Kind) in
            let user = Int32(try reader.index(below: users + 1)) - 1
            let way = try reader.value(of: GroupUse.self)
            let first = try reader.stamp()
            let use = Use(
                first: first,
                last: try reader.signed(),
                count: try reader.count(),
                refused: try reader.count()
            )
            return (Key(user: user, way: way), use)
        }
        for (key, use) in entries { add(use, key) }
        guard uses.count == entries.count else { throw reader.invalid("a use of the group stands there twice") }
    }
}
