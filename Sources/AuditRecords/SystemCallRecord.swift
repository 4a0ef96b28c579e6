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
    /// The first four arguments in hex; pointers among them are only addresses.
    public private(set) var arguments = Arguments()
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
        if readArchitecture(line, &fields), readCall(line, &fields), readCredentials(line, &fields) {
            _ = readProgram(line, &fields)
        }
        readRest(line, &fields)
    }

    /// A record of which nothing has been read yet.
    init() {}

    /// One of the first four arguments; nil if the record does not have it.
    public func argument(_ index: Int, in line: Span<UInt8>) -> UInt64? { arguments.value(index, in: line) }

    /// Where the first four arguments stand.
    public struct Arguments: Sendable, BitwiseCopyable {
        fileprivate var ranges = (ByteRange(), ByteRange(), ByteRange(), ByteRange())

        /// One of them as a number; nil if the record does not have it.
        public func value(_ index: Int, in line: Span<UInt8>) -> UInt64? {
            let range =
                switch index {
                case 0: ranges.0
                case 1: ranges.1
                case 2: ranges.2
                default: ranges.3
                }
            var value = FieldScanner(range)
            return value.number(in: line, bitsPerDigit: 4)
        }
    }

    /// Reads the architecture, if it comes first; ends behind `syscall=`.
    @inline(__always)
    mutating func readArchitecture(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        guard fields.take("arch", in: line) else { return false }
        architecture = fields.number(in: line, bitsPerDigit: 4).flatMap { UInt32(exactly: $0) }
        return fields.take("syscall", in: line)
    }

    /// Reads the call and its process from behind `syscall=` on, as long as they come as audit_log_exit() and
    /// audit_log_task_info() write them; true if that was all.
    @inline(__always)
    mutating func readCall(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        number = fields.identifier(in: line)
        if line.holds(" success=yes exit=", at: fields.position, end: fields.end) {  // nearly all
            fields.position &+= 12
            success = true
        } else if line.holds(" success=", at: fields.position, end: fields.end) {
            fields.position &+= 9
            success = Self.success(line, fields.bareValue(in: line))
        }
        if fields.skip(" exit=", in: line) { exit = fields.signed(in: line) }
        guard fields.skip(" a0=", in: line) else { return false }
        arguments.ranges.0 = fields.bareValue(in: line)
        guard fields.skip(" a1=", in: line) else { return false }
        arguments.ranges.1 = fields.bareValue(in: line)
        guard fields.skip(" a2=", in: line) else { return false }
        arguments.ranges.2 = fields.bareValue(in: line)
        guard fields.skip(" a3=", in: line) else { return false }
        arguments.ranges.3 = fields.bareValue(in: line)
        guard fields.skip(" items=", in: line) else { return false }
        items = fields.identifier(in: line)
        guard fields.skip(" ppid=", in: line) else { return false }
        parentProcess = fields.identifier(in: line)
        guard fields.skip(" pid=", in: line) else { return false }
        process = fields.identifier(in: line)
        return true
    }

    /// Reads the ids that a process carries, its terminal and session, likewise; ends behind `comm=`.
    mutating func readCredentials(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        guard fields.take("auid", in: line) else { return false }
        loginID = fields.identifier(in: line)
        guard fields.take("uid", in: line) else { return false }
        userID = fields.identifier(in: line)
        guard fields.take("gid", in: line) else { return false }
        groupID = fields.identifier(in: line)
        guard fields.take("euid", in: line) else { return false }
        effectiveUserID = fields.identifier(in: line)
        guard fields.take("suid", in: line) else { return false }
        _ = fields.bareValue(in: line)
        guard fields.take("fsuid", in: line) else { return false }
        _ = fields.bareValue(in: line)
        guard fields.take("egid", in: line) else { return false }
        effectiveGroupID = fields.identifier(in: line)
        guard fields.take("sgid", in: line) else { return false }
        _ = fields.bareValue(in: line)
        guard fields.take("fsgid", in: line) else { return false }
        _ = fields.bareValue(in: line)
        guard fields.take("tty", in: line) else { return false }
        terminal = fields.value(in: line)
        guard fields.take("ses", in: line) else { return false }
        session = fields.identifier(in: line)
        return fields.take("comm", in: line)
    }

    /// Reads the program and the rule's keys, from behind `comm=` on, likewise; true if that was all of the kernel's part.
    mutating func readProgram(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        taskName = fields.value(in: line)
        guard fields.take("exe", in: line) else { return false }
        executable = fields.value(in: line)
        if fields.take("subj", in: line) { fields.skipValue(in: line) }  // where there is a security module
        guard fields.take("key", in: line) else { return false }
        key = fields.value(in: line)
        return fields.position == fields.end || line[fields.position] == FieldSeparator.enrichedTail
    }

    /// Reads what follows, in any order, and finds the enriched tail.
    mutating func readRest(_ line: Span<UInt8>, _ fields: inout FieldScanner) {
        while fields.nextName(in: line) { readField(line, &fields) }
        if fields.position < fields.end {
            tail = ByteRange(start: fields.position + 1, end: fields.end)
        }
    }

    /// Reads one field, whichever it is.
    private mutating func readField(_ line: Span<UInt8>, _ fields: inout FieldScanner) {
        switch fields.name {
        case packed("arch"): architecture = fields.number(in: line, bitsPerDigit: 4).flatMap { UInt32(exactly: $0) }
        case packed("syscall"), packed("uring_op"): number = fields.identifier(in: line)
        case packed("success"): success = Self.success(line, fields.value(in: line).range)
        case packed("exit"): exit = fields.signed(in: line)
        case packed("a0"): arguments.ranges.0 = fields.value(in: line).range
        case packed("a1"): arguments.ranges.1 = fields.value(in: line).range
        case packed("a2"): arguments.ranges.2 = fields.value(in: line).range
        case packed("a3"): arguments.ranges.3 = fields.value(in: line).range
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

    private static func success(_ line: Span<UInt8>, _ value: ByteRange) -> Bool? {
        switch value.count {
        case 3: line.holds("yes", at: Int(value.start), end: Int(value.end)) ? true : nil
        case 2: line.holds("no", at: Int(value.start), end: Int(value.end)) ? false : nil
        default: nil
        }
    }
}
