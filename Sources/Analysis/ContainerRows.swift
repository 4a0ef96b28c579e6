import AuditRecords
import DockerActivity

/// Containers that acted, each with who had it started, when it acted and how often it wrote to the host's files.
///
/// Where there are more than the limit allows, those with the smallest ids are kept, which are as good as random.
struct ContainerRows: Sendable {
    /// What tells a container from all others of a host's logs.
    struct Key: Hashable, Comparable, Sendable {
        let node: [UInt8]
        let id: [UInt8]

        static func < (left: Self, right: Self) -> Bool {
            left.id != right.id
                ? left.id.lexicographicallyPrecedes(right.id) : left.node.lexicographicallyPrecedes(right.node)
        }
    }

    /// Who had a container started.
    struct Starter: Equatable, Sendable {
        let login: Report.LoginName
        let confidence: Confidence

        /// Whether it is to be believed rather than another: it is surer, or comes first.
        fileprivate func precedes(_ other: Starter) -> Bool {
            confidence != other.confidence ? confidence.rank > other.confidence.rank : login < other.login
        }
    }

    /// What is told of one container.
    struct Row: Equatable, Sendable {
        /// Its name; empty where nothing tells.
        var name: [UInt8] = []
        /// Its image, likewise.
        var image: [UInt8] = []
        /// The id of the container that had it started; empty where none did.
        var startedFrom: [UInt8] = []
        /// Who had it started; nil where nobody is named.
        var starter: Starter?
        /// First activity, in milliseconds since 1970.
        var first = Int64.max
        /// Last activity.
        var last = Int64.min
        /// What its processes did.
        var activities: UInt64 = 0
        /// Changes of the host's own files among that.
        var hostWrites: UInt64 = 0

        fileprivate mutating func add(_ other: Row) {
            name = Self.greater(name, other.name)
            image = Self.greater(image, other.image)
            startedFrom = Self.greater(startedFrom, other.startedFrom)
            if let theirs = other.starter, starter.map(theirs.precedes) ?? true { starter = theirs }
            first = min(first, other.first)
            last = max(last, other.last)
            activities += other.activities
            hostWrites += other.hostWrites
        }

        /// Of two texts one, whichever came first; an empty one never where there is another.
        private static func greater(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
            left.lexicographicallyPrecedes(right) ? right : left
        }
    }

    /// Bytes of a text that are kept: a name's are 255 at most, an image's about twice as many.
    static let textLimit = 512

    /// The rows, in no order.
    private(set) var rows: [Key: Row] = [:]
    /// Activities of the containers that are not kept.
    var beyondLimit: UInt64 = 0

    let limits: ActivityTables.Limits
    var bound = KeyBound<Key>()

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the rows hold, nearly.
    var heldBytes: Int {
        rows.reduce(rows.capacity * MemoryLayout<(Key, Row)>.stride) { sum, entry in
            sum + entry.key.node.count + entry.key.id.count + entry.value.name.count + entry.value.image.count
                + entry.value.startedFrom.count
        }
    }

    /// The rows by id and node.
    var sorted: [(key: Key, value: Row)] { rows.sorted { $0.key < $1.key } }

    /// Counts an activity of a container; of one whose id is not known there is nothing to count.
    mutating func add(_ activity: Activity, _ bytes: Span<UInt8>) {
        guard let container = activity.container, !container.id.isEmpty else { return }
        func text(_ range: ByteRange) -> [UInt8] {
            var text: [UInt8] = []
            text.append(copying: bytes.extracting(range.indices.prefix(Self.textLimit)))
            return text
        }
        var row = Row()
        row.name = text(container.name)
        row.image = text(container.image)
        if !container.isExecuted {
            row.startedFrom = text(container.startedFrom)
            if let confidence = container.confidence {
                let login = Report.LoginName(id: container.startedByID, name: text(container.startedBy))
                row.starter = Starter(login: login, confidence: confidence)
            }
        }
        row.first = activity.stamp.milliseconds
        row.last = activity.stamp.milliseconds
        row.activities = 1
        row.hostWrites = activity.writesToHost ? 1 : 0
        add(row, Key(node: text(activity.node), id: text(container.id)))
    }

    /// Adds the rows of another part of the log.
    mutating func add(_ other: ContainerRows) {
        if bound.fall(to: other.bound) { letGo() }
        for (key, row) in other.rows { add(row, key) }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the rows to their limit.
    mutating func prune() {
        guard rows.count > limits.containers else { return }
        bound.fall(for: rows.map { ($0.key, 0) }, countLimit: limits.containers, byteLimit: 0)
        letGo()
    }

    /// Adds a row to the container's own.
    mutating func add(_ row: Row, _ key: Key) {
        guard bound.admits(key) else {
            beyondLimit += row.activities
            return
        }
        rows[key, default: Row()].add(row)
        if rows.count > ActivityTables.Limits.room(limits.containers) { prune() }
    }

    /// Forgets the rows that the bound no longer admits.
    private mutating func letGo() {
        for (key, row) in rows where !bound.admits(key) { beyondLimit += row.activities }
        rows = rows.filter { bound.admits($0.key) }
    }
}

extension Confidence {
    /// How sure it is, as a number.
    fileprivate var rank: Int {
        switch self {
        case .possible: 0
        case .likely: 1
        case .certain: 2
        }
    }
}

extension Activity {
    /// Whether it changed a file of the host: none that is a container's, an image's or a volume's.
    fileprivate var writesToHost: Bool {
        guard outcome == .success, action.changesFiles, let file, !file.path.isEmpty else { return false }
        switch file.place {
        case .containerLayer, .imageLayer, .volume, .containerState: return false
        default: return true
        }
    }
}
