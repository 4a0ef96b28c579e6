import AuditRecords
import DockerActivity

/// Gathers what matches detections into findings: one story, one finding.
///
/// What a process did beside (the execution of the tool, the records that it sent) belongs to the story as well where the
/// detection is about the process. Memory is bounded: beyond named limits the oldest stories are closed, and what
/// repeats them makes another finding.
struct CaseBook: Sendable {
    /// Stories that are open at one time.
    static let casesLimit = 1024
    /// Edits without a finding that are remembered, since a story of their process may come.
    static let recentLimit = 256
    /// Milliseconds for which they are.
    static let recentAge: Int64 = 60_000

    /// The stories, of which the last one was told last.
    var cases: [Case] = []
    /// Stories that nothing more belongs to, and whose consequences are followed.
    var watched: [Case] = []
    /// Acts that may be consequences.
    var later = LaterActs()
    private var recent: [Edit] = []
    /// The number of stories so far.
    private var told: UInt64 = 0
    /// When the first story is over, in milliseconds since 1970.
    private var deadline = Int64.max

    /// Takes an edit that matches some detections, or none.
    mutating func add(
        _ edit: inout Edit,
        matching cards: [DetectionCard],
        at site: SiteSettings,
        isWanted: Bool,
        into verdicts: inout Verdicts
    ) {
        let time = edit.activity.stamp.milliseconds
        letGo(at: time, &verdicts)
        close(before: time, &verdicts)
        for card in cards {
            let index = story(of: edit, card, site, isWanted: isWanted, &verdicts)
            verdicts.tell(&edit, cases[index].finding)
            if cases[index].story.hasCompanions { addRecent(of: edit.burst, to: index, &verdicts) }
            deadline = min(deadline, cases[index].deadline)
        }
        if cards.isEmpty { addCompanion(&edit, &verdicts) }
    }

    /// Adds events from before to the story of a detection that was told last.
    mutating func add(_ earlier: inout Edit, to card: DetectionCard, into verdicts: inout Verdicts) {
        guard let index = cases.lastIndex(where: { $0.finding.detection == card.id }) else { return }
        cases[index].cite(earlier.events)
        verdicts.tell(&earlier, cases[index].finding)
    }

    /// Changes the finding of the story of a detection that was told last.
    mutating func changeLatest(of card: DetectionCard, _ change: (inout Finding) -> Void) {
        guard let index = cases.lastIndex(where: { $0.finding.detection == card.id }) else { return }
        change(&cases[index].finding)
    }

    /// Gives out all findings: no more events come.
    mutating func finish(into verdicts: inout Verdicts) {
        settle(at: .max)
        for story in watched + cases where story.isWanted { verdicts.findings.append(story.closed()) }
        cases = []
        watched = []
        recent = []
    }

    /// The story that an edit belongs to; a new one where there is none.
    private mutating func story(
        of edit: Edit,
        _ card: DetectionCard,
        _ site: SiteSettings,
        isWanted: Bool,
        _ verdicts: inout Verdicts
    ) -> Int {
        var finding = Finding(card, on: edit)
        if let acceptance = site.acceptance(of: finding) {
            finding.acceptance = acceptance.reason
            finding.level = .informational
        }
        if let index = cases.lastIndex(where: {
            $0.finding.detection == card.id && $0.isContinued(by: edit, of: finding)
        }) {
            // To the end: what was told last is what further edits are added to, and what was quiet longest closes first.
            var story = cases.remove(at: index)
            story.add(edit, finding, isWanted: isWanted)
            cases.append(story)
            return cases.count - 1
        }
        if cases.count >= Self.casesLimit {
            release(cases.removeFirst(), at: edit.activity.stamp.milliseconds, into: &verdicts)
        }
        finding.story = told
        told += 1
        cases.append(Case(finding, card, on: edit, isWanted: isWanted))
        return cases.count - 1
    }

    /// Adds what the same process did before to a story.
    private mutating func addRecent(of burst: UInt64, to index: Int, _ verdicts: inout Verdicts) {
        for position in recent.indices.reversed() where recent[position].burst == burst {
            var edit = recent.remove(at: position)
            cases[index].add(edit.events)
            verdicts.tell(&edit, cases[index].finding)
        }
    }

    /// Adds what matches nothing to the stories of its process, or keeps it for one that may come.
    private mutating func addCompanion(_ edit: inout Edit, _ verdicts: inout Verdicts) {
        guard edit.isOfAccountsOrAudit else { return }
        var isTold = false
        for index in cases.indices where cases[index].story.hasCompanions && cases[index].burst == edit.burst {
            cases[index].add(edit.events)
            verdicts.tell(&edit, cases[index].finding)
            isTold = true
        }
        if isTold { return }
        let time = edit.activity.stamp.milliseconds
        // Several at a time: what stays has to be moved.
        if recent.count >= Self.recentLimit {
            recent.removeAll { abs(time - $0.last.milliseconds) > Self.recentAge }
            if recent.count >= Self.recentLimit { recent.removeFirst(Self.recentLimit / 4) }
        }
        recent.append(edit)
    }

    private mutating func close(before time: Int64, _ verdicts: inout Verdicts) {
        guard time > deadline else { return }
        for index in cases.indices.reversed() where cases[index].deadline < time {
            release(cases.remove(at: index), at: time, into: &verdicts)
        }
        deadline = .max
        for index in cases.indices { deadline = min(deadline, cases[index].deadline) }
    }
}

extension Edit {
    /// Whether it is what a tool for accounts or the audit system does beside: it is executed, sends records, and
    /// writes its files.
    var isOfAccountsOrAudit: Bool { isOfAccounts || activity.audit != nil }

    /// The same, of tools for accounts.
    var isOfAccounts: Bool {
        switch activity.action {
        case .execute: activity.outcome != .failure
        default: activity.group != nil || activity.file?.place == .accountFile
        }
    }
}

extension DetectionCard.Story {
    /// Whether what the same process did beside belongs to the story.
    fileprivate var hasCompanions: Bool { self == .process || self == .actor }
}

extension CaseBook: SavedState {
    /// Whether the limits are kept, and the time can be one.
    var isSound: Bool {
        cases.count <= Self.casesLimit && watched.count <= Self.watchedLimit && recent.count <= Self.recentLimit
            && (deadline == .max || Stamp.isTime(deadline &- Case.longestPatience)) && told < 1 << 56
    }
}
