import AuditEvents
import AuditRecords
import Foundation

/// Lines that are read as a log, and the events that come of it.
struct EventLog: Sendable {
    /// A line with its source.
    struct Entry: Sendable {
        var source: UInt32 = 0
        var bytes: [UInt8]
    }

    var entries: [Entry] = []

    init(_ entries: [Entry]) { self.entries = entries }
    init(_ lines: [String]) { entries = lines.map { Entry(bytes: Array($0.utf8)) } }

    /// What a reading gave.
    struct Reading {
        var events: [Event] = []
        /// How many of them had gone before the log ended.
        var early = 0
        var late = LateRecords()
        var ledgers = SerialLedgers()
        var duplicates: UInt64 = 0
        var unjoined: UInt64 = 0
        var cutShort: UInt64 = 0
    }

    /// Reads all lines, in order.
    ///
    /// An eager reading leaves events that look complete and are not, as `isWhole` says, to wait for more.
    func read(
        eager: Bool = false,
        expecting late: LateRecords = LateRecords(),
        isWhole: (Event) -> Bool = { _ in true }
    ) -> Reading {
        var parser = RecordParser()
        var assembler = EventAssembler(eager: eager, expecting: late)
        var reading = Reading()
        func take(_ event: Event, _ occasion: EventAssembler.Occasion) -> Bool {
            if occasion == .looksComplete, !isWhole(event) { return false }
            reading.events.append(event)
            return true
        }
        for (number, entry) in entries.enumerated() {
            guard case .record(let head) = parser.parse(entry.bytes.span) else { continue }
            let position = RecordPosition(source: entry.source, line: UInt64(number + 1), offset: 0)
            assembler.add(entry.bytes.span, head: head, position: position) { take($0, $1) }
        }
        reading.early = reading.events.count
        assembler.finish { take($0, $1) }
        reading.late = assembler.late
        reading.ledgers = assembler.ledgers
        reading.duplicates = assembler.duplicates
        reading.unjoined = assembler.unjoined
        reading.cutShort = assembler.cutShort
        return reading
    }

    /// Reads all lines twice, the second time knowing what comes late.
    func readTwice() -> Reading { read(expecting: read().late.asExpected()) }

    /// The lines of a recording of the program's tests.
    static func recording(_ name: String) -> EventLog {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appendingPathComponent("ProgramTests/Fixtures/recordings/\(name)/audit.log").path
        let bytes = FileManager.default.contents(atPath: file) ?? Data()
        return EventLog(bytes.split(separator: UInt8(ascii: "\n")).map { Entry(bytes: Array($0)) })
    }
}

extension Event {
    /// The text of one of its records' lines.
    func text(_ record: EventRecord) -> String { String(decoding: bytes[record.line.indices], as: UTF8.self) }

    /// All its lines.
    var lines: [String] { records.map { text($0) } }

    /// What makes it the same event whatever the order of its records.
    var unordered: [String] { lines.sorted() }
}
