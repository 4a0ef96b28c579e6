import AuditRecords
import DockerActivity

/// Counts matches for correlations, and keeps the edits that they are steps of as long as a correlation may need them.
struct CountedMatches: Sendable, Codable {
    /// Edits that are kept; events of older ones are cited all the same.
    static let limit = 512

    private var correlations = CorrelationState()
    private var recent: [Edit] = []
    /// By correlation, the events that it was found in and that were not handed out.
    private var found: [String: [Finding.Evidence]] = [:]

    /// Groups of matches that were forgotten before their time.
    var forgotten: UInt64 { correlations.forgotten }

    /// Takes what a match means to correlations; gives the numbers of those that it completes.
    mutating func take(
        _ inputs: [CorrelationInput],
        _ event: Finding.Evidence,
        _ library: DetectionLibrary
    ) -> [Int] {
        var numbers: [Int] = []
        for input in inputs {
            guard let match = correlations.take(input, event, in: library) else { continue }
            numbers.append(match.number)
            let id = library.cards[match.number].id
            let events = found[id, default: []] + match.events
            found[id] = events.suffix(Finding.evidenceLimit)
        }
        return numbers
    }

    /// The edits before one that a correlation was found in, each once.
    mutating func edits(behind id: String, before edit: Edit) -> [Edit] {
        guard let events = found.removeValue(forKey: id) else { return [] }
        let own = edit.events.map(\.place)
        var edits: [Edit] = []
        for event in events where !own.contains(event) {
            if edits.contains(where: { $0.events.contains { $0.place == event } }) { continue }
            if let known = recent.last(where: { $0.events.contains { $0.place == event } }) { edits.append(known) }
        }
        return edits
    }

    /// Keeps an edit.
    mutating func note(_ edit: Edit) {
        if recent.count >= Self.limit { recent.removeFirst(Self.limit / 4) }
        recent.append(edit)
    }
}

extension Edit.Event {
    /// Where it stands.
    var place: Finding.Evidence { Finding.Evidence(self) }
}
