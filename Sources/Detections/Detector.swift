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
        /// The latest change of daemon.json, and whether findings on it are asked for.
        var daemonFile: DaemonFileChange?

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
        concludeRules(before: edit.activity.stamp.milliseconds, &verdicts)
        if state.rules.takes(edit, isWanted: isWanted) { return }
        var cards = matched(by: edit)
        var earlier: [(DetectionCard, Edit)] = []
        func find(_ id: String, with edits: [Edit]) {
            guard let card = library.card(id), !cards.contains(where: { $0.id == id }) else { return }
            cards.append(card)
            for edit in edits { earlier.append((card, edit)) }
        }
        if let attempt = state.refusals.takeAttempt(before: edit) {
            find(CodeDetection.deniedThenSuccess, with: [attempt])
        }
        if state.daemon.startsAfterKill(edit) { find(CodeDetection.daemonStopped, with: []) }
        if state.passwordEntries.take(edit) { find(CodeDetection.groupEntered, with: []) }
        let removed = edit.activity.outcome == .claimed ? state.rules.gone(before: edit) : []
        if let baseline = library.baseline {
            for id in state.firstSeen.take(edit, baseline) { find(id, with: []) }
            if isOffHours(edit) { find(CodeDetection.offHours, with: []) }
        }
        if cards.contains(where: { $0.id == CodeDetection.memberAdded }) { state.takeovers.noteJoining(edit) }
        let reachesHost = cards.contains { CodeDetection.reachingHost.contains($0.id) }
        let before = state.takeovers.take(edit, reachesHost: reachesHost)
        if !before.isEmpty { find(CodeDetection.takeover, with: before) }
        state.cases.add(&edit, matching: cards, at: library.site, isWanted: isWanted, into: &verdicts)
        for (card, edit) in earlier {
            var edit = edit
            state.cases.add(&edit, to: card, into: &verdicts)
        }
        if !removed.isEmpty { raise(cards, since: removed, &verdicts) }
        concludeGroups(edit, &verdicts)
        state.refusals.note(edit)
        if edit.isOfDaemonFile { state.daemonFile = DaemonFileChange(edit: edit, isWanted: isWanted) }
    }

    /// Raises findings on what only sudo's record tells, since the rules that would have recorded it had been removed.
    private mutating func raise(_ cards: [DetectionCard], since removed: [Edit], _ verdicts: inout Verdicts) {
        for card in cards where card.level.isAlerting {
            for edit in removed {
                var edit = edit
                state.cases.add(&edit, to: card, into: &verdicts)
            }
            state.cases.changeLatest(of: card) { finding in
                guard finding.acceptance.isEmpty, finding.circumstances.isEmpty else { return }
                finding.level = finding.level.raised
                finding.circumstances.append("while audit rules were removed")
            }
        }
    }

    /// Finds changes of groups that turn out to have docker's number.
    private mutating func concludeGroups(_ edit: Edit, _ verdicts: inout Verdicts) {
        guard let card = library.card(CodeDetection.groupNumber) else { return }
        for found in state.otherGroups.take(edit) {
            var found = found
            state.cases.add(&found, matching: [card], at: library.site, isWanted: true, into: &verdicts)
        }
    }

    /// Whether a person changed a Docker file when nobody is expected to work.
    private func isOffHours(_ edit: Edit) -> Bool {
        guard let hours = library.site.officeHours, edit.activity.subject.kind == .person,
            edit.activity.outcome == .success, edit.activity.action.isChangeOfFile,
            edit.activity.file?.place.isWatchedForNews == true
        else { return false }
        return !hours.contains(edit.activity.stamp.milliseconds)
    }

    /// Takes what is no activity.
    public mutating func take(_ notice: Notice, of batch: borrowing ActivityBatch) {
        guard notice.kind == .boot else { return }
        state.daemon.restart([UInt8](copying: batch.bytes.span.extracting(notice.node.indices)))
    }

    /// Concludes what is left: no more events come.
    public mutating func finish(into verdicts: inout Verdicts) {
        concludeRules(before: .max, &verdicts)
        concludeDaemonFile(&verdicts)
        state.cases.finish(into: &verdicts)
    }

    /// Holds the latest change of daemon.json responsible for what the file says today.
    private mutating func concludeDaemonFile(_ verdicts: inout Verdicts) {
        guard let dangers = library.daemonSettings?.dangers, !dangers.isEmpty, let change = state.daemonFile,
            let card = library.card(CodeDetection.dangerousValue)
        else { return }
        var edit = change.edit
        state.cases.add(&edit, matching: [card], at: library.site, isWanted: change.isWanted, into: &verdicts)
        state.cases.changeLatest(of: card) { $0.setting = Array(dangers.joined(separator: ", ").utf8) }
    }

    /// Finds which rules were removed and not loaded anew before a time.
    private mutating func concludeRules(before time: Int64, _ verdicts: inout Verdicts) {
        for removal in state.rules.due(before: time) {
            let id = removal.isKernels ? CodeDetection.ruleDied : CodeDetection.rulesFlushed
            guard let card = library.card(id) else { continue }
            for edit in [removal.edit] + removal.restorations {
                var edit = edit
                state.cases.add(&edit, matching: [card], at: library.site, isWanted: removal.isWanted, into: &verdicts)
            }
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
