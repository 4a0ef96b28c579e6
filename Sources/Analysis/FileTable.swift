import AuditRecords
import DockerActivity

/// Rows of file and user, with their counts.
///
/// Where there are more than the limits allow, those with the smallest keys (`FileRow.key`) are kept. Further files are
/// counted by kind and user, and beyond another limit by kind alone.
struct FileTable: Sendable {
    /// The rows, by the numbers of their names.
    private(set) var rows: [FileRow] = []
    /// Acts that were counted by kind.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var names: ByteStringTable
    /// Rows that stand for kinds of files.
    private var kindRows = 0
    /// Which rows of files are kept.
    private var bound = KeyBound<UInt64>()
    /// How often an action's 32 bits began at zero again, by row and action; practically always empty.
    private var carries: [Carry: UInt64] = [:]

    private struct Carry: Hashable {
        var row: Int
        var action: Int
    }

    init(limits: ActivityTables.Limits) {
        self.limits = limits
        names = ByteStringTable(countLimit: limits.allRows, textLimit: limits.pathRoom)
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { rows.capacity * MemoryLayout<FileRow>.stride + names.heldBytes }

    /// Whether a kind of files had too many users to count by user.
    var hasFullKinds: Bool {
        rows.indices.contains { isKind($0) && rows[$0].subject.user == UserTable.further }
    }

    /// A row's path; empty where it stands for all further files of its kind.
    func path(_ row: Int) -> ArraySlice<UInt8> { names.bytes(row) }

    /// How often an action is in a row.
    func count(of action: Action, in row: Int) -> UInt64 {
        let carried = carries.isEmpty ? 0 : carries[Carry(row: row, action: action.index), default: 0]
        return carried << 32 + UInt64(rows[row].actions[action.index])
    }

    /// How often each action is in a row, where it is at all.
    func counts(in row: Int) -> [(action: Action, count: UInt64)] {
        let counts = rows[row].actions
        return Action.allCases.compactMap { action in
            let carried = carries.isEmpty ? 0 : carries[Carry(row: row, action: action.index), default: 0]
            let count = carried << 32 + UInt64(counts[action.index])
            return count > 0 ? (action, count) : nil
        }
    }

    /// Counts an act in the row with a name, which `CountedFile` gives; `identity` is the user's.
    mutating func add(_ activity: CountedAct, _ place: DockerPlace, _ name: Span<UInt8>, user: Int32, identity: UInt64)
    {
        let subject = Self.subject(place, name, user: user)
        let row = row(name, subject, count: 1) { FileRow.key(name, place, identity: identity) }
        if rows[row].add(activity) { carries[Carry(row: row, action: activity.action.index), default: 0] += 1 }
    }

    /// Takes that an act that was or will be counted is suspicious.
    mutating func mark(_ place: DockerPlace, _ name: Span<UInt8>, user: Int32, identity: UInt64) {
        let subject = Self.subject(place, name, user: user)
        rows[row(name, subject, count: 0) { FileRow.key(name, place, identity: identity) }].suspicious += 1
    }

    private static func subject(_ place: DockerPlace, _ name: Span<UInt8>, user: Int32) -> FileRow.Subject {
        let isFolded = place.isBelowDataRoot || name.count == ActivityTables.pathLimit
        return FileRow.Subject(place: place, isFolded: isFolded, user: user)
    }

    /// Adds the rows of another part of the log; `users` gives the numbers of its users.
    mutating func add(_ other: FileTable, users: (Int32) -> Int32) {
        if bound.fall(to: other.bound) { letGo() }
        for index in other.rows.indices {
            let added = other.rows[index]
            let subject = FileRow.Subject(
                place: added.subject.place,
                isFolded: added.subject.isFolded,
                user: users(added.subject.user)
            )
            let row =
                other.isKind(index)
                ? kindRow(subject) : row(other.names.bytes(index).span, subject, count: added.count) { added.key }
            add(added, index, other.carries, to: row)
        }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the table to its limits.
    mutating func prune() {
        guard rows.count - kindRows > limits.rows || names.textCount > limits.pathBytes else { return }
        var entries: [(key: UInt64, bytes: Int)] = []
        entries.reserveCapacity(rows.count)
        for row in rows.indices where !isKind(row) { entries.append((rows[row].key, names.bytes(row).count)) }
        bound.fall(for: entries, countLimit: limits.rows, byteLimit: limits.pathBytes)
        letGo()
    }

    /// Counts the rows that the bound no longer admits by kind, and makes room.
    private mutating func letGo() {
        var kept = rows.indices.map { isKind($0) || bound.admits(rows[$0].key) }
        for row in kept.indices where !kept[row] {
            beyondLimit += rows[row].count
            add(rows[row], row, carries, to: kindRow(rows[row].subject))
        }
        kept += [Bool](repeating: true, count: rows.count - kept.count)  // kinds that had no row before
        if !carries.isEmpty {
            var numbers = [0]
            for isKept in kept { numbers.append(numbers[numbers.count - 1] + (isKept ? 1 : 0)) }
            let moved = carries.filter { kept[$0.key.row] }
                .map { (Carry(row: numbers[$0.key.row], action: $0.key.action), $0.value) }
            carries = Dictionary(uniqueKeysWithValues: moved)
        }
        rows.keep(kept)
        names.keep(kept)
    }

    /// Adds the counts of a row, which has a number in a table with these `carries`, to another row.
    private mutating func add(_ added: FileRow, _ number: Int, _ carries: [Carry: UInt64], to row: Int) {
        rows[row].failures += added.failures
        rows[row].routine += added.routine
        rows[row].noteworthy += added.noteworthy
        rows[row].suspicious += added.suspicious
        rows[row].first = min(rows[row].first, added.first)
        rows[row].last = max(rows[row].last, added.last)
        let counts = added.actions.span
        for action in counts.indices {
            let isCarried = rows[row].add(counts[action], ofAction: action)
            if isCarried { self.carries[Carry(row: row, action: action), default: 0] += 1 }
            if carries.isEmpty { continue }
            if let carried = carries[Carry(row: number, action: action)] {
                self.carries[Carry(row: row, action: action), default: 0] += carried
            }
        }
    }

    /// The number of a file's row, or of the one that stands for it; `count` acts are about to be counted there.
    @inline(__always)
    private mutating func row(
        _ name: Span<UInt8>,
        _ subject: FileRow.Subject,
        count: UInt64,
        key: () -> UInt64
    ) -> Int {
        let place = names.place(of: name, owner: Self.owner(subject, isKind: false))
        guard let row = place.number else { return newRow(name, subject, count: count, key: key()) }
        names.noteLatest(row)
        return row
    }

    private mutating func newRow(_ name: Span<UInt8>, _ subject: FileRow.Subject, count: UInt64, key: UInt64) -> Int {
        let isFull =
            rows.count - kindRows >= ActivityTables.Limits.room(limits.rows)
            || names.textCount + name.count > limits.pathRoom
        if isFull, bound.admits(key) { prune() }
        guard bound.admits(key) else {
            beyondLimit += count
            return kindRow(subject)
        }
        rows.append(FileRow(subject, key: key), upTo: limits.allRows)
        let owner = Self.owner(subject, isKind: false)
        return names.enter(name, owner: owner, at: names.place(of: name, owner: owner))
    }

    /// The number of the row that counts further files of a kind, by user or, beyond a limit, of all users.
    private mutating func kindRow(_ subject: FileRow.Subject) -> Int {
        kindRow(of: subject.place, user: subject.user, limit: limits.kindRows)
            ?? kindRow(of: subject.place, user: UserTable.further, limit: .max) ?? 0
    }

    private mutating func kindRow(of place: DockerPlace, user: Int32, limit: Int) -> Int? {
        let subject = FileRow.Subject(place: place, isFolded: true, user: user)
        let owner = Self.owner(subject, isKind: true)
        let name = Span<UInt8>()
        let slot = names.place(of: name, owner: owner)
        if let row = slot.number { return row }
        guard kindRows < limit else { return nil }
        kindRows += 1
        rows.append(FileRow(subject, key: 0), upTo: limits.allRows)
        return names.enter(name, owner: owner, at: slot)
    }

    /// Whether a row stands for further files of a kind.
    private func isKind(_ row: Int) -> Bool { names.owner(row) & 1 == 1 }

    /// What tells rows of the same path apart: user, kind, and whether the row stands for further files.
    private static func owner(_ subject: FileRow.Subject, isKind: Bool) -> Int32 {
        (subject.user + 1) << 5 | subject.place.index << 1 | (isKind ? 1 : 0)
    }
}

extension FileTable {
    /// Writes the rows by kind, user and path; `users` gives what stands for a user.
    func write(to writer: inout PartialWriter, users: (Int32) -> Int) {
        writer.number(beyondLimit)
        writer.optional(bound.smallestRefused) { $0.number($1) }
        let order = rows.indices.sorted { left, right in
            let (first, second) = (rows[left].subject, rows[right].subject)
            let places = (standsFor(left), first.place.index, users(first.user))
            let others = (standsFor(right), second.place.index, users(second.user))
            return places != others ? places < others : path(left).lexicographicallyPrecedes(path(right))
        }
        writer.list(order) { writer, index in
            let row = rows[index]
            writer.flag(isKind(index))
            writer.number(row.key)
            writer.text(row.subject.place.rawValue)
            writer.flag(row.subject.isFolded)
            writer.number(users(row.subject.user))
            writer.text(names.bytes(index))
            let actions = Action.allCases.filter { count(of: $0, in: index) > 0 }
            writer.list(actions) { writer, action in
                writer.text(action.rawValue)
                writer.number(count(of: action, in: index))
            }
            writer.number(row.failures)
            writer.number(row.routine)
            writer.number(row.noteworthy)
            writer.number(row.suspicious)
            writer.signed(row.first)
            writer.signed(row.last)
        }
    }

    init(from reader: inout PartialReader, users: Int) throws(PartialError.Kind) {
        self.init(limits: .host)
        let beyond = try reader.count()
        bound = KeyBound(
            smallestRefused: try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        )
        let count = try reader.index(below: limits.allRows + 1)
        for expected in 0..<count {
            let isKind = try reader.flag()
            let key = try reader.number()
            let place = try reader.value(of: DockerPlace.self)
            let isFolded = try reader.flag()
            let user = Int32(try reader.index(below: users + 1)) - 1
            let name = try reader.text()
            let subject = FileRow.Subject(place: place, isFolded: isFolded, user: user)
            let row = isKind ? kindRow(subject) : row(name.span, subject, count: 0) { key }
            guard row == expected, rows.count == expected + 1 else {
                throw reader.invalid("a file stands there twice, or beyond the limit")
            }
            try readCounts(of: row, from: &reader)
        }
        beyondLimit = beyond
    }

    /// 0 for a file, 1 for a kind and user, 2 for a kind; the last come behind all others, since they are beyond a limit.
    private func standsFor(_ row: Int) -> Int {
        isKind(row) ? rows[row].subject.user == UserTable.further ? 2 : 1 : 0
    }

    private mutating func readCounts(of row: Int, from reader: inout PartialReader) throws(PartialError.Kind) {
        for _ in 0..<(try reader.index(below: Action.count + 1)) {
            let action = try reader.value(of: Action.self).index
            let count = try reader.count()
            rows[row].actions[action] = UInt32(truncatingIfNeeded: count)
            if count >> 32 > 0 { carries[Carry(row: row, action: action)] = count >> 32 }
        }
        rows[row].failures = try reader.count()
        rows[row].routine = try reader.count()
        rows[row].noteworthy = try reader.count()
        rows[row].suspicious = try reader.count()
        let times = try reader.times()
        rows[row].first = times.lowerBound
        rows[row].last = times.upperBound
    }
}
