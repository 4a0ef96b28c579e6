/// The fields of a SYSCALL record (and of URINGOP, which has some of them), read in one pass.
///
/// Order does not matter, unknown fields are passed over, and a field that is missing or no number is nil. Ranges are
/// offsets into the line. Fields as in the kernel's audit_log_exit() (kernel/auditsc.c).
public struct SystemCallRecord: Sendable {
    /// AUDIT_ARCH value, `0xc000003e` for x86-64.
    public var architecture: UInt32?
    /// The call's number in that architecture's table.
    public var number: UInt32?
    /// Whether the call succeeded; nil where the kernel could not say.
    public var success: Bool?
    /// The value that the call returned; a negative one is an error's number.
    public var exit: Int64?
    /// The first four arguments; pointers among them are only addresses.
    public var arguments: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// How many PATH records the kernel meant to write.
    public var items: UInt32?
    /// Parent process id.
    public var parentProcess: UInt32?
    /// Process id.
    public var process: UInt32?
    /// Login user's id; 4294967295 is unset.
    public var loginID: UInt32?
    /// Real user id.
    public var userID: UInt32?
    /// Real group id.
    public var groupID: UInt32?
    /// Effective user id.
    public var effectiveUserID: UInt32?
    /// Effective group id.
    public var effectiveGroupID: UInt32?
    /// Session of the login; 4294967295 is unset.
    public var session: UInt32?
    /// Controlling terminal.
    public var terminal = FieldValue()
    /// The task's name.
    public var taskName = FieldValue()
    /// The executable.
    public var executable = FieldValue()
    /// The keys of the rule that fired, in hex when there are several.
    public var key = FieldValue()
    /// The names that auditd added; empty in a RAW log.
    public var tail = ByteRange()

    /// Reads the fields in `body`, a range of `line`.
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var fields = FieldScanner(body)
        while fields.nextName(in: line) {
            switch fields.name {
            case packed("arch"): architecture = fields.number(in: line, bitsPerDigit: 4).flatMap { UInt32(exactly: $0) }
            case packed("syscall"): number = fields.identifier(in: line)
            case packed("uring_op"): number = fields.identifier(in: line)
            case packed("success"): success = Self.success(line, fields.value(in: line).range)
            case packed("exit"): exit = fields.signed(in: line)
            case packed("a0"): arguments.0 = fields.number(in: line, bitsPerDigit: 4) ?? 0
            case packed("a1"): arguments.1 = fields.number(in: line, bitsPerDigit: 4) ?? 0
            case packed("a2"): arguments.2 = fields.number(in: line, bitsPerDigit: 4) ?? 0
            case packed("a3"): arguments.3 = fields.number(in: line, bitsPerDigit: 4) ?? 0
            case packed("items"): items = fields.identifier(in: line)
            case packed("ppid"): parentProcess = fields.identifier(in: line)
            case packed("pid"): process = fields.identifier(in: line)
            case packed("auid"): loginID = fields.identifier(in: line)
            case packed("uid"): userID = fields.identifier(in: line)
            case packed("gid"): groupID = fields.identifier(in: line)
            case packed("euid"): effectiveUserID = fields.identifier(in: line)
            case packed("egid"): effectiveGroupID = fields.identifier(in: line)
            case packed("ses"): session = fields.identifier(in: line)
            case packed("tty"): terminal = fields.value(in: line)
            case packed("comm"): taskName = fields.value(in: line)
            case packed("exe"): executable = fields.value(in: line)
            case packed("key"): key = fields.value(in: line)
            default: fields.skipValue(in: line)
            }
        }
        if fields.position < fields.end {
            tail = ByteRange(start: fields.position + 1, end: fields.end)
        }
    }

    private static func success(_ line: Span<UInt8>, _ value: ByteRange) -> Bool? {
        switch value.count {
        case 3: line.holds("yes", at: Int(value.start), end: Int(value.end)) ? true : nil
        case 2: line.holds("no", at: Int(value.start), end: Int(value.end)) ? false : nil
        default: nil
        }
    }
}
