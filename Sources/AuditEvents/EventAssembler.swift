public import AuditRecords

/// Gathers records into events by node and stamp, whatever their order, and lets finished events go.
///
/// A log says nowhere that an event has ended: auditd writes no EOE record to disk, and records of many events stand
/// mixed. So an event waits until `window` younger ones have begun, and goes then, oldest first. A record that comes
/// even later is *late*: its line is kept aside, up to a limit, so that a second reading of the same log can put it
/// where it belongs (`init(expecting:)`). Memory is bounded by the window and by `bytesLimit`, whatever the log.
///
/// An *eager* assembler offers an event as soon as it looks complete: a PROCTITLE is the last record that the kernel
/// writes of a system call (kernel/auditsc.c, audit_log_exit), and what a program sends is an event of one record. That
/// is right for logs as they are written, and several times quicker. Where it is not, since a log was put together from
/// overlapping copies, say, the record that comes too late for its event is found in `late`, and the log must be read
/// again by a patient one.
public struct EventAssembler: ~Copyable {
    /// How many younger events must have begun before an event goes.
    public static let window = 1024
    /// Bytes of lines that may wait altogether; beyond it the oldest events go early.
    public static let bytesLimit = 64 << 20
    /// Records of one event; further ones form an event of their own, marked as cut short.
    public static let recordsLimit = 65_536
    /// Bytes of one event's lines; as `recordsLimit`.
    public static let eventBytesLimit = 16 << 20

    /// Why an event is given out.
    public enum Occasion: Sendable {
        /// It looks complete; who finds that it is not leaves it to wait for more.
        case looksComplete
        /// It has waited long enough.
        case hasWaited
    }

    /// Takes an event, or leaves one that only looked complete by answering false.
    ///
    /// It gets the event where it lies, since a copy of each would cost more than what is done with most; what it changes in
    /// one that it leaves stays changed.
    public typealias Taker = (inout Event, Occasion) -> Bool

    /// Lines that came after their event had gone.
    public private(set) var late = LateRecords()
    /// Which serials each node's log holds.
    public private(set) var ledgers = SerialLedgers()
    /// Lines that repeat a line of their event to the byte.
    public private(set) var duplicates: UInt64 = 0
    /// Records that came late and could not be joined with their event: they stand by themselves.
    public private(set) var strays = Occurrences()
    /// How many records that are.
    public var unjoined: UInt64 { strays.count }
    /// Events that outgrew a limit and stand in several parts.
    public private(set) var cutShort: UInt64 = 0
    /// Events that have begun.
    public private(set) var begun: UInt64 = 0

    private let isEager: Bool
    private let keepsLines: Bool
    /// Whether events may have gone in an earlier scan as soon as they looked complete.
    private var isResumed = false
    /// Known beforehand, from an earlier reading: records that will come late.
    private var expected: LateRecords
    /// Waiting events, and emptied ones whose memory is used again: the one freed last first, since it is in the cache.
    private var slots: [Event] = []
    private var free: [Int] = []
    private var chains: EventIndex
    /// The slot of each of the last `window` events that have begun, by its number; -1 where it has gone.
    private var waiting: [Int32]
    private var waitingBytes = 0
    /// No event before this one waits.
    private var oldest: UInt64 = 0
    private var latest = -1
    private var latestKey = EventKey(stamp: Stamp(milliseconds: 0, serial: 0), node: 0, isFromDaemon: false)

    /// An assembler without events.
    ///
    /// - Parameters:
    ///   - eager: whether events that look complete are offered at once.
    ///   - keepsLines: whether events hold all their lines, or only the first one: all that it takes to see whether
    ///     records come late.
    ///   - expected: the late records that an earlier reading of the same log found.
    public init(
        eager: Bool = false,
        keepingLines keepsLines: Bool = true,
        expecting expected: LateRecords = LateRecords()
    ) {
        isEager = eager
        self.keepsLines = keepsLines
        self.expected = expected
        chains = EventIndex(slots: Self.window)
        waiting = [Int32](repeating: -1, count: Self.window)
    }

