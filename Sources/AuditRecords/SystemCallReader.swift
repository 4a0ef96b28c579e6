/// Reads the SYSCALL records of a log; quicker than each by itself, since a process's records differ in little but the call.
public struct SystemCallReader: Sendable {
    /// From ` auid=` to ` comm=`: who the process acts for.
    private var credentials = RepeatedText(bits: 5, empty: SystemCallRecord())
    /// From behind ` comm=` to the end of the kernel's part: the program, and the rule that fired.
    private var programs = RepeatedText(bits: 6, empty: SystemCallRecord())

    /// A reader that has seen nothing yet.
    public init() {}

    /// Reads the fields in `body`, a range of `line`; the same as `SystemCallRecord(line, body: body)`.
    public mutating func read(_ line: Span<UInt8>, body: ByteRange) -> SystemCallRecord {
        var fields = FieldScanner(body)
        var record = SystemCallRecord()
        guard record.readCall(line, &fields), takeCredentials(of: &record, line, &fields),
            takeProgram(of: &record, line, &fields)
        else { return SystemCallRecord(line, body: body) }
        if fields.position < fields.end {
            record.tail = ByteRange(start: fields.position + 1, end: fields.end)
        }
        return record
    }

    @inline(__always)
    private mutating func takeCredentials(
        of record: inout SystemCallRecord,
        _ line: Span<UInt8>,
        _ fields: inout FieldScanner
    ) -> Bool {
        let start = fields.position
        guard start + 32 <= fields.end else { return false }
        let place = credentials.place(line.word(at: start + 6) ^ line.word(at: start + 14) &* 31)
        if let known = credentials.find(in: line, from: start, to: fields.end, at: place) {
            record.setCredentials(known.facts, from: start)
            fields.position = known.end
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
        guard start + 16 <= fields.end else { return false }
        let place = programs.place(line.word(at: start) ^ line.word(at: start + 8) &* 31)
        if let known = programs.find(in: line, from: start, to: fields.end, at: place),
            known.end == fields.end || line[known.end] == FieldSeparator.enrichedTail
        {
            record.setProgram(known.facts, from: start)
            fields.position = known.end
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
