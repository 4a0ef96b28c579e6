import AuditRecords
public import DockerActivity

/// Judges one host's activities in order of time: which detections they match, and which findings they make.
///
/// Takes each activity twice: by itself, to see what it matches, and as a step of the edit that it turned out to be part of.
/// What it says depends on nothing but their sequence. Memory is bounded.
public struct Detector: Sendable {
    /// What has to be known of the activities so far.
    public struct State: Sendable, Codable {
        var cases = CaseBook()
        var refusals = RefusedAttempts()
        var rules = RemovedRules()

        /// Nothing was seen yet.
        public init() {}
    }

    /// What has to be known of the activities so far.
    public private(set) var state: State
    private let library: DetectionLibrary

    /// A detector that goes on where another was left.
    public init(_ library: DetectionLibrary, from state: State = State()) {
        self.library = library
        self.state = state
    }

    /// The ids of the detections that an activity matches by itself, with the byte 0x01 between them; nil for none.
    public mutating func matches(_ activity: Activity, of batch: borrowing ActivityBatch) -> [UInt8]? {
        var ids: [UInt8]?
        library.rules.matches(activity, of: batch) { number in
            let id = library.cards[number].id.utf8
            if ids == nil {
                ids = Array(id)
            } else {
                ids?.append(1)
                ids?.append(contentsOf: id)
            }
        }
        return ids
    }

    /// Takes a complete edit, and makes it suspicious if it is; `isWanted` says whether findings on it are asked for.
    public mutating func take(_ edit: inout Edit, isWanted: Bool, into verdicts: inout Verdicts) {
        let time = edit.activity.stamp.milliseconds
        if let card = library.card("af-rules-flushed") {
            giveOutRules(card, before: time, &verdicts)
            if state.rules.takes(edit, isWanted: isWanted), edit.activity.action == .auditRuleRemove { return }
        }
        var cards = matched(by: edit)
        let success = library.card("beh-denied-then-success")
        let earlier = success == nil ? nil : state.refusals.takeAttempt(before: edit)
        if let success, earlier != nil { cards.append(success) }
        state.cases.add(&edit, matching: cards, isWanted: isWanted, into: &verdicts)
        if let success, var earlier { state.cases.add(&earlier, to: success, into: &verdicts) }
        state.refusals.note(edit)
    }

    /// Concludes what is left: no more events come.
    public mutating func finish(into verdicts: inout Verdicts) {
        if let card = library.card("af-rules-flushed") {
            giveOutRules(card, before: .max, &verdicts)
        }
        state.cases.finish(into: &verdicts)
    }

    private mutating func giveOutRules(_ card: DetectionCard, before time: Int64, _ verdicts: inout Verdicts) {
        for removal in state.rules.due(before: time) {
            var edit = removal.edit
            state.cases.add(&edit, matching: [card], isWanted: removal.isWanted, into: &verdicts)
        }
    }

    /// The detections that an edit's events match, each once.
    private func matched(by edit: Edit) -> [DetectionCard] {
        var cards: [DetectionCard] = []
        for event in edit.events where !event.detections.isEmpty {
            for id in edit.text[event.detections.indices].split(separator: 1) {
                guard let card = library.card(Array(id)), !cards.contains(where: { $0.id == card.id }) else { continue }
                cards.append(card)
            }
        }
        return cards
    }
}
