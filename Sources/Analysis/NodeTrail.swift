import AuditRecords
import Detections
import DockerActivity

/// One machine's events at work: its trail, the edits that its activities are steps of, and its findings.
///
/// Numbers of processes, sessions and inodes mean something on one machine alone, so each has all of this for itself.
struct NodeTrail {
    /// The name that the machine's records give it with `node=`; empty where they give none.
    let node: [UInt8]
    private(set) var trail: Trail
    /// The edits that activities are steps of; of routine there are too many, and nobody asks.
    private var edits = EditFolder()
    /// The edits with those that a filter leaves out, where a detector has to see them.
    private var allEdits = EditFolder()
    private var findings: HostFindings
    private let request: SegmentScan.Request
    /// Where activities are judged that are counted at once.
    private var judged = ActivityBatch()

    /// A machine of which nothing has been followed yet.
    init(_ node: [UInt8], _ request: SegmentScan.Request, from trail: Trail) {
        self.node = node
        self.trail = trail
        self.request = request
        findings = HostFindings(request)
    }

    /// A machine whose events are followed on from where they were left.
    init(_ request: SegmentScan.Request, from left: NodeState) {
        node = left.node
        trail = left.trail
        edits = left.edits
        allEdits = left.allEdits
        self.request = request
        findings = HostFindings(request, from: left.detector)
    }

    /// What has to be known for going on later.
    var state: NodeState {
        NodeState(node: node, trail: trail, edits: edits, allEdits: allEdits, detector: findings.state)
    }

    /// Groups of matches that detections which count forgot before their time.
    var forgottenMatches: UInt64 { findings.state?.forgottenMatches ?? 0 }

    /// Takes what is given of the machine besides.
    mutating func know(_ given: GivenState) {
        trail.know(given.containers)
        if let files = given.files { trail.know(files) }
    }

    /// Has nothing wait for later events any more, since it may be that none is followed.
    mutating func awaitNothing() { trail.awaitNothing() }

    // MARK: - Counting

    /// Follows an activity or a notice, and counts what can go.
    mutating func follow(
        _ entry: ActivityEntry,
        of batch: borrowing ActivityBatch,
        into output: inout some TrailOutput
    ) {
        if entry.isNotice {
            trail.take(batch.notices[entry.position], of: batch, into: &judged)
            findings.judge(batch.notices[entry.position], of: batch)
            findings.conclude(in: &output)
        } else if !Self.take(batch.activities[entry.position], of: batch, request, &trail, into: &judged) {
            count(batch.activities[entry.position], of: batch, in: &output)
        }
        if !judged.isEmpty { countJudged(in: &output) }
    }

    /// Gives out the login sessions of which something became known.
    mutating func giveSessions(to output: inout some TrailOutput) {
        for session in trail.takeSessions() { output.add(session) }
    }

    /// Counts what is left: no more comes.
    mutating func finish(into output: inout some TrailOutput) {
        trail.finish(into: &judged)
        countJudged(in: &output)
        Self.finish(&edits, &allEdits, &findings, &output)
        giveSessions(to: &output)
    }

    private mutating func countJudged(in output: inout some TrailOutput) {
        var batch = ActivityBatch()
        swap(&batch, &judged)
        for position in batch.activities.indices { findings.match(position, of: &batch) }
        for position in batch.activities.indices { count(batch.activities[position], of: batch, in: &output) }
        batch.removeAll()
        swap(&batch, &judged)
    }

    private mutating func count(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        in output: inout some TrailOutput
    ) {
        let isWanted = request.admits(activity, of: batch)
        if isWanted { output.add(activity, of: batch) }
        if activity.disposition == .routine { return }
        if findings.seeHiddenEdits {
            var judged = activity
            judged.isWanted = isWanted
            Self.add(judged, of: batch, to: &allEdits, &findings)
        }
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

    // MARK: - Giving out

    /// Follows an activity or a notice, and appends what can be told; false where the activity is to be told as it is.
    mutating func follow(
        _ entry: ActivityEntry,
        of batch: borrowing ActivityBatch,
        judged: inout ActivityBatch
    ) -> Bool {
        if entry.isNotice {
            trail.take(batch.notices[entry.position], of: batch, into: &judged)
            return true
        }
        return Self.take(batch.activities[entry.position], of: batch, request, &trail, into: &judged)
    }

    /// Follows an activity, and appends it with what is known of it; false where it stays as it is.
    private static func take(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        _ request: SegmentScan.Request,
        _ trail: inout Trail,
        into judged: inout ActivityBatch
    ) -> Bool {
        guard trail.take(activity, of: batch, into: &judged) == .unchanged else { return true }
        if request.filter.trees.isEmpty { return false }
        // Whether its process is one of those that were asked for has yet to be told.
        judged.append(activity, from: batch)
        judged.changeLast { $0.isInTree = trail.isInTree(activity) }
        return true
    }

    /// Appends what is left to tell: no more comes.
    mutating func finish(judged: inout ActivityBatch) {
        trail.finish(into: &judged)
    }

    /// Forgets the login sessions of which something became known, where nobody asks for them.
    mutating func dropSessions() { _ = trail.takeSessions() }

    /// Notes on an activity which detections it matches by itself; gives the gravest of their levels.
    mutating func match(_ position: Int, of batch: inout ActivityBatch) -> Level? {
        findings.match(position, of: &batch)
        return findings.level(of: batch.activities[position], in: batch)
    }
}
