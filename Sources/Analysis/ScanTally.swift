public import AuditEvents
import AuditRecords

/// Counts over all sources of a host's log.
public struct ScanTally: Sendable {
    /// Keys that are counted each; events with further ones are counted together.
    public static let keysLimit = 10_000

    /// Events, a LOGIN and its SYSCALL together one.
    public internal(set) var events: UInt64 = 0
    /// Events of system calls.
    public internal(set) var calls: UInt64 = 0
    /// Those that name files.
    public internal(set) var callsWithItems: UInt64 = 0
    /// What was odd about events or their records.
    public internal(set) var odd = OddEvents()
    /// Records that came after their event had gone, and stand by themselves.
    public var unjoined: UInt64 { odd[.stray].count }
    /// Events that outgrew a limit and stand in several parts.
    public internal(set) var cutShort: UInt64 = 0
    /// Serials by node.
    public internal(set) var ledgers = SerialLedgers()

    /// Records by type.
    var records = RecordCounts()

    private var keys = ByteStringTable()
    private var byKey: [UInt64] = []
    /// Keys of events beyond the limit, which are counted only together.
    private(set) var furtherKeys: UInt64 = 0
    private var keyText: [UInt8] = []

    /// Nothing counted yet.
    public init() {}

    /// Records by type, as written in the log, sorted by name.
    public var recordsByType: [(type: [UInt8], count: UInt64)] { records.byType }

    /// Events by the key of their system call, sorted by key; an event with two keys counts for both.
    public var eventsByKey: [(key: [UInt8], count: UInt64)] {
        byKey.enumerated().map { (Array(keys.bytes($0.offset)), $0.element) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    }

    /// Counts an event by its keys, given as in the record.
    mutating func noteKeys(_ value: FieldValue, in bytes: Span<UInt8>) {
        if value.isAbsent || value.isNull(in: bytes) { return }
        if value.isQuoted {
            noteKey(bytes.extracting(value.range.indices))
            return
        }
        keyText.removeAll(keepingCapacity: true)
        value.appendText(from: bytes, to: &keyText)
        var start = 0
        for index in 0...keyText.count where index == keyText.count || keyText[index] == FieldSeparator.key {
            let text = keyText
            noteKey(text.span.extracting(start..<index))
            start = index + 1
        }
    }

    private mutating func noteKey(_ key: Span<UInt8>, times: UInt64 = 1) {
        guard let index = keys.number(of: key, limit: Self.keysLimit) else {
            furtherKeys += times
            return
        }
        if index == byKey.count { byKey.append(0) }
        byKey[index] += times
    }

    /// Adds what the events of another part of the log were, whose lines are counted from so many further on; records and
    /// serials are the caller's.
    mutating func addEvents(_ other: ScanTally, movingLinesBy shift: UInt64 = 0) {
        events += other.events
        calls += other.calls
        callsWithItems += other.callsWithItems
        odd.add(other.odd, movingLinesBy: shift)
        furtherKeys += other.furtherKeys
        for (index, count) in other.byKey.enumerated() {
            noteKey([UInt8](other.keys.bytes(index)).span, times: count)
        }
    }
}

extension ScanTally {
    func write(to writer: inout PartialWriter) {
        for count in [events, calls, callsWithItems, cutShort, furtherKeys] { writer.number(count) }
        odd.write(to: &writer)
        records.write(to: &writer)
        writer.number(byKey.count)
        for (index, count) in byKey.enumerated() {
            writer.text(keys.bytes(index))
            writer.number(count)
        }
        ledgers.write(to: &writer)
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        events = try reader.count()
        calls = try reader.count()
        callsWithItems = try reader.count()
        cutShort = try reader.count()
        let further = try reader.count()
        odd = try OddEvents(from: &reader)
        records = try RecordCounts(from: &reader)
        for _ in 0..<(try reader.index(below: Self.keysLimit + 1)) {
            let key = try reader.text()
            noteKey(key.span, times: try reader.count())
        }
        furtherKeys = further
        ledgers = try SerialLedgers(from: &reader)
    }
}
