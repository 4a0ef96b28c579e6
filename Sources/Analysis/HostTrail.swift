import AuditEvents
import AuditRecords
import Detections
import DockerActivity

/// Where an activity lies that has been judged.
struct JudgedActivity {
    /// The batch that holds it.
    let activities: SharedActivities
    /// Its place there.
    let position: Int
    /// Time and serial of its event.
    let stamp: Stamp

    /// Bytes of its text.
    var textBytes: Int { activities.batch.activities[position].textBytes }
}

/// One host's trail at work: is given activities and notices as they are found, and gives the wanted ones out judged, in
/// order of time.
///
/// The order of the log is that of the lines that activities rest on, however the log is read: in segments, on several
/// cores, or in one go. From it the sorter makes the order of time, in which each machine's trail follows.
struct HostTrail {
    private var nodes: NodeTrails
    private var sorter = ActivitySorter()
    private var shelf = ActivityShelf()
    /// Activities before whose lines others may still come.
    private var pending: [ActivityEntry] = []
    private let request: SegmentScan.Request
    private let judgements: Judgements?
    /// Whether times and serials go on from line to line.
    private var order = LineOrder()
    /// The gravest level of a finding, or without a first pass of a detection that an activity matches; nil for none.
    private(set) var gravest: Level?

    /// A trail that gives out what is wanted.
    ///
    /// `judgements` is what a first pass over the same log found.
    init(
        _ request: SegmentScan.Request,
        knowing knowledge: PriorKnowledge,
        from left: TrailState? = nil,
        judgements: Judgements? = nil
    ) {
        self.request = request
        self.judgements = judgements
        gravest = judgements?.gravest
        guard let left else {
            nodes = NodeTrails(request, knowing: knowledge)
            return
        }
        nodes = NodeTrails(request, knowing: knowledge, from: left)
        order = left.order
        shelf.add(left.held) { sorter.restore($0) }
        add(left.pending)
    }

    /// What has to be known for going on later: what was followed, and what is still to be followed.
    var state: TrailState {
        TrailState(
            nodes: nodes.states,
            further: nodes.furtherState,
            unfollowed: nodes.unfollowed,
            order: order,
            pending: batch(of: pending),
            held: batch(of: sorter.held)
        )
    }

    /// Activities and notices by themselves, in the order of their lines.
    private func batch(of entries: [ActivityEntry]) -> ActivityBatch {
        var batch = ActivityBatch()
        for entry in entries.sorted(by: ActivityEntry.isBefore) {
            let activities = shelf[entry.batch].batch
            if entry.isNotice {
                batch.append(activities.notices[entry.position], from: activities)
            } else {
                batch.append(activities.activities[entry.position], from: activities)
            }
        }
        return batch
    }

    /// What was learned of activities from later events, by machine; complete at the end.
    var foreknowledge: [[UInt8]: Foreknowledge] { nodes.foreknowledge }
    /// Activities on files that later events may have named, but of which too many would have had to wait.
    var untoldFiles: UInt64 { nodes.untoldFiles }
    /// What the log cannot tell, and which places its rules watched, if no more of it comes.
    var coverage: CoverageFindings {
        var found = nodes.coverage
        let order = order.finished()
        found.gaps += order.gaps
        found.omitted += order.omitted
        return found
    }
    /// Groups of matches that detections which count forgot before their time.
    var forgottenMatches: UInt64 { nodes.forgottenMatches }
    /// Whether several machines could be the host of which something was given.
    var sharesHost: Bool { nodes.shareHost }
    /// Activities of machines beyond the limit.
    var unfollowed: UInt64 { nodes.unfollowed }
    /// Activities that were given out behind later ones.
    var outOfOrder: UInt64 { sorter.outOfOrder }

    /// Takes activities and notices.
    mutating func add(_ batch: consuming ActivityBatch) {
        Self.add(batch, to: &shelf, &pending)
    }

    private static func add(
        _ batch: consuming ActivityBatch,
        to shelf: inout ActivityShelf,
        _ pending: inout [ActivityEntry]
    ) {
        shelf.add(batch) { pending.append($0) }
    }

    /// Puts what stands before a line into the order of lines, and on into the order of time.
    private mutating func release(before horizon: RecordPosition?, into ordered: inout [ActivityEntry]) {
        pending.sort(by: ActivityEntry.isBefore)
        let count =
            horizon.map { horizon in
                pending.firstIndex { ($0.source, $0.line) >= (horizon.source, horizon.line) } ?? pending.count
            } ?? pending.count
        noteOrder(of: pending[..<count])
        for entry in pending[..<count] { sorter.add(entry, on: shelf) { ordered.append($0) } }
        pending.removeFirst(count)
    }

    /// Notes when events were, but of auditd's own, and of the engine's upkeep, which is not always at hand.
    private mutating func noteOrder(of entries: ArraySlice<ActivityEntry>) {
        // Neighbours mostly lie in one batch, which is not asked for anew with each.
        var number: Int?
        var batch = ActivityBatch()
        for entry in entries {
            if entry.batch != number {
                number = entry.batch
                batch = shelf[entry.batch].batch
            }
            let mark = RecordMark(stamp: entry.stamp, source: entry.source, line: entry.line)
            if entry.isNotice {
                order.note(mark, node: batch.notices[entry.position].node, in: batch.bytes.span)
            } else if !batch.activities[entry.position].isUpkeepOrDaemons {
                order.note(mark, node: batch.activities[entry.position].node, in: batch.bytes.span)
            }
        }
    }
}

