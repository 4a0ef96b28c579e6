public import AuditRecords

/// A login session: who logged in, when, from where, and how.
public struct LoginSession: Sendable {
    /// Bytes of an address: an IPv6 address with a zone (RFC 4007) has 62 at most; a longer text is none.
    public static let sourceLimit = 64
    /// Bytes of a terminal's name: glibc's UT_LINESIZE; a longer one is none.
    public static let terminalLimit = 32

    /// The kernel's number, given anew after each start of the machine.
    public let number: UInt32
    /// The login user's id.
    public let loginID: UInt32
    /// The login user's name as enriched by auditd, from the session's first activity; empty in a RAW log.
    public internal(set) var login: [UInt8] = []
    /// The machine that the first activity's record names; empty where it names none.
    public internal(set) var node: [UInt8] = []
    /// When it began, in milliseconds since 1970 (LOGIN); nil where the log does not hold its beginning.
    public let start: Int64?
    /// When its login service ended it; nil where no record says so.
    public internal(set) var end: Int64?
    /// How it began; nil where no record that can be believed says so.
    public internal(set) var service: LoginService?
    /// The address that the user came from; empty where there is none, or none that can be believed.
    public internal(set) var source: [UInt8] = []
    /// The login's terminal as the kernel calls it (`pts0`); empty where it has none.
    public internal(set) var terminal: [UInt8] = []
    /// The login service's process: only what it says of the session is believed.
    var process: UInt32?
    /// Whether configuration management works in it.
    var isAutomation = false
    /// Whether an activity of it was met.
    var isActive = false

    init(number: UInt32, loginID: UInt32, start: Int64?, process: UInt32?) {
        self.number = number
        self.loginID = loginID
        self.start = start
        self.process = process
    }
}

extension LoginSession: SavedState {
    /// Whether its times can be times.
    public var isSound: Bool { [start, end].allSatisfy { $0.map(Stamp.isTime) ?? true } }
}
