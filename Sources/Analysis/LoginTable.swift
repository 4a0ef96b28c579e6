import DockerActivity

/// What records say of login sessions: when each ended, how it began, from where and on which terminal.
///
/// Where there are more than the limit allows, those with the smallest keys are kept, which are the keys of `SessionTable`:
/// of a session that is listed all is known.
struct LoginTable: Sendable {
    /// What is known of one session.
    struct Login: Sendable {
        /// When its login service ended it, in milliseconds since 1970; nil where no record says so.
        var end: Int64?
        /// How it began; nil where no record that can be believed says so.
        var service: LoginService?
        /// The address that the user came from; empty where there is none.
        var source: [UInt8] = []
        /// The login's terminal; empty where it has none.
        var terminal: [UInt8] = []

        /// Adds what another part of the log says; where both say something, they say the same.
        fileprivate mutating func add(_ other: Login) {
            end = max(end ?? .min, other.end ?? .min)
            if end == .min { end = nil }
            if let service = other.service, self.service.map({ $0.rawValue < service.rawValue }) ?? true {
                self.service = service
            }
            if source.lexicographicallyPrecedes(other.source) { source = other.source }
            if terminal.lexicographicallyPrecedes(other.terminal) { terminal = other.terminal }
        }
    }

    private var logins: [UInt64: Login] = [:]
    private var bound = KeyBound<UInt64>()
    private let limits: ActivityTables.Limits

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int {
        let text = LoginSession.sourceLimit + LoginSession.terminalLimit
        return logins.count * (MemoryLayout<UInt64>.stride + MemoryLayout<Login>.stride + text)
    }

    /// What is known of the session with a key.
    subscript(key: UInt64) -> Login? { logins[key] }

    /// Takes what is known of a session.
    mutating func add(_ session: LoginSession) {
        let identity = UserTable.identity(session.loginID, session.login.span, session.node.span)
        add(
            Login(end: session.end, service: session.service, source: session.source, terminal: session.terminal),
            key: SessionTable.key(session.number, session.start, identity: identity)
        )
    }

    /// Adds the sessions of another part of the log.
    mutating func add(_ other: LoginTable) {
        if bound.fall(to: other.bound) { letGo() }
        for (key, login) in other.logins { add(login, key: key) }
    }

    /// Cuts the table to its limit.
    mutating func prune() {
        guard logins.count > limits.sessions else { return }
        bound.fall(for: logins.keys.map { ($0, 0) }, countLimit: limits.sessions, byteLimit: 0)
        letGo()
    }

    private mutating func add(_ login: Login, key: UInt64) {
        guard bound.admits(key) else { return }
        logins[key, default: Login()].add(login)
        if logins.count > ActivityTables.Limits.room(limits.sessions) { prune() }
    }

    private mutating func letGo() {
        logins = logins.filter { bound.admits($0.key) }
    }
}

extension LoginTable {
    /// Writes the sessions by key.
    func write(to writer: inout PartialWriter) {
        writer.optional(bound.smallestRefused) { $0.number($1) }
        writer.list(logins.sorted { $0.key < $1.key }) { writer, entry in
            writer.number(entry.key)
            writer.optional(entry.value.end) { $0.signed($1) }
            writer.optional(entry.value.service) { $0.text($1.rawValue) }
            writer.text(entry.value.source)
            writer.text(entry.value.terminal)
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        bound = KeyBound(
            smallestRefused: try reader.optional { reader throws(PartialError.Kind) in try reader.number() }
        )
        let count = try reader.index(below: limits.sessions + 1)
        for _ in 0..<count {
            let key = try reader.number()
            var login = Login()
            login.end = try reader.optional { reader throws(PartialError.Kind) in try reader.signed() }
            login.service = try reader.optional { reader throws(PartialError.Kind) in
                try reader.value(of: LoginService.self)
            }
            login.source = try reader.text()
            login.terminal = try reader.text()
            guard bound.admits(key), logins.updateValue(login, forKey: key) == nil else {
                throw reader.invalid("a login stands there twice, or beyond the limit")
            }
        }
    }
}