extension HostTrail {
    /// Follows what stands before a line, and counts what can go.
    mutating func follow(before horizon: RecordPosition?, into output: inout some TrailOutput) {
        var ordered: [ActivityEntry] = []
        release(before: horizon, into: &ordered)
        follow(ordered, into: &output)
    }

    /// Follows all there is, and counts what is left: no more comes.
    mutating func finish(into output: inout some TrailOutput) {
        var ordered: [ActivityEntry] = []
        release(before: nil, into: &ordered)
        sorter.finish(on: shelf) { ordered.append($0) }
        follow(ordered, into: &output)
        nodes.withEach { $0.finish(into: &output) }
    }

    /// Follows activities and notices, each of which is counted as soon as it has been judged.
    private mutating func follow(_ ordered: [ActivityEntry], into output: inout some TrailOutput) {
        // Neighbours mostly lie in one batch, which is not asked for anew with each.
        var number: Int?
        var batch = ActivityBatch()
        for entry in ordered {
            if entry.batch != number {
                number = entry.batch
                batch = shelf[entry.batch].batch
            }
            shelf.letGo(entry)
            nodes.withTrail(
                of: entry,
                in: batch,
                leave: { $0.finish(into: &output) },
                { node in node.follow(entry, of: batch, into: &output) }
            )
        }
        nodes.withEach { $0.giveSessions(to: &output) }
    }
}

extension HostTrail {
    /// Follows what stands before a line, and gives out what can go; with nil no event waits for more records.
    mutating func follow(before horizon: RecordPosition?, give: (JudgedActivity) -> Void) {
        var ordered: [ActivityEntry] = []
        release(before: horizon, into: &ordered)
        follow(ordered, give)
    }

    /// Follows all there is, and gives out what is left: no more comes.
    mutating func finish(give: (JudgedActivity) -> Void) {
        var ordered: [ActivityEntry] = []
        release(before: nil, into: &ordered)
        sorter.finish(on: shelf) { ordered.append($0) }
        follow(ordered, give)
        var judged = ActivityBatch()
        nodes.withEach { Self.finish(&$0, &judged, judgements, &gravest) }
        let activities = SharedActivities(judged)
        for position in activities.batch.activities.indices { giveOut(activities, position, give) }
    }

    private mutating func follow(_ ordered: [ActivityEntry], _ give: (JudgedActivity) -> Void) {
        // What was changed goes into one batch, which is complete, and can be given out, only at the end.
        var judged = ActivityBatch()
        var results: [(activities: SharedActivities?, position: Int)] = []
        for entry in ordered {
            let activities = shelf.take(entry)
            let before = judged.activities.count
            let isUnchanged = nodes.withTrail(
                of: entry,
                in: activities.batch,
                leave: { Self.finish(&$0, &judged, judgements, &gravest) },
                { node in
                    let first = judged.activities.count
                    let isJudged = node.follow(entry, of: activities.batch, judged: &judged)
                    Self.setFindings(from: first, of: &judged, node: &node, judgements, &gravest)
                    return !isJudged
                }
            )
            if isUnchanged == true { results.append((activities, entry.position)) }
            for position in before..<judged.activities.count { results.append((nil, position)) }
        }
        nodes.withEach { $0.dropSessions() }
        let changed = SharedActivities(judged)
        for result in results { giveOut(result.activities ?? changed, result.position, give) }
    }

    private static func finish(
        _ node: inout NodeTrail,
        _ judged: inout ActivityBatch,
        _ judgements: Judgements?,
        _ gravest: inout Level?
    ) {
        let first = judged.activities.count
        node.finish(judged: &judged)
        setFindings(from: first, of: &judged, node: &node, judgements, &gravest)
    }

    /// Says of a machine's activities which findings they are part of; without a first pass, what they match by themselves.
    private static func setFindings(
        from first: Int,
        of batch: inout ActivityBatch,
        node: inout NodeTrail,
        _ judgements: Judgements?,
        _ gravest: inout Level?
    ) {
        for position in first..<batch.activities.count {
            guard let judgements else {
                if let level = node.match(position, of: &batch) { gravest = max(gravest ?? level, level) }
                continue
            }
            guard let judgement = judgements[batch.activities[position]] else { continue }
            batch.setDetections(judgement.detections.span, ofActivity: position)
            if judgement.isSuspicious { batch.setSuspicious(position) }
        }
    }

    private func giveOut(_ activities: SharedActivities, _ position: Int, _ body: (JudgedActivity) -> Void) {
        let activity = activities.batch.activities[position]
        guard request.admits(activity, of: activities.batch) else { return }
        // What can be read only once is not judged: it goes by what each activity matches.
        if judgements == nil, let least = request.filter.level {
            let level = HostFindings.level(of: activity, in: activities.batch, by: request.detections)
            guard let level, level >= least else { return }
        }
        let stamp = activities.batch.activities[position].stamp
        body(JudgedActivity(activities: activities, position: position, stamp: stamp))
    }
}

extension Activity {
    /// Whether its stamp says nothing of the kernel's order, or it is not at hand however the log is read.
    fileprivate var isUpkeepOrDaemons: Bool {
        switch action {
        case .auditDaemonStart, .auditDaemonStop, .auditLogRotate: true
        default: looksLikeUpkeep
        }
    }
}