    /// Goes on where another assembler ended, with the events that waited there and the serials that it saw.
    ///
    /// Only for an assembler to which nothing has been added.
    public mutating func resume(_ events: [WaitingEvent], ledgers: SerialLedgers) {
        self.ledgers = ledgers
        var parser = RecordParser()
        for event in events.suffix(Self.window) {
            var isOpen = false
            for line in event.lines {
                guard case .record(let head) = parser.parse(line.bytes.span) else { continue }
                if isOpen {
                    append(line.bytes.span, head, line.position, to: latest)
                } else {
                    let node = self.ledgers.node(named: line.bytes.span, head.node)
                    let key = EventKey(stamp: head.stamp, node: node, isFromDaemon: head.type.isFromDaemon)
                    open(line.bytes.span, head, line.position, key) { _, _ in true }
                    isOpen = true
                }
            }
            if isOpen { slots[latest].noteDuplicates(event.duplicates, at: event.firstDuplicate) }
        }
        isResumed = true
        // Their records have been counted before.
        self.ledgers = ledgers
        duplicates = 0
        cutShort = 0
    }

    /// Adds one record; `take` is called with each event that can go because of it.
    public mutating func add(
        _ line: Span<UInt8>,
        head: RecordHead,
        position: RecordPosition,
        take: Taker
    ) {
        let key = EventKey(
            stamp: head.stamp,
            node: ledgers.node(named: line, head.node),
            isFromDaemon: head.type.isFromDaemon
        )
        if latest >= 0, latestKey == key, !slots[latest].isCutShort {
            append(line, head, position, to: latest)
        } else if let slot = slot(of: key) {
            latest = slot
            latestKey = key
            append(line, head, position, to: slot)
        } else {
            guard begin(line, head, position, key, take: take) else { return }
        }
        if isEager { offer(latest, after: head.type, take: take) }
        while waitingBytes > Self.bytesLimit, slots.count - free.count > 1, let oldest = oldestSlot() {
            release(oldest, take)
        }
    }

    /// Lets all waiting events go: the log has ended.
    public mutating func finish(take: Taker) {
        while let slot = oldestSlot() { release(slot, take) }
    }

    /// Gives out the waiting events as they are, oldest first, and keeps none: another assembler goes on with them.
    public mutating func takeWaiting() -> [Event] {
        var events: [Event] = []
        finish { event, _ in
            events.append(copy event)
            return true
        }
        return events
    }

    /// Where the line stands with which the event began that has waited longest; nil if none waits.
    public mutating func earliestPosition() -> RecordPosition? {
        oldestSlot().flatMap { slots[$0].records.first?.position }
    }

    /// Adds an event that another assembler gathered; records of one that waits here join it.
    ///
    /// `take` is called with each event that can go because of it. Gives whether it joined one that waits.
    public mutating func add(_ event: Event, take: Taker) -> Bool {
        let joins = holds(event)
        for (index, record) in event.records.enumerated() {
            let line = event.bytes.span.extracting(record.line.indices)
            add(line, head: record.head, position: record.position, take: take)
            if index == 0, event.duplicates > 0, latest >= 0 {
                slots[latest].noteDuplicates(event.duplicates, at: event.firstDuplicate)
            }
        }
        duplicates += UInt64(event.duplicates)
        return joins
    }

    /// Whether an event with another one's node and stamp waits.
    public mutating func holds(_ event: Event) -> Bool {
        guard let first = event.records.first else { return false }
        let node = ledgers.node(named: event.bytes.span, first.node)
        return slot(of: EventKey(stamp: event.stamp, node: node, isFromDaemon: event.isFromDaemon)) != nil
    }

