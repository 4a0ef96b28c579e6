/// Reads the SYSCALL records of a log; quicker than each by itself, since a process's records differ in little but the call.
public struct SystemCallReader: Sendable {
    /// From ` auid=` to ` comm=`: who the process acts for.
    private var credentials = RepeatedText(bits: 5, empty: SystemCallRecord())
    /// From behind ` comm=` to the end of the kernel's part: the program, and the rule that fired.
    private var programs = RepeatedText(bits: 6, empty: SystemCallRecord())

    /// `arch=c000003e syscall=` as it stood in the last record, and its architecture: a log rarely shows another.
    private var architectureText: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var architecture: UInt32?
    private static let architectureLength = 22

    /// A reader that has seen nothing yet.
    public init() {}

    /// Reads the fields in `body`, a range of `line`; the same as `SystemCallRecord(line, body: body)`.
    public mutating func read(_ line: Span<UInt8>, body: ByteRange) -> SystemCallRecord {
        var fields = FieldScanner(body)
        var record = SystemCallRecord()
        guard takeArchitecture(of: &record, line, &fields), record.readCall(line, &fields),
            takeCredentials(of: &record, line, &fields),
            takeProgram(of: &record, line, &fields)
        else { return SystemCallRecord(line, body: body) }
        if fields.position < fields.end {
            record.tail = ByteRange(start: fields.position + 1, end: fields.end)
        }
        return record
    }

    /// Reads the architecture; ends behind `syscall=`.
    @inline(__always)
    private mutating func takeArchitecture(
        of record: inout SystemCallRecord,
        _ line: Span<UInt8>,
        _ fields: inout FieldScanner
    ) -> Bool {
        let start = fields.position
        guard start &+ Self.architectureLength &+ 8 <= fields.end else { return false }
        let text = (
            line.word(at: start), line.word(at: start &+ 8), line.word(at: start &+ Self.architectureLength &- 8)
        )
        if let architecture, text == architectureText {
            fields.position = start &+ Self.architectureLength
            record.architecture = architecture
            return true
        }
        guard record.readArchitecture(line, &fields) else { return false }
        if fields.position == start &+ Self.architectureLength {
            architectureText = text
            architecture = record.architecture
        }
        return true
    }

    @inline(__always)
    private mutating func takeCredentials(
        of record: inout SystemCallRecord,
        _ line: Span<UInt8>,
        _ fields: inout FieldScanner
    ) -> Bool {
        let start = fields.position
        guard start &+ 32 <= fields.end else { return false }
        let place = credentials.place(line.word(at: start &+ 6) ^ line.word(at: start &+ 14) &* 31)
        if let end = credentials.find(in: line, from: start, to: fields.end, at: place) {
            record.setCredentials(credentials.facts.span[place], from: start)
            fields.position = end
            return true
        }
        guard record.readCredentials(line, &fields) else { return false }
        var facts = SystemCallRecord()
        facts.setCredentials(record, from: -start)
        credentials.keep(facts, of: line, start..<fields.position, at: place)
        return true
    }

    @inline(__always)
    private mutating func takeProgram(
        of record: inout SystemCallRecord,
        _ line: Span<UInt8>,
        _ fields: inout FieldScanner
    ) -> Bool {
        let start = fields.position
        guard start &+ 16 <= fields.end else { return false }
        let place = programs.place(line.word(at: start) ^ line.word(at: start &+ 8) &* 31)
        if let end = programs.find(in: line, from: start, to: fields.end, at: place),
            end == fields.end || line[end] == FieldSeparator.enrichedTail
        {
            record.setProgram(programs.facts.span[place], from: start)
            fields.position = end
            return true
        }
        guard record.readProgram(line, &fields) else { return false }
        var facts = SystemCallRecord()
        facts.setProgram(record, from: -start)
        programs.keep(facts, of: line, start..<fields.position, at: place)
        return true
    }
}

extension SystemCallRecord {
    /// Takes another record's ids, terminal and session, whose ranges are counted from `start`.
    @inline(__always)
    fileprivate mutating func setCredentials(_ other: SystemCallRecord, from start: Int) {
        loginID = other.loginID
        userID = other.userID
        groupID = other.groupID
        effectiveUserID = other.effectiveUserID
        effectiveGroupID = other.effectiveGroupID
        terminal = other.terminal.shifted(by: start)
        session = other.session
    }

    /// Takes another record's program and keys, likewise.
    @inline(__always)
    fileprivate mutating func setProgram(_ other: SystemCallRecord, from start: Int) {
        taskName = other.taskName.shifted(by: start)
        executable = other.executable.shifted(by: start)
        key = other.key.shifted(by: start)
    }
}
