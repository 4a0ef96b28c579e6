import AuditRecords

/// Events of a probe as they come in, put together from their records.
///
/// Only what a probe asks is kept: of each call its process, number and keys, and the names of its paths.
struct ProbeEvents: Sendable {
    /// One event.
    struct Event {
        var stamp: Stamp
        var pid: UInt32
        var call: UInt32?
        var architecture: UInt32?
        var keys: [[UInt8]] = []
        var names: [[UInt8]] = []
    }

    /// Processes whose events are kept; the rest of the host's go by.
    var pids: Set<UInt32> = []

    /// The events in the order in which they began.
    private(set) var events: [Event] = []
    private var parser = RecordParser()

    /// Takes one line of the log, or one message of the kernel written like it.
    mutating func take(line: Span<UInt8>) {
        guard case .record(let head) = parser.parse(line) else { return }
        switch head.type {
        case .syscall:
            let record = SystemCallRecord(line, body: head.body)
            guard let pid = record.process, pids.contains(pid) else { return }
            var text: [UInt8] = []
            if !record.key.isNull(in: line) { record.key.appendText(from: line, to: &text) }
            events.append(
                Event(
                    stamp: head.stamp,
                    pid: pid,
                    call: record.number,
                    architecture: record.architecture,
                    keys: text.split(separator: FieldSeparator.key).map { Array($0) }
                )
            )
        case .path:
            // A call's paths come behind it, though other events may stand in between.
            guard let index = events.lastIndex(where: { $0.stamp == head.stamp }) else { return }
            let record = PathRecord(line, body: head.body)
            guard !record.name.isNull(in: line) else { return }
            var text: [UInt8] = []
            record.name.appendText(from: line, to: &text)
            events[index].names.append(text)
        default: return
        }
    }
}
