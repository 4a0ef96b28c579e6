public import AuditRecords

/// One thing that happened: all records with one node and stamp, in the order they were read.
///
/// Keeps a copy of the lines, byte for byte, and where each stood. Nothing is interpreted until somebody asks.
public struct Event: Sendable {
    /// Time and serial that all its records carry.
    public var stamp: Stamp { key.stamp }
    /// Whether auditd stamped it itself: DAEMON_* records have serials of their own.
    public var isFromDaemon: Bool { key.isFromDaemon }
    /// Its records' lines, one behind the other, without newlines.
    public internal(set) var bytes: [UInt8] = []
    /// Its records.
    public internal(set) var records: [EventRecord] = []
    /// Lines that were read more than once and are kept once: overlapping copies of a log.
    public internal(set) var duplicates: UInt32 = 0
    /// Where the first of them stood; nil where there is none.
    public internal(set) var firstDuplicate: RecordPosition?
    /// Whether records are missing because the event outgrew a limit; they form events of their own.
    public internal(set) var isCutShort = false
    /// What its records have in common.
    var key = EventKey(stamp: Stamp(milliseconds: 0, serial: 0), node: 0, isFromDaemon: false)
    /// Which event of its log it is, in the order in which they began, from 0.
    public internal(set) var number: UInt64 = 0
    /// Whether a SYSCALL record is among its records.
    var hasCall = false
    /// Of an event with many records: where the body with a hash stands among them, to find repeats.
    var bodies: [Int: Int] = [:]

    /// An event without records.
    public init() {}

    /// The node that its records name; empty where they name none.
    public var node: ByteRange { records.first?.node ?? ByteRange() }

    /// Whether it consists of nothing but the mark that an event has ended.
    public var isOnlyEnd: Bool { records.allSatisfy { $0.type == .eoe } }

    /// Counts its lines' numbers from further back: a part of a log was read before it was known what stands before.
    public mutating func moveLines(by count: UInt64) {
        for index in records.indices { records[index].position.line &+= count }
        firstDuplicate?.line &+= count
    }

    /// The first record of a type; nil where there is none.
    public func first(_ type: RecordType) -> EventRecord? {
        for record in records where record.type == type { return record }
        return nil
    }
}

/// What the records of one event have in common.
struct EventKey: Equatable, Sendable, BitwiseCopyable {
    /// Time and serial.
    var stamp: Stamp
    /// The node's number in the log's ledgers.
    var node: UInt16
    /// Whether the serial is of auditd's own counter.
    var isFromDaemon: Bool
}

/// One record of an event: its type, and where its line stands in the event's bytes and in the source.
///
/// All ranges are offsets into the event's `bytes`.
public struct EventRecord: Sendable, BitwiseCopyable {
    /// The record's type.
    public var type: RecordType
    /// The type as written.
    public var typeText: ByteRange
    /// The value of `node=`.
    public var node: ByteRange
    /// The whole line.
    public var line: ByteRange
    /// Fields and enriched tail.
    public var body: ByteRange
    /// Where the line stood.
    public var position: RecordPosition
    /// What is odd about the line.
    public var oddities: RecordHead.Oddities
    /// The stamp is the event's; kept here so that a record can be added to another event.
    var stamp: Stamp

    /// The record's head, with ranges into its own line.
    var head: RecordHead {
        let start = -Int(line.start)
        return RecordHead(
            type: type,
            stamp: stamp,
            typeText: typeText.shifted(by: start),
            node: node.shifted(by: start),
            body: body.shifted(by: start),
            oddities: oddities
        )
    }
}

/// Where a record's line stands.
public struct RecordPosition: Hashable, Sendable, BitwiseCopyable {
    /// Which of the sources, as an index into the analysis's list.
    public var source: UInt32
    /// The line's number in the uncompressed source, from 1.
    public var line: UInt64
    /// Offset of the line's first byte in the uncompressed source.
    public var offset: UInt64

    /// A line's place.
    @inlinable
    public init(source: UInt32, line: UInt64, offset: UInt64) {
        self.source = source
        self.line = line
        self.offset = offset
    }
}
