import AuditRecords

/// The matches of one group of a correlation within its time.
struct CorrelationWindow: Sendable {
    /// Matches of one group; a condition can not ask for more.
    static let limit = 1_000

    /// One match.
    private struct Entry: Sendable, Codable {
        var event: Finding.Evidence
        /// Which of the correlation's rules matched.
        var position: Int
        /// The value that is counted.
        var value: [UInt8]?
        /// The matches before it in their order, for a temporal_ordered correlation.
        var chain: [Finding.Evidence]
    }

    /// What a correlation rests on.
    struct Found {
        /// The events in order of time; of one that goes on only the new one.
        let events: [Finding.Evidence]
        /// Events beyond the limit of a finding.
        let omitted: Int
        /// Whether it was found before.
        let isContinued: Bool
    }

    private var entries: [Entry] = []
    private var isFound = false
    /// How many events it keeps.
    var size: Int { entries.reduce(0) { $0 + 1 + $1.chain.count } }
    /// The time of the latest match, in milliseconds.
    private(set) var last: Int64 = .min

    /// Takes a match; gives what the correlation rests on where its condition holds.
    mutating func take(
        _ input: CorrelationInput,
        _ event: Finding.Evidence,
        _ correlation: CorrelationRules.Correlation
    ) -> Found? {
        last = max(last, event.stamp.milliseconds)
        let earliest = last - correlation.timespan
        entries.removeAll { Self.begin($0) < earliest }
        if entries.isEmpty { isFound = false }
        switch correlation.kind {
        case .eventCount: return count(input, event, correlation.condition)
        case .valueCount:
            guard input.value != nil else { return nil }
            // The latest match with each value is all that is needed.
            entries.removeAll { $0.value == input.value }
            return count(input, event, correlation.condition)
        case .temporal:
            // The latest match of each rule is all that is needed.
            entries.removeAll { $0.position == input.position }
            return count(input, event, correlation.condition)
        case .temporalOrdered: return order(input, event, correlation.ruleCount)
        }
    }

    /// The time of the first match that an entry stands for.
    private static func begin(_ entry: Entry) -> Int64 { (entry.chain.first ?? entry.event).stamp.milliseconds }

    private mutating func count(
        _ input: CorrelationInput,
        _ event: Finding.Evidence,
        _ condition: SigmaCount
    ) -> Found? {
        if entries.count >= Self.limit { entries.removeFirst() }
        entries.append(Entry(event: event, position: input.position, value: input.value, chain: []))
        guard condition.holds(entries.count) else {
            isFound = false
            return nil
        }
        return found(entries.map(\.event))
    }

    /// Keeps for each rule the chain of matches up to it that began last; found is a whole chain.
    private mutating func order(_ input: CorrelationInput, _ event: Finding.Evidence, _ rules: Int) -> Found? {
        var chain: [Finding.Evidence] = []
        if input.position > 0 {
            guard let before = entries.first(where: { $0.position == input.position - 1 }) else { return nil }
            chain = before.chain + [before.event]
        }
        entries.removeAll { $0.position == input.position }
        entries.append(Entry(event: event, position: input.position, value: nil, chain: chain))
        guard input.position == rules - 1 else { return nil }
        isFound = false
        return found(chain + [event])
    }

    private mutating func found(_ events: [Finding.Evidence]) -> Found {
        let isContinued = isFound
        isFound = true
        guard !isContinued else { return Found(events: events.suffix(1), omitted: 0, isContinued: true) }
        let kept = events.prefix(Finding.evidenceLimit)
        return Found(events: Array(kept), omitted: events.count - kept.count, isContinued: false)
    }
}

extension CorrelationWindow: SavedState {
    /// Whether its times can be some.
    var isSound: Bool { entries.isEmpty || Stamp.isTime(last) }
}
