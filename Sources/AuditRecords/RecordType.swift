/// A record's type: the number that the kernel or a sender gave it.
///
/// On disk a type is a name (`SYSCALL`), or `UNKNOWN[1425]` where auditd knew no name for the number; both are the same
/// type. Names that nobody has numbered are `unnumbered`; their text still stands in the record's head.
public struct RecordType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    /// The number, `1300` for SYSCALL; 0 for a name without a number.
    public var rawValue: UInt16

    /// A type by its number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A name that is in no table.
    @inlinable
    public static var unnumbered: RecordType { RecordType(rawValue: 0) }
    /// A system call's facts.
    @inlinable
    public static var syscall: RecordType { RecordType(rawValue: 1300) }
    /// One path item of a system call.
    @inlinable
    public static var path: RecordType { RecordType(rawValue: 1302) }
    /// A change of the audit system's settings or rules.
    @inlinable
    public static var configChange: RecordType { RecordType(rawValue: 1305) }
    /// A socket address.
    @inlinable
    public static var sockaddr: RecordType { RecordType(rawValue: 1306) }
    /// The working directory.
    @inlinable
    public static var cwd: RecordType { RecordType(rawValue: 1307) }
    /// The arguments of an execution.
    @inlinable
    public static var execve: RecordType { RecordType(rawValue: 1309) }
    /// The end of an event; only a stream to plugins has it.
    @inlinable
    public static var eoe: RecordType { RecordType(rawValue: 1320) }
    /// The process title.
    @inlinable
    public static var proctitle: RecordType { RecordType(rawValue: 1327) }
    /// An io_uring operation.
    @inlinable
    public static var uringop: RecordType { RecordType(rawValue: 1336) }
    /// The arguments of openat2(2).
    @inlinable
    public static var openat2: RecordType { RecordType(rawValue: 1337) }
    /// A login: the auid and session that were set.
    @inlinable
    public static var login: RecordType { RecordType(rawValue: 1006) }
    /// An access decision of SELinux, AppArmor or SMACK.
    @inlinable
    public static var avc: RecordType { RecordType(rawValue: 1400) }

    /// Whether auditd itself stamped it, from a counter of its own (audit-userspace src/auditd.c).
    @inlinable
    public var isFromDaemon: Bool { rawValue >= 1200 && rawValue <= 1299 }

    /// Whether a program in user space sent it, so that what stands in `msg='…'` is the sender's word.
    ///
    /// The ranges are AUDIT_USER, AUDIT_FIRST_USER_MSG…AUDIT_LAST_USER_MSG and the second user range of linux/audit.h.
    @inlinable
    public var isFromUserSpace: Bool {
        rawValue == 1005 || (rawValue >= 1100 && rawValue <= 1199) || (rawValue >= 2100 && rawValue <= 2999)
    }

    /// The name, or `UNKNOWN[n]` as auditd writes a number it has no name for.
    public var name: String {
        for entry in RecordType.names where entry.number == rawValue { return "\(entry.name)" }
        return "UNKNOWN[\(rawValue)]"
    }
}
