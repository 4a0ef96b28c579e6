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
        let row = row(name, FileRow(place: place, isFolded: isFolded, user: user), count: 1)
        if rows[row].add(activity) { carries[Carry(row: row, action: activity.action.index), default: 0] += 1 }
    }

    /// Adds the rows of a later part of the log; `users` gives the numbers of its users.
    mutating func add(_ later: FileTable, users: (Int32) -> Int32) {
        for index in later.rows.indices {
            let other = later.rows[index]
            let empty = FileRow(place: other.place, isFolded: other.isFolded, user: users(other.user))
            let name = later.names.bytes(index)
            let isKind = Self.isKind(later.names.owner(index))
            let row = isKind ? kindRow(empty) : row(name.span, empty, count: other.count)
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
    private mutating func row(_ name: Span<UInt8>, _ empty: FileRow, count: UInt64) -> Int {
        let owner = Self.owner(empty, isKind: false)
        let place = names.place(of: name, owner: owner)
        if let row = place.number {
            names.noteLatest(row)
            return row
        }
        if rows.count - kindRows < limits.rows, names.textCount + name.count <= limits.pathBytes {
            rows.append(empty, upTo: limits.allRows)
            return names.enter(name, owner: owner, at: place)
        }
        beyondLimit += count
        return kindRow(empty)
    }

    /// The number of the row that counts further files of a kind, by user or, beyond a limit, of all users.
    private mutating func kindRow(_ empty: FileRow) -> Int {
        let all = FileRow(place: empty.place, isFolded: true, user: UserTable.further)
        for row in [FileRow(place: empty.place, isFolded: true, user: empty.user), all] {
            let name: [UInt8] = []
            let owner = Self.owner(row, isKind: true)
            let place = names.place(of: name.span, owner: owner)
            if let number = place.number { return number }
            if row.user == UserTable.further || kindRows < limits.kindRows {
                kindRows += 1
                rows.append(row, upTo: limits.allRows)
                return names.enter(name.span, owner: owner, at: place)
            }
        }
        return rows.count - 1  // not reached: the row of all users has no limit
    }

    /// What tells rows of the same path apart: user, kind, and whether the row stands for further files.
    private static func owner(_ row: FileRow, isKind: Bool) -> Int32 {
        (row.user + 1) << 5 | row.place.index << 1 | (isKind ? 1 : 0)
    }

    private static func isKind(_ owner: Int32) -> Bool { owner & 1 == 1 }
}
