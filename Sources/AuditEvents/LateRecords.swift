import AuditRecords

/// Records that came after their event had gone, kept for a second reading of the same log.
public struct LateRecords: Sendable {
    /// How many records are kept; further ones form events of their own.
    public static let recordsLimit = 65_536
    /// How many bytes of lines are kept.
    public static let bytesLimit = 32 << 20

    struct Record: Sendable {
        var line: [UInt8]
        var head: RecordHead
        var position: RecordPosition
    }

    private struct Key: Hashable {
        var stamp: Stamp
        var node: UInt16
    }

    private var records: [Key: [Record]] = [:]
    private var delivered: Set<Key> = []
    private var bytes = 0

    /// How many records are kept.
    public private(set) var count = 0
    /// How many were beyond the limits.
    public private(set) var omitted: UInt64 = 0
    /// Whether these are all that a whole reading found, so that no more need be kept.
    public private(set) var isComplete = false

    /// No late records.
    public init() {}

    /// The same records, to be delivered in a second reading.
    ///
    /// A log that can be read only once passes an empty one, so that late records form events of their own.
    public func asExpected() -> LateRecords {
        var expected = self
        expected.isComplete = true
        expected.delivered = []
        return expected
    }

    /// Keeps a record; false beyond the limits.
    mutating func keep(_ line: Span<UInt8>, _ head: RecordHead, _ position: RecordPosition, node: UInt16) -> Bool {
        guard count < Self.recordsLimit, bytes + line.count <= Self.bytesLimit else {
            omitted += 1
            return false
        }
        var copy: [UInt8] = []
        copy.append(copying: line)
        records[Key(stamp: head.stamp, node: node), default: []]
            .append(
                Record(line: copy, head: head, position: position)
            )
        bytes += line.count
        count += 1
        return true
    }

    /// The late records of an event that begins; they count as delivered from then on.
    mutating func deliver(_ stamp: Stamp, node: UInt16, isFromDaemon: Bool) -> [Record] {
        guard count > 0, !isFromDaemon else { return [] }
        let key = Key(stamp: stamp, node: node)
        guard let late = records[key], delivered.insert(key).inserted else { return [] }
        return late
    }

    /// Whether a record has been delivered with its event already.
    func hasBeenDelivered(_ line: Span<UInt8>, _ head: RecordHead, _ node: UInt16) -> Bool {
        guard count > 0, !head.type.isFromDaemon else { return false }
        let key = Key(stamp: head.stamp, node: node)
        guard delivered.contains(key), let late = records[key] else { return false }
        for record in late where record.head.type == head.type && record.line.count == line.count {
            var offset = 0
            while offset < line.count && record.line[offset] == line[offset] { offset += 1 }
            if offset == line.count { return true }
        }
        return false
    }
}
