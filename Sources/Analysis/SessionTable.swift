import AuditRecords
import DockerActivity

/// Login sessions by user.
///
/// Where there are more than the limit allows, those with the smallest keys, a hash of user, number and beginning, are kept.
struct SessionTable: Sendable {
    /// One session.
    struct Session: Sendable {
        /// The user's number.
        let user: Int32
        /// The kernel's number.
        let number: UInt32
        /// When it began, in milliseconds since 1970; nil where the log does not hold its beginning.
        let start: Int64?
        /// What decides whether the session is kept where there are too many.
        let key: UInt64
        /// First time, in milliseconds since 1970.
        var first = Int64.max
        /// Last time.
        var last = Int64.min
        /// The session's activities.
        var activities: UInt64 = 0
        /// The terminal of the earliest activity that had one.
        var terminal = SessionTerminal()

        fileprivate init(user: Int32, number: UInt32, start: Int64?, key: UInt64) {
            self.user = user
            self.number = number
            self.start = start
            self.key = key
        }
    }

    /// The sessions.
    private(set) var sessions: [Session] = []
    /// Activities of the sessions that are not kept.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var slots = SlotTable()
    private var bound = KeyBound<UInt64>()
    private var latest = 0

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { sessions.capacity * MemoryLayout<Session>.stride + slots.heldBytes }

    /// The terminal of a session's earliest activity that had one; empty where none had.
    func terminal(_ index: Int) -> [UInt8] { sessions[index].terminal.name }

    /// Counts an activity of a session; `identity` is the user's.
    @inline(__always)
    mutating func add(_ activity: Activity, user: Int32, identity: UInt64, _ bytes: Span<UInt8>) {
        let subject = activity.subject
        guard add(subject.session, subject.sessionStart, activity.stamp, user: user, identity: identity) else { return }
        if !subject.terminal.isEmpty {
            sessions[latest].terminal.note(bytes.extracting(subject.terminal.indices), activity.stamp)
        }
    }

    /// Counts an act of the engine's upkeep in a session.
    @inline(__always)
    mutating func add(_ act: UpkeepAct, user: Int32, identity: UInt64) {
        _ = add(act.session, nil, act.stamp, user: user, identity: identity)
    }

    /// Counts an activity of a session, which becomes the latest; false where there is none, or it is not kept.
    @inline(__always)
    private mutating func add(
        _ number: UInt32?,
        _ start: Int64?,
        _ stamp: Stamp,
        user: Int32,
        identity: UInt64
    ) -> Bool {
        guard let number, number != SubjectFacts.unset else { return false }
        if latest >= sessions.count || !isSession(latest, user, number, start) {
            guard find(user, number, start, key: { Self.key(number, start, identity: identity) }) else {
                beyondLimit += 1
                return false
            }
        }
        let time = stamp.milliseconds
        sessions[latest].activities += 1
        if time < sessions[latest].first { sessions[latest].first = time }
        if time > sessions[latest].last { sessions[latest].last = time }
        return true
    }

    /// Adds the sessions of another part of the log; `users` gives the numbers of its users.
    mutating func add(_ other: SessionTable, users: (Int32) -> Int32) {
        if bound.fall(to: other.bound) { letGo() }
        for session in other.sessions {
            guard find(users(session.user), session.number, session.start, key: { session.key }) else {
                beyondLimit += session.activities
                continue
            }
            sessions[latest].activities += session.activities
            sessions[latest].first = min(sessions[latest].first, session.first)
            sessions[latest].last = max(sessions[latest].last, session.last)
            sessions[latest].terminal.note(session.terminal)
        }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the table to its limit.
    mutating func prune() {
        guard sessions.count > limits.sessions else { return }
        bound.fall(for: sessions.map { ($0.key, 0) }, countLimit: limits.sessions, byteLimit: 0)
        letGo()
    }

    /// Forgets the sessions that the bound no longer admits.
    private mutating func letGo() {
        let kept = sessions.map { bound.admits($0.key) }
        for (session, isKept) in zip(sessions, kept) where !isKept { beyondLimit += session.activities }
        sessions.keep(kept)
        slots.keep(kept)
        latest = 0
    }

    /// Makes a session the latest; false where it is not kept.
    private mutating func find(_ user: Int32, _ number: UInt32, _ start: Int64?, key: () -> UInt64) -> Bool {
        let place = slots.place(hash: hash(user, number, start)) { isSession($0, user, number, start) }
        if let known = place.number {
            latest = known
            return true
        }
        let key = key()
        guard user != UserTable.further, bound.admits(key) else { return false }
        let room = ActivityTables.Limits.room(limits.sessions)
        if sessions.count >= room {
            prune()
            return find(user, number, start) { key }
        }
        sessions.append(Session(user: user, number: number, start: start, key: key), upTo: room)
        slots.enter(at: place, upTo: room)
        latest = sessions.count - 1
        return true
    }

    /// The key of a session, the same in every run; `identity` is the user's.
    static func key(_ number: UInt32, _ start: Int64?, identity: UInt64) -> UInt64 {
        ((identity ^ UInt64(number)).foldedProduct ^ UInt64(bitPattern: start ?? -1)).foldedProduct
    }

    @inline(__always)
    private func isSession(_ index: Int, _ user: Int32, _ number: UInt32, _ start: Int64?) -> Bool {
        sessions[index].user == user && sessions[index].number == number && sessions[index].start == start
    }

    @inline(__always)
    private func hash(_ user: Int32, _ number: UInt32, _ start: Int64?) -> UInt64 {
        let session = (slots.seed ^ UInt64(UInt32(bitPattern: user)) << 32 ^ UInt64(number)).foldedProduct
        return (session ^ UInt64(bitPattern: start ?? -1)).foldedProduct
    }
}

extension SessionTable {
    /// Writes the sessions by user and number; `users` gives what stands for a user.
    func write(to writer: inout PartialWriter, users: (Int32) -> Int) {
        writer.number(beyondLimit)
        writer.optional(bound.smallestRefused) { $0.number($1) }
        let ordered = sessions.sorted { left, right in
            (users(left.user), left.number, left.start ?? .min) < (users(right.user), right.number, right.start ?? .min)
        }
        writer.list(ordered) { writer, session in
            writer.number(users(session.user))
            writer.number(session.number)
            writer.number(session.key)
            writer.signed(session.first)
            writer.signed(session.last)
            writer.number(session.activities)
            writer.text(session.terminal.name)
            writer.signed(session.terminal.stamp.milliseconds)
            writer.number(session.terminal.stamp.serial)
            writer.optional(session.start) { $0.signed($1) }
        }
    }

    init(from reader: inout PartialReader, users: Int) throws(PartialError.Kind) {
        self.init(limits: .host)
        beyondLimit = try reader.count()
        bound = KeyBound(
            smallestRefused: try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        )
        let count = try reader.index(below: limits.sessions + 1)
        for expected in 0..<count {
            let user = Int32(try reader.index(below: users + 1)) - 1
            let number = try reader.number(as: UInt32.self)
            let key = try reader.number()
            let times = try reader.times()
            let activities = try reader.count()
            let terminal = try reader.text()
            let stamp = try reader.stamp()
            let start = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
            guard find(user, number, start, key: { key }), sessions.count == expected + 1 else {
                throw reader.invalid("a session stands there twice, or beyond the limit")
            }
            sessions[expected].first = times.lowerBound
            sessions[expected].last = times.upperBound
            sessions[expected].activities = activities
            sessions[expected].terminal.note(terminal.span, stamp)
        }
    }
}
