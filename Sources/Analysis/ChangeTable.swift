import AuditRecords
import DockerActivity

/// Changes of groups, or of audit rules.
///
/// Where there are more than the limits allow, the earliest are kept; all changes of one event, or none of them.
struct ChangeTable: Sendable {
    /// How many texts a change has.
    static let textsCount = 6
    /// Which of them names the machine.
    static let nodeText = 5
    /// Bytes of a text that are kept, as of a path.
    static let textLimit = ActivityTables.pathLimit

    /// One change.
    struct Change: Sendable {
        let stamp: Stamp
        let action: Action
        let outcome: Outcome
        /// The login user's id.
        let byID: UInt32?
        /// What changed of a group.
        let groupChange: GroupFacts.Change?
        /// What says which group and member it is.
        let resolvedBy: GroupFacts.Resolution?
        /// The group's number, and the docker group's then.
        let groupID: UInt32?
        let dockerID: UInt32?
        /// What was changed: the group, or the rule's key; its member, or the rule's path; who did it; by what program; the new
        /// name; the machine.
        fileprivate(set) var texts: InlineArray<6, ByteRange>

        /// Bytes of all texts.
        fileprivate var length: Int {
            var length = 0
            for index in texts.indices { length += texts[index].count }
            return length
        }
    }

    /// The changes; `sorted` gives them in order.
    private(set) var changes: [Change] = []
    /// Changes that were not kept.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var text: [UInt8] = []
    private var bound = KeyBound<Stamp>()

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { changes.capacity * MemoryLayout<Change>.stride + text.capacity }

    /// The changes by time and serial; those of one event by all that they say.
    var sorted: [Change] {
        changes.sorted { left, right in
            if left.stamp != right.stamp { return left.stamp < right.stamp }
            if left.action != right.action { return left.action.index < right.action.index }
            for index in 0..<Self.textsCount {
                let texts = (bytes(index, of: left), bytes(index, of: right))
                if texts.0 != texts.1 { return texts.0.lexicographicallyPrecedes(texts.1) }
            }
            if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
            if left.outcome != right.outcome { return left.outcome.rawValue < right.outcome.rawValue }
            return (left.byID.map(Int64.init) ?? -1) < (right.byID.map(Int64.init) ?? -1)
        }
    }

    /// One of a change's texts.
    func text(_ index: Int, of change: Change) -> [UInt8] { Array(bytes(index, of: change)) }

    /// Who did a change.
    func by(_ change: Change) -> Report.LoginName { Report.LoginName(id: change.byID, name: text(2, of: change)) }

    /// Notes a change with its texts, which lie in `bytes`.
    mutating func add(_ activity: Activity, _ first: ByteRange, _ second: ByteRange, _ bytes: Span<UInt8>) {
        let newName = activity.group?.newName ?? ByteRange()
        let texts =
            [first, second, activity.subject.login, activity.subject.executable, newName, activity.node]
            as InlineArray<6, ByteRange>
        let change = Change(
            stamp: activity.stamp,
            action: activity.action,
            outcome: activity.outcome,
            byID: activity.subject.loginID,
            groupChange: activity.group?.change,
            resolvedBy: activity.group?.resolvedBy,
            groupID: activity.group?.id,
            dockerID: activity.group?.dockerID,
            texts: InlineArray { index in
                let start = texts[index].indices.lowerBound
                return ByteRange(start: start, end: start + min(texts[index].count, Self.textLimit))
            }
        )
        add(change, bytes)
    }

