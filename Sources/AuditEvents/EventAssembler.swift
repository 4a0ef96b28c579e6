public import AuditRecords

/// Gathers records into events by node and stamp, whatever their order, and lets finished events go.
///
/// A log says nowhere that an event has ended: auditd writes no EOE record to disk, and records of many events stand
/// mixed. So an event waits until `window` younger ones have begun, and goes then, oldest first. A record that comes
/// even later is *late*: its line is kept aside, up to a limit, so that a second reading of the same log can put it
/// where it belongs (`init(late:)`). Memory is bounded by the window and by `bytesLimit`, whatever the log.
public struct EventAssembler: ~Copyable {
    /// How many younger events must have begun before an event goes.
    public static let window = 1024
    /// Bytes of lines that may wait altogether; beyond it the oldest events go early.
    public static let bytesLimit = 64 << 20
    /// Records of one event; further ones form an event of their own, marked as cut short.
    public static let recordsLimit = 65_536
    /// Bytes of one event's lines; as `recordsLimit`.
    public static let eventBytesLimit = 16 << 20

    /// Lines that came after their event had gone.
    public private(set) var late = LateRecords()
    /// Which serials each node's log holds.
    public private(set) var ledgers = SerialLedgers()
    /// Lines that repeat a line of their event to the byte.
    public private(set) var duplicates: UInt64 = 0
    /// Records that came late and could not be joined with their event: they stand by themselves.
    public private(set) var unjoined: UInt64 = 0
    /// Events that outgrew a limit and stand in several parts.
    public private(set) var cutShort: UInt64 = 0

    /// Known beforehand, from an earlier reading: records that will come late.
    private var expected: LateRecords
    private var slots: [Event]
    private var nodes: [UInt16]
    private var chains: EventIndex
    /// Slot of the oldest waiting event, and how many wait.
    private var oldest = 0
    private var waiting = 0
    private var waitingBytes = 0
    private var latest = 0

    /// An assembler without events.
    ///
    /// `expected` are the late records that an earlier reading of the same log found.
    public init(expecting expected: LateRecords = LateRecords()) {
        self.expected = expected
        slots = [Event](repeating: Event(), count: Self.window)
        nodes = [UInt16](repeating: 0, count: Self.window)
        chains = EventIndex(slots: Self.window)
    }

    /// Adds one record; `release` is called with each event that goes because of it.
    public mutating func add(
        _ line: Span<UInt8>,
        head: RecordHead,
        position: RecordPosition,
        release: (borrowing Event) -> Void
    ) {
        let node = ledgers.node(named: line, head.node)
        let isFromDaemon = head.type.isFromDaemon
        if waiting > 0, belongs(head.stamp, node, isFromDaemon, to: latest) {
            append(line, head, position, to: latest)
        } else if let slot = slot(of: head.stamp, node, isFromDaemon: isFromDaemon) {
            latest = slot
            append(line, head, position, to: slot)
        } else {
            if expected.hasBeenDelivered(line, head, node) { return }
            let continues = isDivided(head, node)
            if !continues, !isFromDaemon, ledgers.note(head.stamp, node: node) == .alreadySeen {
                if !expected.isComplete, late.keep(line, head, position, node: node) { return }
                unjoined += 1
            }
            open(line, head, position, node: node, release: release)
        }
        while waitingBytes > Self.bytesLimit && waiting > 1 { releaseOldest(release) }
    }

    /// Lets all waiting events go: the log has ended.
    public mutating func finish(release: (borrowing Event) -> Void) {
        while waiting > 0 { releaseOldest(release) }
    }

    /// Gives out the waiting events as they are, oldest first, and keeps none: another assembler goes on with them.
    public mutating func takeWaiting() -> [Event] {
        var events: [Event] = []
        finish { events.append(copy $0) }
        return events
    }

    /// Adds an event that another assembler gathered; records of one that waits here join it.
    ///
    /// `release` is called with each event that goes because of it. Gives whether it joined one that waits.
    public mutating func add(_ event: Event, release: (borrowing Event) -> Void) -> Bool {
        guard let first = event.records.first else { return false }
        let node = ledgers.node(named: event.bytes.span, first.node)
        let joins = slot(of: event.stamp, node, isFromDaemon: event.isFromDaemon) != nil
        for record in event.records {
            let line = event.bytes.span.extracting(record.line.indices)
            add(line, head: record.head, position: record.position, release: release)
        }
        duplicates += UInt64(event.duplicates)
        return joins
    }

