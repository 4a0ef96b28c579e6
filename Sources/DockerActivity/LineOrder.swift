public import AuditEvents
public import AuditRecords

/// Watches whether time goes on from line to line, and serials with it.
///
/// Takes the events that the trail is shown in the order of the log's lines. A clock that was set back, files in another order
/// than they were written in, and lines that were moved all show as times that stay behind; a single event does so of
/// itself, since the kernel takes the time when a call begins, and some last long.
public struct LineOrder: Sendable, Codable {
    /// How far a time may stay behind, in milliseconds.
    static let slack: Int64 = 5000
    /// How many serials an event may stay behind: processors write their events side by side.
    static let serialSlack: UInt64 = 256
    /// How many events must stay behind in a row.
    static let leastEvents: UInt64 = 8
    /// How many at least where the log ends before there are so many.
    static let leastEventsAtEnd: UInt64 = 3
    /// Nodes that are told apart; clocks of further ones are not watched.
    static let nodesLimit = 1024
    /// Steps that are kept; further ones are counted.
    static let stepsLimit = 1024

    /// Events that stay behind.
    private struct Candidate: Codable {
        /// The first of them, the one with the latest time, and the one met last.
        var first, highest: RecordMark
        var latest: Stamp
        var count: UInt64 = 1
    }

    /// The clock of one node.
    private struct Clock: Codable {
        /// The event with the latest time.
        var highest: RecordMark
        var candidate: Candidate?
    }

    private var clocks: [[UInt8]: Clock] = [:]
    /// The node met last.
    private var latest: [UInt8] = []
    private var steps: [CoverageGap] = []
    private var omitted: UInt64 = 0

    /// Nothing was seen yet.
    public init() {}

    /// Takes the next event of the kernel.
    public mutating func note(_ mark: RecordMark, node: ByteRange, in bytes: Span<UInt8>) {
        if !latest.span.holdsSame(as: bytes.extracting(node.indices)) {
            latest = [UInt8](copying: bytes.extracting(node.indices))
        }
        guard let highest = clocks[latest]?.highest else {
            if clocks.count < Self.nodesLimit { clocks[latest] = Clock(highest: mark) }
            return
        }
        if !Self.isBehind(mark.stamp, highest.stamp) {
            if clocks[latest]?.candidate != nil { clocks[latest]?.candidate = nil }
            if mark.stamp > highest.stamp { clocks[latest]?.highest = mark }
        } else {
            noteBehind(mark)
        }
    }

    /// The steps back, if no more events come.
    public func finished() -> CoverageFindings {
        var found = CoverageFindings(gaps: steps, omitted: omitted)
        for (node, clock) in clocks.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            guard let candidate = clock.candidate, candidate.count >= Self.leastEventsAtEnd else { continue }
            found.gaps.append(Self.step(from: clock.highest, to: candidate.first, node))
        }
        return found
    }

    /// Whether an event stands too late; a machine that started anew draws small serials, at later times.
    private static func isBehind(_ stamp: Stamp, _ highest: Stamp) -> Bool {
        if stamp.milliseconds < highest.milliseconds - slack { return true }
        return stamp.milliseconds <= highest.milliseconds && highest.serial > serialSlack
            && stamp.serial < highest.serial - serialSlack
    }

    private mutating func noteBehind(_ mark: RecordMark) {
        guard var clock = clocks[latest] else { return }
        if var candidate = clock.candidate {
            if mark.stamp != candidate.latest { candidate.count += 1 }
            candidate.latest = mark.stamp
            candidate.highest = max(candidate.highest, mark)
            clock.candidate = candidate
            if candidate.count >= Self.leastEvents {
                add(Self.step(from: clock.highest, to: candidate.first, latest))
                clock = Clock(highest: candidate.highest)
            }
        } else {
            clock.candidate = Candidate(first: mark, highest: mark, latest: mark.stamp)
        }
        clocks[latest] = clock
    }

    private mutating func add(_ step: CoverageGap) {
        if steps.count < Self.stepsLimit {
            steps.append(step)
        } else {
            omitted += 1
        }
    }

    private static func step(from before: RecordMark, to after: RecordMark, _ node: [UInt8]) -> CoverageGap {
        var step = CoverageGap(after.stamp.serial > before.stamp.serial ? .clockBack : .outOfOrder, at: before)
        step.from = after.stamp.milliseconds
        step.to = before.stamp.milliseconds
        step.distance = after.stamp.milliseconds - before.stamp.milliseconds
        step.evidence.append(after)
        step.node = node
        return step
    }
}

extension LineOrder: SavedState {
    /// Whether the limits are kept.
    public var isSound: Bool {
        clocks.count <= Self.nodesLimit && steps.count <= Self.stepsLimit && omitted < 1 << 48
    }
}
