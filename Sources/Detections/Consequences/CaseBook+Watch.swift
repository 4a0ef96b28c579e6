import AuditRecords

extension CaseBook {
    /// Closed stories whose consequences are followed; of more the oldest are given out.
    static let watchedLimit = 256
    /// Milliseconds for which they are: a week.
    static let watchedAge: Int64 = 7 * 24 * 3_600_000

    /// Takes an act that may follow from stories, to be held against them when it is known what they are about.
    mutating func follow(_ act: LaterAct) {
        later.add(act)
        hold(later.excess())
    }

    /// Holds acts against what stories are about, where edits come that began long enough after them: all earlier edits
    /// have come, since edits come in the order in which they began.
    mutating func settle(at time: Int64) { hold(later.due(at: time)) }

    private mutating func hold(_ acts: [LaterAct]) {
        for act in acts {
            let question = Watch.Interest.Question(act)
            for index in cases.indices where cases[index].watch.interest.holds(question) { cases[index].follow(act) }
            for index in watched.indices where watched[index].watch.interest.holds(question) {
                watched[index].follow(act)
            }
        }
    }

    /// Gives out the stories that were followed for long enough at a time.
    mutating func letGo(at time: Int64, _ verdicts: inout Verdicts) {
        guard let oldest = watched.first, time - oldest.closedAt > Self.watchedAge else { return }
        letGo(watched.prefix { time - $0.closedAt > Self.watchedAge }.count, at: time, &verdicts)
    }

    /// Gives out a story that nothing more belongs to, unless it is followed what becomes of it.
    mutating func release(_ story: Case, at time: Int64, into verdicts: inout Verdicts) {
        guard story.isWanted else { return }
        if story.watch.subjects.isEmpty {
            verdicts.findings.append(story.closed())
            return
        }
        if watched.count >= Self.watchedLimit { letGo(1, at: time, &verdicts) }
        watched.append(story)
        watched[watched.count - 1].closedAt = time
    }

    /// Gives out the oldest stories that are followed, and says until when they were.
    private mutating func letGo(_ count: Int, at time: Int64, _ verdicts: inout Verdicts) {
        for story in watched.prefix(count) {
            var finding = story.closed()
            finding.followedUntil = time
            verdicts.findings.append(finding)
        }
        watched.removeFirst(count)
    }
}

extension Case {
    /// Takes an act that may follow from the story, if it is no part of it.
    fileprivate mutating func follow(_ act: LaterAct) {
        guard act.event.stamp > finding.stamp else { return }
        let isPart =
            finding.evidence.contains { $0.stamp == act.event.stamp && $0.line == act.event.line }
            || finding.evidenceOmitted > 0 && act.event.stamp <= finding.last && act.actor.isSame(as: finding.actor)
        if !isPart { watch.take(act) }
    }
}