    @inline(__always)
    private func belongs(_ stamp: Stamp, _ node: UInt16, _ isFromDaemon: Bool, to slot: Int) -> Bool {
        slots[slot].stamp == stamp && nodes[slot] == node && slots[slot].isFromDaemon == isFromDaemon
            && !slots[slot].isCutShort
    }

    /// Whether a part of the record's event waits that has outgrown a limit, so that the record begins another part.
    private func isDivided(_ head: RecordHead, _ node: UInt16) -> Bool {
        var candidate = chains.first(head.stamp)
        while candidate >= 0 {
            if slots[candidate].isCutShort, slots[candidate].stamp == head.stamp, nodes[candidate] == node {
                return true
            }
            candidate = chains.next(candidate)
        }
        return false
    }

    private func slot(of stamp: Stamp, _ node: UInt16, isFromDaemon: Bool) -> Int? {
        var candidate = chains.first(stamp)
        while candidate >= 0 {
            if belongs(stamp, node, isFromDaemon, to: candidate) { return candidate }
            candidate = chains.next(candidate)
        }
        return nil
    }

    private mutating func open(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        node: UInt16,
        release: (borrowing Event) -> Void
    ) {
        if waiting == Self.window { releaseOldest(release) }
        let slot = (oldest + waiting) % Self.window
        waiting += 1
        latest = slot
        slots[slot].stamp = head.stamp
        slots[slot].isFromDaemon = head.type.isFromDaemon
        nodes[slot] = node
        chains.insert(slot, head.stamp)
        append(line, head, position, to: slot)
        for record in expected.deliver(head.stamp, node: node, isFromDaemon: head.type.isFromDaemon) {
            if slots[latest].isCutShort {
                open(record.line.span, record.head, record.position, node: node, release: release)
            } else {
                append(record.line.span, record.head, record.position, to: latest)
            }
        }
    }

    @inline(__always)
    private mutating func append(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        to slot: Int
    ) {
        if slots[slot].repeats(line, head) {
            slots[slot].duplicates += 1
            duplicates += 1
            return
        }
        slots[slot].append(line, head, position)
        waitingBytes += line.count
        if slots[slot].records.count >= Self.recordsLimit || slots[slot].bytes.count >= Self.eventBytesLimit {
            slots[slot].isCutShort = true  // belongs(_:_:to:) now says no, so the next record opens another part
            cutShort += 1
        }
    }

    private mutating func releaseOldest(_ release: (borrowing Event) -> Void) {
        let slot = oldest
        waitingBytes -= slots[slot].bytes.count
        release(slots[slot])
        chains.remove(slot, slots[slot].stamp)
        slots[slot].removeAll()
        oldest = (oldest + 1) % Self.window
        waiting -= 1
        if latest == slot { latest = oldest }  // its event has gone: what comes next must not be put into an empty slot
    }
}

extension Event {
    /// Bytes of lines that an emptied event keeps room for; larger ones are given back.
    private static let keptCapacity = 64 << 10
    /// From so many records on, repeats are found by hash: comparing all with all takes minutes for 65,536.
    private static let hashedFrom = 64

    mutating func append(_ line: Span<UInt8>, _ head: RecordHead, _ position: RecordPosition) {
        let start = bytes.count
        bytes.append(copying: line)
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
    }

    /// Whether a record of the event has this body already, to the byte.
    ///
    /// Few records are compared one by one; of many, only those whose bodies have the same hash.
    mutating func repeats(_ line: Span<UInt8>, _ head: RecordHead) -> Bool {
        if records.count < Self.hashedFrom {
            return records.contains { Self.isSame($0, in: bytes.span, as: head, in: line) }
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
        let old = Int(record.body.start)
        let new = Int(head.body.start)
        var offset = 0
        while offset < head.body.count && bytes[old + offset] == line[new + offset] { offset += 1 }
        return offset == head.body.count
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
        bodies = [:]
        duplicates = 0
        isCutShort = false
    }
}
