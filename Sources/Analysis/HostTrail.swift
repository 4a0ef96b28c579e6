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
/// cores, or in one go. From it the sorter makes the order of time, in which the trail follows.
struct HostTrail {
    private(set) var trail: Trail
    /// The edits that activities are steps of; of routine there are too many, and nobody asks.
    private var edits = EditFolder()
    private var sorter = ActivitySorter()
    private var shelf = ActivityShelf()
    /// Activities before whose lines others may still come.
    private var pending: [ActivityEntry] = []
    private let request: SegmentScan.Request
    /// Where activities are judged that are counted at once.
    private var judged = ActivityBatch()
    private var findings: HostFindings
    private let judgements: Judgements?
    /// The gravest level of a finding, or without a first pass of a detection that an activity matches; nil for none.
    private(set) var gravest: Level?
    /// The edits with those that a filter leaves out, where a detector has to see them.
    private var allEdits = EditFolder()

    /// A trail that gives out what is wanted.
    ///
    /// `judgements` is what a first pass over the same log found.
    init(_ request: SegmentScan.Request, from trail: Trail, judgements: Judgements? = nil) {
        self.trail = trail
        self.request = request
        self.judgements = judgements
        gravest = judgements?.gravest
        findings = HostFindings(request)
    }

    /// A trail that goes on where it was left.
    init(_ request: SegmentScan.Request, from left: TrailState) {
        self.init(request, from: left.trail, judgements: nil)
        edits = left.edits
        allEdits = left.allEdits
        findings = HostFindings(request, from: left.detector)
        shelf.add(left.held) { sorter.restore($0) }
        add(left.pending)
    }

