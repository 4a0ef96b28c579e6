public import AuditEvents
import AuditRecords

/// What was odd about events or their records: when, where and how often.
public struct OddEvents: Sendable {
    /// What was odd.
    public enum Kind: Int, Sendable, CaseIterable {
        /// An event announces more path items or arguments than the log holds.
        case lacksParts
        /// An event has records of a system call, and not the SYSCALL.
        case lacksCall
        /// An event has a SYSCALL and no PROCTITLE.
        case lacksTitle
        /// An event has path items and no CWD.
        case lacksDirectory
        /// Lines repeat lines of their event.
        case repeats
        /// A record came after its event had gone, and stands by itself.
        case stray
        /// A record from user space holds the byte that divides auditd's names from the rest.
        case forgedSeparator
    }

    private var tables = [Occurrences](repeating: Occurrences(), count: Kind.allCases.count)

    /// Nothing odd.
    public init() {}

    /// What was odd in one way.
    public internal(set) subscript(_ kind: Kind) -> Occurrences {
        get { tables[kind.rawValue] }
        _modify { yield &tables[kind.rawValue] }
    }

    /// Adds what was odd in another part of the log, whose lines are counted from so many further on.
    mutating func add(_ other: OddEvents, movingLinesBy shift: UInt64 = 0) {
        for index in tables.indices where !other.tables[index].isEmpty {
            tables[index].add(other.tables[index], movingLinesBy: shift)
        }
    }
}

extension OddEvents {
    func write(to writer: inout PartialWriter) {
        for table in tables {
            writer.signed(table.width)
            writer.list(table.spans) { writer, span in
                writer.number(span.count)
                span.first.write(to: &writer)
                span.last.write(to: &writer)
            }
        }
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        for index in tables.indices {
            let width = try reader.signed()
            let spans = try reader.list(limit: Occurrences.spansLimit) { reader throws(PartialError.Kind) in
                Occurrences.Span(
                    count: try reader.count(),
                    first: try RecordMark(from: &reader),
                    last: try RecordMark(from: &reader)
                )
            }
            guard let table = Occurrences(spans: spans, width: width) else {
                throw reader.invalid("spans of time overlap")
            }
            tables[index] = table
        }
    }
}

extension RecordMark {
    func write(to writer: inout PartialWriter) {
        writer.signed(stamp.milliseconds)
        writer.number(stamp.serial)
        writer.number(source)
        writer.number(line)
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        let stamp = try reader.stamp()
        let source = try reader.number(as: UInt32.self)
        self.init(stamp: stamp, source: source, line: try reader.count())
    }
}
