import AuditRecords
import DockerActivity

/// Rows of file and user, in the order they were first met, with their counts.
///
/// Beyond its limits further files are counted by kind and user, and beyond another by kind alone. A file that was once
/// refused a row never gets one, since names only grow: the order of first meetings alone decides, and tables of parts can
/// be joined row by row.
struct FileTable: Sendable {
    /// The rows, by the numbers of their names.
    private(set) var rows: [FileRow] = []
    /// Acts that were counted by kind.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var names: ByteStringTable
    /// Rows that stand for kinds of files.
    private var kindRows = 0
    /// How often an action's 32 bits began at zero again, by row and action; practically always empty.
    private var carries: [Carry: UInt64] = [:]

    private struct Carry: Hashable {
        var row: Int
        var action: Int
    }

    init(limits: ActivityTables.Limits) {
        self.limits = limits
        names = ByteStringTable(countLimit: limits.allRows, textLimit: limits.pathBytes)
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { rows.capacity * MemoryLayout<FileRow>.stride + names.heldBytes }

    /// A row's path; empty where it stands for all further files of its kind.
    func path(_ row: Int) -> ArraySlice<UInt8> { names.bytes(row) }

    /// How often an action is in a row.
    func count(of action: Action, in row: Int) -> UInt64 {
        let carried = carries.isEmpty ? 0 : carries[Carry(row: row, action: action.index), default: 0]
        return carried << 32 + UInt64(rows[row].actions[action.index])
    }

    /// Counts an act on a file, or on what it is folded into.
    mutating func add(_ activity: Activity, _ place: DockerPlace, _ path: Span<UInt8>, user: Int32) {
        let length = min(place.foldedLength(of: path), ActivityTables.pathLimit)
        let name = path.extracting(0..<length)
        let isFolded = length < path.count || place.isBelowDataRoot
        let row = row(name, FileRow.Subject(place: place, isFolded: isFolded, user: user), count: 1)
        if rows[row].add(activity) { carries[Carry(row: row, action: activity.action.index), default: 0] += 1 }
    }

    /// Adds the rows of a later part of the log; `users` gives the numbers of its users.
    mutating func add(_ later: FileTable, users: (Int32) -> Int32) {
        for index in later.rows.indices {
            let other = later.rows[index]
            let subject = FileRow.Subject(
                place: other.subject.place,
                isFolded: other.subject.isFolded,
                user: users(other.subject.user)
            )
            let name = later.names.bytes(index)
            let isKind = Self.isKind(later.names.owner(index))
            let row = isKind ? kindRow(subject) : row(name.span, subject, count: other.count)
            rows[row].failures += other.failures
            rows[row].routine += other.routine
            rows[row].noteworthy += other.noteworthy
            rows[row].suspicious += other.suspicious
            rows[row].first = min(rows[row].first, other.first)
            rows[row].last = max(rows[row].last, other.last)
            for action in other.actions.indices where other.actions[action] > 0 {
                let (sum, isCarried) = rows[row].actions[action].addingReportingOverflow(other.actions[action])
                rows[row].actions[action] = sum
                if isCarried { carries[Carry(row: row, action: action), default: 0] += 1 }
            }
            if later.carries.isEmpty { continue }
            for action in other.actions.indices {
                guard let carried = later.carries[Carry(row: index, action: action)] else { continue }
                carries[Carry(row: row, action: action), default: 0] += carried
            }
        }
        beyondLimit += later.beyondLimit
    }

    /// The number of a file's row, or of the one that stands for it; `count` acts are about to be counted there.
    @inline(__always)
    private mutating func row(_ name: Span<UInt8>, _ subject: FileRow.Subject, count: UInt64) -> Int {
        let owner = Self.owner(subject, isKind: false)
        let place = names.place(of: name, owner: owner)
        if let row = place.number {
            names.noteLatest(row)
            return row
        }
        if rows.count - kindRows < limits.rows, names.textCount + name.count <= limits.pathBytes {
            rows.append(FileRow(subject), upTo: limits.allRows)
            return names.enter(name, owner: owner, at: place)
        }
        beyondLimit += count
        return kindRow(subject)
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
        rows.append(FileRow(subject), upTo: limits.allRows)
        return names.enter(name, owner: owner, at: slot)
    }

    /// What tells rows of the same path apart: user, kind, and whether the row stands for further files.
    private static func owner(_ subject: FileRow.Subject, isKind: Bool) -> Int32 {
        (subject.user + 1) << 5 | subject.place.index << 1 | (isKind ? 1 : 0)
    }

    private static func isKind(_ owner: Int32) -> Bool { owner & 1 == 1 }
}