    /// Adds the changes of another part of the log.
    mutating func add(_ other: ChangeTable) {
        if bound.fall(to: other.bound) { letGo() }
        for change in other.changes { add(change, other.text.span) }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the table to its limits.
    mutating func prune() {
        guard changes.count > limits.changes || text.count > limits.changeBytes else { return }
        let entries = changes.map { (key: $0.stamp, bytes: $0.length) }
        bound.fall(for: entries, countLimit: limits.changes, byteLimit: limits.changeBytes)
        letGo()
    }

    /// Forgets the changes that the bound no longer admits, and their texts.
    private mutating func letGo() {
        var keptText: [UInt8] = []
        keptText.reserveCapacity(text.capacity)
        for index in changes.indices where bound.admits(changes[index].stamp) {
            for number in 0..<Self.textsCount {
                let start = keptText.count
                keptText.append(copying: text.span.extracting(changes[index].texts[number].indices))
                changes[index].texts[number] = ByteRange(start: start, end: keptText.count)
            }
        }
        text = keptText
        let kept = changes.map { bound.admits($0.stamp) }
        changes.keep(kept)
        beyondLimit += UInt64(kept.count - changes.count)
    }

    private mutating func add(_ change: Change, _ bytes: Span<UInt8>) {
        let room = ActivityTables.Limits.room(limits.changes)
        let isFull = changes.count >= room || text.count + change.length > limits.changeRoom
        if isFull, bound.admits(change.stamp) { prune() }
        guard bound.admits(change.stamp) else {
            beyondLimit += 1
            return
        }
        var change = change
        text.makeRoom(for: change.length, upTo: limits.changeRoom)
        for index in change.texts.indices {
            let start = text.count
            text.append(copying: bytes.extracting(change.texts[index].indices))
            change.texts[index] = ByteRange(start: start, end: text.count)
        }
        changes.append(change, upTo: room)
    }

    private func bytes(_ index: Int, of change: Change) -> ArraySlice<UInt8> { text[change.texts[index].indices] }
}

extension ChangeTable {
    func write(to writer: inout PartialWriter) {
        writer.number(beyondLimit)
        writer.optional(bound.smallestRefused) { writer, stamp in
            writer.signed(stamp.milliseconds)
            writer.number(stamp.serial)
        }
        writer.list(sorted) { writer, change in
            writer.signed(change.stamp.milliseconds)
            writer.number(change.stamp.serial)
            writer.text(change.action.rawValue)
            writer.text(change.outcome.rawValue)
            writer.optional(change.byID) { $0.number($1) }
            writer.optional(change.groupChange) { $0.text($1.rawValue) }
            writer.optional(change.resolvedBy) { $0.text($1.rawValue) }
            writer.optional(change.groupID) { $0.number($1) }
            writer.optional(change.dockerID) { $0.number($1) }
            for index in change.texts.indices { writer.text(text[change.texts[index].indices]) }
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        beyondLimit = try reader.count()
        let refused = try reader.optional { reader throws(PartialError.Kind) in try reader.stamp() }
        bound = KeyBound(smallestRefused: refused)
        let count = try reader.index(below: limits.changes + 1)
        for expected in 0..<count {
            let stamp = try reader.stamp()
            let action = try reader.value(of: Action.self)
            let outcome = try reader.value(of: Outcome.self)
            let id = try Self.number(from: &reader)
            let groupChange = try reader.optional { reader throws(PartialError.Kind) in
                try reader.value(of: GroupFacts.Change.self)
            }
            let resolvedBy = try reader.optional { reader throws(PartialError.Kind) in
                try reader.value(of: GroupFacts.Resolution.self)
            }
            let groupID = try Self.number(from: &reader)
            let dockerID = try Self.number(from: &reader)
            var bytes: [UInt8] = []
            var texts = InlineArray<6, ByteRange>(repeating: ByteRange())
            for index in texts.indices {
                let start = bytes.count
                bytes += try reader.slice().prefix(Self.textLimit)
                texts[index] = ByteRange(start: start, end: bytes.count)
            }
            let change = Change(
                stamp: stamp,
                action: action,
                outcome: outcome,
                byID: id,
                groupChange: groupChange,
                resolvedBy: resolvedBy,
                groupID: groupID,
                dockerID: dockerID,
                texts: texts
            )
            add(change, bytes.span)
            guard changes.count == expected + 1 else { throw reader.invalid("changes have more text than is kept") }
        }
    }

    private static func number(from reader: inout PartialReader) throws(PartialError.Kind) -> UInt32? {
        try reader.optional { reader throws(PartialError.Kind) in try reader.number(as: UInt32.self) }
    }
}

extension ChangeTable.Change {
    /// What a group's change has of numbers, for a fixed order.
    fileprivate var numbers: [Int64] {
        let change = groupChange.flatMap { GroupFacts.Change.allCases.firstIndex(of: $0) }
        let source = resolvedBy.flatMap { GroupFacts.Resolution.allCases.firstIndex(of: $0) }
        return [
            change.map(Int64.init) ?? -1, source.map(Int64.init) ?? -1, groupID.map(Int64.init) ?? -1,
            dockerID.map(Int64.init) ?? -1,
        ]
    }
}
