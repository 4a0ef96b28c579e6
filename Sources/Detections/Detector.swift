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
        var daemon = AuditDaemonWatch()
        var takeovers = Takeovers()
        var firstSeen = FirstSeen()
        var otherGroups = OtherGroups()
        var passwordEntries = PasswordEntries()
        var newAccounts = NewAccounts()
        var counting = CountedMatches()
        /// The latest change of daemon.json, and whether findings on it are asked for.
        var daemonFile: DaemonFileChange?
        /// The processes that acted last, where a rule asks for a parent.
        var parents: KnownProcesses?

        /// Nothing was seen yet.
        public init() {}

        /// Groups of matches that were forgotten before their time, since there were more than
        /// `CorrelationState.groupLimit` or `CorrelationState.eventLimit` allow.
        public var forgottenMatches: UInt64 { counting.forgotten }
    }

    /// What has to be known of the activities so far.
    public internal(set) var state: State
    let library: DetectionLibrary

    /// A detector that goes on where another was left.
    public init(_ library: DetectionLibrary, from state: State = State()) {
        self.library = library
        self.state = state
        if library.rules.needsParents, state.parents == nil { self.state.parents = KnownProcesses() }
    }

    /// The ids of the detections that an activity matches by itself, with the byte 0x01 between them; nil for none.
    public mutating func matches(_ activity: Activity, of batch: borrowing ActivityBatch) -> [UInt8]? {
        if activity.isProbe(in: batch.bytes.span) { return nil }
        for act in LaterAct.acts(activity, in: batch.bytes.span) { state.cases.follow(act) }
        var numbers: [Int] = []
        library.rules.matches(activity, of: batch, parents: state.parents) { numbers.append($0) }
        state.parents?.note(activity, of: batch)
        let isFirst = library.baseline.map { state.firstSeen.isFirstConnection(activity, $0, in: batch.bytes.span) }
        if isFirst == true, let number = library.number(of: CodeDetection.firstSocketUser) { numbers.append(number) }
        if numbers.isEmpty { return nil }
        for number in numbers {
            let inputs = library.correlationInputs(of: number, activity, of: batch, parents: state.parents)
            if !inputs.isEmpty { numbers += state.counting.take(inputs, Finding.Evidence(activity), library) }
        }
        var ids: [UInt8] = []
        for number in numbers {
            if !ids.isEmpty { ids.append(1) }
            ids += library.cards[number].id.utf8
        }
        return ids
    }

    /// Takes a complete edit, and makes it suspicious if it is; `isWanted` says whether findings on it are asked for.
    public mutating func take(_ edit: inout Edit, isWanted: Bool, into verdicts: inout Verdicts) {
        concludeRules(before: edit.activity.stamp.milliseconds, &verdicts)
        state.cases.settle(at: edit.activity.stamp.milliseconds)
        if state.rules.takes(edit, isWanted: isWanted) { return }
        var found = EditFindings(matched(by: edit))
        let byMatch = found.cards
        found.add(library.card(CodeDetection.deniedThenSuccess), with: state.refusals.takeAttempt(before: edit))
        if state.daemon.startsAfterKill(edit) { found.add(library.card(CodeDetection.daemonStopped)) }
        if state.passwordEntries.take(edit) { found.add(library.card(CodeDetection.groupEntered)) }
        if let baseline = library.baseline {
            for id in state.firstSeen.take(edit, baseline) { found.add(library.card(id)) }
            if isOffHours(edit) { found.add(library.card(CodeDetection.offHours)) }
        }
        if byMatch.contains(where: { $0.id == CodeDetection.memberAdded }) {
            state.takeovers.noteJoining(edit)
            found.add(library.card(CodeDetection.newAccount), with: state.newAccounts.account(joiningIn: edit))
        }
        let reachesHost = byMatch.contains { CodeDetection.reachingHost.contains($0.id) }
        for earlier in state.takeovers.take(edit, reachesHost: reachesHost) {
            found.add(library.card(CodeDetection.takeover), with: earlier)
        }
        for card in byMatch {
            for earlier in state.counting.edits(behind: card.id, before: edit) { found.add(card, with: earlier) }
        }
        let removed = edit.activity.outcome == .claimed ? state.rules.gone(before: edit) : []
        add(&edit, found, isWanted: isWanted, &verdicts)
        if !removed.isEmpty { raise(found.cards, since: removed, &verdicts) }
        concludeGroups(edit, isWanted: isWanted, &verdicts)
        state.refusals.note(edit)
        if !found.cards.isEmpty { state.counting.note(edit) }
        if edit.isOfDaemonFile { state.daemonFile = DaemonFileChange(edit: edit, isWanted: isWanted) }
    }

    /// Concludes what is left: no more events come.
    public mutating func finish(into verdicts: inout Verdicts) {
        concludeRules(before: .max, &verdicts)
        concludeDaemonFile(&verdicts)
        state.cases.finish(into: &verdicts)
    }

    /// Adds an edit to the stories that it belongs to, and what went before to the same.
    mutating func add(_ edit: inout Edit, _ found: EditFindings, isWanted: Bool, _ verdicts: inout Verdicts) {
        state.cases.add(&edit, matching: found.cards, at: library.site, isWanted: isWanted, into: &verdicts)
        for (card, earlier) in found.earlier {
            var earlier = earlier
            state.cases.add(&earlier, to: card, into: &verdicts)
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
        cards.removeAll { library.isSilent($0) }
        return cards
    }
}
