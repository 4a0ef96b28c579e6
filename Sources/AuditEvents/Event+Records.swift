import AuditRecords

extension Event {
    /// Bytes of lines that an emptied event keeps room for; larger ones are given back.
    private static let keptCapacity = 64 << 10
    /// From so many records on, repeats are found by hash: comparing all with all takes minutes for 65,536.
    private static let hashedFrom = 64

    mutating func begin(_ key: EventKey, number: UInt64) {
        self.key = key
        self.number = number
    }

    /// Notes a record's type without its line; false, and nothing noted, for the event's first.
    @inline(__always)
    mutating func note(_ type: RecordType) -> Bool {
        if records.isEmpty { return false }
        if type == .syscall { hasCall = true }
        return true
    }

    /// Appends a record; false, and counted, if it repeats one of the event.
    @inline(__always)
    mutating func append(_ line: Span<UInt8>, _ head: RecordHead, _ position: RecordPosition) -> Bool {
        if !records.isEmpty, repeats(line, head) {
            noteDuplicates(1, at: position)
            return false
        }
        let start = bytes.count
        bytes.append(copying: line)
        if head.type == .syscall { hasCall = true }
        records.append(
            EventRecord(
                type: head.type,
                typeText: head.typeText.shifted(by: start),
                node: head.node.shifted(by: start),
                line: ByteRange(start: start, end: bytes.count),
                body: head.body.shifted(by: start),
                position: position,
                oddities: head.oddities,
                stamp: head.stamp
            )
        )
        return true
    }

    /// Counts lines that repeat some of the event.
    mutating func noteDuplicates(_ count: UInt32, at position: RecordPosition?) {
        duplicates &+= count
        if firstDuplicate == nil { firstDuplicate = position }
    }

    /// Whether a record of the event has this body already, to the byte.
    ///
    /// Few records are compared one by one; of many, only those whose bodies have the same hash.
    private mutating func repeats(_ line: Span<UInt8>, _ head: RecordHead) -> Bool {
        if head.type == .eoe { return false }  // it says nothing, so it can say it twice
        if records.count < Self.hashedFrom {
            let known = records.span
            for index in known.indices where Self.isSame(known[index], in: bytes.span, as: head, in: line) {
                return true
            }
            return false
        }
        if bodies.isEmpty {
            for (index, record) in records.enumerated() {
                bodies[Self.hash(bytes.span.extracting(record.body.indices), record.type)] = index
            }
        }
        let hash = Self.hash(line.extracting(head.body.indices), head.type)
        if let index = bodies[hash], Self.isSame(records[index], in: bytes.span, as: head, in: line) { return true }
        bodies[hash] = records.count  // where the line will be appended
        return false
    }

    private static func isSame(
        _ record: EventRecord,
        in bytes: Span<UInt8>,
        as head: RecordHead,
        in line: Span<UInt8>
    ) -> Bool {
        guard record.type == head.type, record.body.count == head.body.count else { return false }
        return bytes.extracting(record.body.indices).holdsSame(as: line.extracting(head.body.indices))
    }

    private static func hash(_ body: Span<UInt8>, _ type: RecordType) -> Int {
        var hasher = Hasher()
        hasher.combine(type)
        // Bytes mean nothing but themselves; the buffer does not leave the closure.
        unsafe body.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    mutating func removeAll() {
        if bytes.capacity > Self.keptCapacity { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
        records.removeAll(keepingCapacity: bytes.capacity > 0)
        if !bodies.isEmpty { bodies = [:] }
        duplicates = 0
        firstDuplicate = nil
        isCutShort = false
        hasCall = false
    }
}
