public import AuditRecords

/// What correlations have to remember, fed with matches in order of time.
///
/// Memory is bounded: of groups, those that were quiet longest are forgotten, and of a group's matches the oldest.
public struct CorrelationState: Sendable {
    /// Groups of all correlations together.
    public static let groupLimit = 10_000
    /// Events of all groups together.
    public static let eventLimit = 200_000
    /// Groups that are forgotten at one time, so that looking for the quietest is rare.
    private static let forgottenGroups = 1_000

    private struct Key: Hashable, Sendable, Codable {
        /// The correlation's id.
        let id: String
        let group: [UInt8]
    }

    private var windows: [Key: CorrelationWindow] = [:]
    private var events = 0
    /// Groups that were forgotten though their time was not over: what they would have found is not known.
    public private(set) var forgotten: UInt64 = 0

    /// Nothing was seen yet.
    public init() {}

    /// Takes a match; gives what the correlation finds with it, nil if nothing.
    public mutating func take(
        _ input: CorrelationInput,
        _ event: Finding.Evidence,
        in library: DetectionLibrary
    ) -> CorrelationMatch? {
        let correlations = library.correlations.correlations
        guard input.correlation < correlations.count else { return nil }
        let correlation = correlations[input.correlation]
        let key = Key(id: correlation.id, group: input.group)
        if events >= Self.eventLimit || (windows[key] == nil && windows.count >= Self.groupLimit) {
            forget(before: event.stamp.milliseconds, correlations)
        }
        events -= windows[key]?.size ?? 0
        let found = windows[key, default: CorrelationWindow()].take(input, event, correlation)
        events += windows[key]?.size ?? 0
        guard let found else { return nil }
        return CorrelationMatch(
            number: correlation.number,
            events: found.events,
            omitted: found.omitted,
            isContinued: found.isContinued
        )
    }

    /// Forgets groups whose time is over, and if that is not enough those that were quiet longest.
    private mutating func forget(before now: Int64, _ correlations: [CorrelationRules.Correlation]) {
        let spans = Dictionary(correlations.map { ($0.id, $0.timespan) }) { first, _ in first }
        windows = windows.filter { $1.last >= now - (spans[$0.id] ?? 0) }
        events = windows.values.reduce(0) { $0 + $1.size }
        let isFull = events > Self.eventLimit - Self.eventLimit / 10
        let excess = max(windows.count - (Self.groupLimit - Self.forgottenGroups), isFull ? windows.count / 2 : 0)
        guard excess > 0 else { return }
        let quietest = windows.sorted { left, right in
            (left.value.last, left.key.id) != (right.value.last, right.key.id)
                ? (left.value.last, left.key.id) < (right.value.last, right.key.id)
                : left.key.group.lexicographicallyPrecedes(right.key.group)
        }
        for (key, window) in quietest.prefix(excess) {
            windows[key] = nil
            events -= window.size
        }
        forgotten += UInt64(excess)
    }
}

extension CorrelationState: SavedState {
    /// Whether the number of events is that of its groups, and below the limits.
    public var isSound: Bool {
        windows.count <= Self.groupLimit && windows.values.reduce(0) { $0 + $1.size } == events
    }
}

/// What a correlation found.
public struct CorrelationMatch: Sendable {
    /// The number of the correlation's card.
    public let number: Int
    /// The events that it rests on, in order of time; of one that goes on only the new one.
    public let events: [Finding.Evidence]
    /// Events beyond `Finding.evidenceLimit`.
    public let omitted: Int
    /// Whether it was found before, and goes on.
    public let isContinued: Bool
}