    /// What has to be known for going on later: what was followed, and what is still to be followed.
    var state: TrailState {
        TrailState(
            trail: trail,
            edits: edits,
            allEdits: allEdits,
            detector: findings.state,
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

    /// Groups of matches that detections which count forgot before their time.
    var forgottenMatches: UInt64 { findings.state?.forgottenMatches ?? 0 }

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
        trail.finish(into: &judged)
        setFindings(of: &judged)
        giveOut(judged, give)
    }

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
        trail.finish(into: &judged)
        countJudged(in: &output)
        Self.finish(&edits, &allEdits, &findings, &output)
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
            follow(entry, of: batch, into: &output)
            if !judged.isEmpty { countJudged(in: &output) }
        }
        for session in trail.takeSessions() { output.add(session) }
    }

    private mutating func follow(
        _ entry: ActivityEntry,
        of batch: borrowing ActivityBatch,
        into output: inout some TrailOutput
    ) {
        if entry.isNotice {
            trail.take(batch.notices[entry.position], of: batch, into: &judged)
            findings.judge(batch.notices[entry.position], of: batch)
            findings.conclude(in: &output)
        } else if trail.take(batch.activities[entry.position], of: batch, into: &judged) == .unchanged {
            count(batch.activities[entry.position], of: batch, in: &output)
        }
    }

    private mutating func countJudged(in output: inout some TrailOutput) {
        var batch = ActivityBatch()
        swap(&batch, &judged)
        findings.match(&batch)
        count(all: batch, in: &output)
        batch.removeAll()
        swap(&batch, &judged)
    }

    private mutating func count(all batch: borrowing ActivityBatch, in output: inout some TrailOutput) {
        for position in batch.activities.indices { count(batch.activities[position], of: batch, in: &output) }
    }

    private mutating func count(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        in output: inout some TrailOutput
    ) {
        let isWanted = request.admits(activity, of: batch)
        if isWanted { output.add(activity, of: batch) }
        if activity.disposition == .routine { return }
        if findings.seeHiddenEdits { Self.add(activity, of: batch, to: &allEdits, &findings) }
        if isWanted { Self.add(activity, of: batch, to: &edits, &findings, &output) }
    }

    /// Adds an activity to the edits, which are counted as soon as they are complete.
    private static func add(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        to edits: inout EditFolder,
        _ findings: inout HostFindings,
        _ output: inout some TrailOutput
    ) {
        if findings.seeHiddenEdits || !findings.areWanted {
            edits.add(activity, of: batch) { output.add($0) }
        } else {
            edits.add(activity, of: batch, judge: { findings.judge(&$0) }, give: { output.add($0) })
        }
        findings.conclude(in: &output)
    }

    /// Adds an activity to edits that are judged and not counted.
    private static func add(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        to edits: inout EditFolder,
        _ findings: inout HostFindings
    ) {
        edits.add(activity, of: batch, judge: { findings.judge(&$0) }, give: { _ in })
    }

    private static func finish(
        _ edits: inout EditFolder,
        _ allEdits: inout EditFolder,
        _ findings: inout HostFindings,
        _ output: inout some TrailOutput
    ) {
        if findings.seeHiddenEdits {
            edits.finish { output.add($0) }
            allEdits.finish(judge: { findings.judge(&$0) }, give: { _ in })
        } else {
            edits.finish(judge: { findings.judge(&$0) }, give: { output.add($0) })
        }
        findings.finish()
        findings.conclude(in: &output)
    }

    /// Puts what stands before a line into the order of lines, and on into the order of time.
    private mutating func release(before horizon: RecordPosition?, into ordered: inout [ActivityEntry]) {
        pending.sort(by: ActivityEntry.isBefore)
        let count =
            horizon.map { horizon in
                pending.firstIndex { ($0.source, $0.line) >= (horizon.source, horizon.line) } ?? pending.count
            } ?? pending.count
        for entry in pending[..<count] { sorter.add(entry, on: shelf) { ordered.append($0) } }
        pending.removeFirst(count)
    }

    private mutating func follow(_ ordered: [ActivityEntry], _ give: (JudgedActivity) -> Void) {
        // What was changed goes into one batch, which is complete, and can be given out, only at the end.
        var judged = ActivityBatch()
        var results: [(activities: SharedActivities?, position: Int)] = []
        for entry in ordered {
            let activities = shelf.take(entry)
            let before = judged.activities.count
            if entry.isNotice {
                trail.take(activities.batch.notices[entry.position], of: activities.batch, into: &judged)
            } else if trail.take(activities.batch.activities[entry.position], of: activities.batch, into: &judged)
                == .unchanged
            {
                results.append((activities, entry.position))
            }
            for position in before..<judged.activities.count { results.append((nil, position)) }
        }
        setFindings(of: &judged)
        _ = trail.takeSessions()
        let changed = SharedActivities(judged)
        for result in results { giveOut(result.activities ?? changed, result.position, give) }
    }

    /// Says of activities which findings they are part of; without a first pass, what they match by themselves.
    private mutating func setFindings(of batch: inout ActivityBatch) {
        guard let judgements else {
            findings.match(&batch)
            for activity in batch.activities {
                guard let level = findings.level(of: activity, in: batch) else { continue }
                gravest = max(gravest ?? level, level)
            }
            return
        }
        for position in batch.activities.indices {
            guard let judgement = judgements[batch.activities[position]] else { continue }
            batch.setDetections(judgement.detections.span, ofActivity: position)
            if judgement.isSuspicious { batch.setSuspicious(position) }
        }
    }

    /// The gravest of the findings that an activity is part of, or without a first pass of the detections that it matches.
    private func level(of activity: Activity, in batch: borrowing ActivityBatch) -> Level? {
        if let judgements { return judgements[activity]?.level }
        return findings.level(of: activity, in: batch)
    }

    private func giveOut(_ judged: consuming ActivityBatch, _ body: (JudgedActivity) -> Void) {
        let activities = SharedActivities(judged)
        for position in activities.batch.activities.indices { giveOut(activities, position, body) }
    }

    private func giveOut(_ activities: SharedActivities, _ position: Int, _ body: (JudgedActivity) -> Void) {
        let activity = activities.batch.activities[position]
        guard request.admits(activity, of: activities.batch) else { return }
        if let least = request.leastLevel {
            guard let level = level(of: activity, in: activities.batch), level >= least else { return }
        }
        let stamp = activities.batch.activities[position].stamp
        body(JudgedActivity(activities: activities, position: position, stamp: stamp))
    }
}
