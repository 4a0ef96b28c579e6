import AuditRecords
import DockerActivity

/// Login sessions by user, in the order they were first met.
struct SessionTable: Sendable {
    /// Bytes of a terminal's name that are kept: glibc's UT_LINESIZE.
    static let terminalLimit = 32

    /// One session.
    struct Session: Sendable {
        /// The user's number.
        let user: Int32
        /// The kernel's number.
        let number: UInt32
        /// First time, in milliseconds since 1970.
        var first = Int64.max
        /// Last time.
        var last = Int64.min
        /// The session's activities.
        var activities: UInt64 = 0
        fileprivate var terminal = ByteRange()

        fileprivate init(user: Int32, number: UInt32) {
            self.user = user
            self.number = number
        }
    }

    /// The sessions.
    private(set) var sessions: [Session] = []
    /// Activities of the sessions beyond the limit.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var text: [UInt8] = []
    private var slots = SlotTable()
    private var latest = 0

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { sessions.capacity * MemoryLayout<Session>.stride + text.capacity + slots.heldBytes }

    /// A session's first terminal; empty where no activity had one.
    func terminal(_ index: Int) -> [UInt8] { Array(text[sessions[index].terminal.indices]) }

    /// Counts an activity of a session.
    @inline(__always)
    mutating func add(_ activity: Activity, user: Int32, _ bytes: Span<UInt8>) {
        guard let number = activity.subject.session, number != SubjectFacts.unset else { return }
        let time = activity.stamp.milliseconds
        let terminal = bytes.extracting(activity.subject.terminal.indices)
        add(1, user: user, number: number, first: time, last: time, terminal: terminal)
    }

    /// Adds the sessions of a later part of the log; `users` gives the numbers of its users.
    mutating func add(_ later: SessionTable, users: (Int32) -> Int32) {
        beyondLimit += later.beyondLimit
        for session in later.sessions {
            add(
                session.activities,
                user: users(session.user),
                number: session.number,
                first: session.first,
                last: session.last,
                terminal: later.text.span.extracting(session.terminal.indices)
            )
        }
    }

    @inline(__always)
    private mutating func add(
        _ activities: UInt64,
        user: Int32,
        number: UInt32,
        first: Int64,
        last: Int64,
        terminal: Span<UInt8>
    ) {
        if latest >= sessions.count || !isSession(latest, user, number) {
            let place = slots.place(hash: hash(user, number)) { isSession($0, user, number) }
            if let known = place.number {
                latest = known
            } else if user != UserTable.further, sessions.count < limits.sessions {
                sessions.append(Session(user: user, number: number), upTo: limits.sessions)
                latest = sessions.count - 1
                slots.enter(at: place, upTo: limits.sessions)
            } else {
                beyondLimit += activities
                return
            }
        }
        sessions[latest].activities += activities
        if first < sessions[latest].first { sessions[latest].first = first }
        if last > sessions[latest].last { sessions[latest].last = last }
        if sessions[latest].terminal.isEmpty, !terminal.isEmpty { setTerminal(terminal) }
    }

    private mutating func setTerminal(_ terminal: Span<UInt8>) {
        let start = text.count
        text.append(copying: terminal.extracting(0..<min(terminal.count, Self.terminalLimit)))
        sessions[latest].terminal = ByteRange(start: start, end: text.count)
    }

    @inline(__always)
    private func isSession(_ index: Int, _ user: Int32, _ number: UInt32) -> Bool {
        sessions[index].user == user && sessions[index].number == number
    }

    @inline(__always)
    private func hash(_ user: Int32, _ number: UInt32) -> UInt64 {
        (slots.seed ^ UInt64(UInt32(bitPattern: user)) << 32 ^ UInt64(number)).foldedProduct
    }
}
