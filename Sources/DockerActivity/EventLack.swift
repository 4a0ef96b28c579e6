import AuditEvents
import AuditRecords

/// What of an event the log does not hold, as far as its other records tell.
public struct EventLack: OptionSet, Sendable {
    /// The bits that are set.
    public let rawValue: UInt8

    /// Some of what can be missing.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It announces more path items or arguments than there are.
    public static let parts = EventLack(rawValue: 1)
    /// It has records that the kernel writes only beside a SYSCALL, and no SYSCALL.
    public static let call = EventLack(rawValue: 2)
    /// It has a SYSCALL and no PROCTITLE, which the kernel writes for each call (kernel/auditsc.c, audit_log_exit) unless a
    /// rule excludes the type.
    public static let title = EventLack(rawValue: 4)
    /// It has path items and no CWD; as `title`.
    public static let directory = EventLack(rawValue: 8)
}

extension EventLack {
    /// Whether an event consists of nothing but what the kernel writes beside a system call.
    static func lacksCall(_ event: borrowing Event) -> Bool {
        var hasPart = false
        for record in event.records {
            switch record.type.rawValue {
            case 1302, 1307, 1309, 1327: hasPart = true  // PATH, CWD, EXECVE, PROCTITLE
            case 1303, 1304, 1306, 1317, 1320, 1321, 1323, 1337: continue  // what else stands beside one, and EOE
            default: return false
            }
        }
        return hasPart
    }
}