    /// Begins an event with a record that belongs to none that waits; false if the record needs none.
    private mutating func begin(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        _ key: EventKey,
        take: Taker
    ) -> Bool {
        if expected.count > 0, expected.hasBeenDelivered(line, head, key.node) { return false }
        if !key.isFromDaemon, cutShort == 0 || !isDivided(key),
            ledgers.note(RecordMark(key.stamp, at: position), node: key.node) == .alreadySeen
        {
            // Says that the event has ended, which has gone.
            if isEager || isResumed, head.type == .eoe { return false }
            if !expected.isComplete, late.keep(line, head, position, node: key.node) { return false }
            strays.note(RecordMark(key.stamp, at: position))
        }
        open(line, head, position, key, take: take)
        return true
    }

    /// Offers the event to which a record was added, if that may have been its last.
    @inline(__always)
    private mutating func offer(_ slot: Int, after type: RecordType, take: Taker) {
        let looksComplete =
            type == .proctitle || type == .eoe
            ? slots[slot].hasCall : type.isFromUserSpace && slots[slot].records.count == 1
        if looksComplete, !slots[slot].isCutShort, take(&slots[slot], .looksComplete) { remove(slot) }
    }

    /// Whether a part of the record's event waits that has outgrown a limit, so that the record begins another part.
    private func isDivided(_ key: EventKey) -> Bool {
        var candidate = chains.first(key.stamp)
        while candidate >= 0 {
            if slots[candidate].isCutShort, slots[candidate].key == key { return true }
            candidate = chains.next(candidate)
        }
        return false
    }

    @inline(__always)
    private func slot(of key: EventKey) -> Int? {
        var candidate = chains.first(key.stamp)
        while candidate >= 0 {
            if slots[candidate].key == key, !slots[candidate].isCutShort { return candidate }
            candidate = chains.next(candidate)
        }
        return nil
    }

    private mutating func open(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        _ key: EventKey,
        take: Taker
    ) {
        let place = Int(truncatingIfNeeded: begun) & (Self.window - 1)
        if waiting[place] >= 0 { release(Int(waiting[place]), take) }
        let slot = freeSlot()
        waiting[place] = Int32(truncatingIfNeeded: slot)
        slots[slot].begin(key, number: begun)
        begun += 1
        latest = slot
        latestKey = key
        chains.insert(slot, key.stamp)
        append(line, head, position, to: slot)
        if expected.count == 0 { return }
        for record in expected.deliver(key.stamp, node: key.node, isFromDaemon: key.isFromDaemon) {
            if slots[latest].isCutShort {
                open(record.line.span, record.head, record.position, key, take: take)
            } else {
                append(record.line.span, record.head, record.position, to: latest)
            }
        }
    }

    private mutating func freeSlot() -> Int {
        if let slot = free.popLast() { return slot }
        slots.append(Event())
        return slots.count - 1
    }

    @inline(__always)
    private mutating func append(
        _ line: Span<UInt8>,
        _ head: RecordHead,
        _ position: RecordPosition,
        to slot: Int
    ) {
        if !keepsLines, slots[slot].note(head.type) { return }
        guard slots[slot].append(line, head, position) else {
            duplicates += 1
            return
        }
        waitingBytes += line.count
        if slots[slot].records.count >= Self.recordsLimit || slots[slot].bytes.count >= Self.eventBytesLimit {
            slots[slot].isCutShort = true  // it is no longer found, so the next record opens another part
            cutShort += 1
        }
    }

    /// The slot of the event that has waited longest.
    private mutating func oldestSlot() -> Int? {
        while oldest < begun {
            let slot = waiting[Int(truncatingIfNeeded: oldest) & (Self.window - 1)]
            if slot >= 0, slots[Int(slot)].number == oldest { return Int(slot) }
            oldest += 1
        }
        return nil
    }

    private mutating func release(_ slot: Int, _ take: Taker) {
        _ = take(&slots[slot], .hasWaited)
        remove(slot)
    }

    private mutating func remove(_ slot: Int) {
        waitingBytes -= slots[slot].bytes.count
        waiting[Int(truncatingIfNeeded: slots[slot].number) & (Self.window - 1)] = -1
        chains.remove(slot, slots[slot].stamp)
        slots[slot].removeAll()
        free.append(slot)
        if latest == slot { latest = -1 }
    }
}
