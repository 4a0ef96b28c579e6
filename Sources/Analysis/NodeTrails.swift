import AuditRecords
import DockerActivity

/// The machines of one set of logs: one, or those whose logs a central one gathered.
///
/// Each is followed by itself, so that nothing of one machine is ever taken for another's. Beyond a limit a machine's
/// story ends as soon as a record of another one comes, and begins anew with its next: less is known then of who did
/// what, and nothing wrong.
struct NodeTrails {
    /// Machines that are followed throughout; each can take some tens of megabytes.
    static let limit = 256

    /// The activities of machines beyond the limit.
    private(set) var unfollowed: UInt64 = 0

    private let request: SegmentScan.Request
    private let knowledge: PriorKnowledge
    /// The machines' names; the number of each is its place in `trails`.
    private var names = ByteStringTable()
    /// The machines in the order they were met; behind the limit the one beyond it that was met last.
    private var trails: [NodeTrail] = []

    /// No machines yet.
    init(_ request: SegmentScan.Request, knowing knowledge: PriorKnowledge) {
        self.request = request
        self.knowledge = knowledge
    }

    /// The machines that were followed before.
    init(_ request: SegmentScan.Request, knowing knowledge: PriorKnowledge, from left: TrailState) {
        self.init(request, knowing: knowledge)
        unfollowed = left.unfollowed
        for node in left.nodes {
            _ = names.insert(node.node.span)
            trails.append(NodeTrail(request, from: node))
            trails[trails.count - 1].know(knowledge.given(of: node.node, isFirst: trails.count == 1))
        }
        if let further = left.further {
            trails.append(NodeTrail(request, from: further))
            trails[trails.count - 1].awaitNothing()
        }
    }

    /// What has to be known of those within the limit for going on later.
    var states: [NodeState] { trails.prefix(Self.limit).map(\.state) }
    /// What has to be known of the latest one beyond it; nil where there is none.
    var furtherState: NodeState? { trails.count > Self.limit ? trails[Self.limit].state : nil }

    /// What was learned of activities from later events, by machine; complete at the end.
    var foreknowledge: [[UInt8]: Foreknowledge] {
        Dictionary(uniqueKeysWithValues: trails.prefix(Self.limit).map { ($0.node, $0.trail.foreknowledge) })
    }

    /// Whether several machines could be the host of which something was given.
    var shareHost: Bool { trails.count { knowledge.takesHosts($0.node) } > 1 }

    /// Activities on files that later events may have named, but of which too many would have had to wait.
    var untoldFiles: UInt64 { trails.reduce(0) { $0 + $1.trail.foreknowledge.untoldFiles } }
    /// Groups of matches that detections which count forgot before their time.
    var forgottenMatches: UInt64 { trails.reduce(0) { $0 + $1.forgottenMatches } }

    /// What the log cannot tell of the machines, and which places their rules watched, if no more of it comes.
    var coverage: CoverageFindings {
        trails.reduce(into: CoverageFindings()) { $0.add($1.trail.coverageFindings) }
    }

    /// Has the machine that an activity or a notice names follow it.
    ///
    /// `leave` is given a machine beyond the limit that another one follows.
    @discardableResult
    mutating func withTrail<Result>(
        of entry: ActivityEntry,
        in batch: borrowing ActivityBatch,
        leave: (inout NodeTrail) -> Void,
        _ body: (inout NodeTrail) -> Result
    ) -> Result? {
        let range = entry.isNotice ? batch.notices[entry.position].node : batch.activities[entry.position].node
        let name = batch.bytes.span.extracting(range.indices)
        guard request.filter.admits(node: name) else { return nil }
        if let number = names.number(of: name, limit: Self.limit) {
            if number == trails.count {
                let node = [UInt8](copying: name)
                trails.append(NodeTrail(node, request, from: knowledge.trail(of: node, isFirst: trails.isEmpty)))
            }
            return body(&trails[number])
        }
        if !entry.isNotice { unfollowed += 1 }
        let latest = trails.count > Self.limit ? trails[Self.limit].node : nil
        if latest.map({ $0.span.isEqual(name) }) != true {
            if latest != nil { leave(&trails[Self.limit]) }
            trails.removeLast(trails.count - Self.limit)
            trails.append(NodeTrail([UInt8](copying: name), request, from: Trail(.none)))
        }
        return body(&trails[Self.limit])
    }

    /// Has each machine do something.
    mutating func withEach(_ body: (inout NodeTrail) -> Void) {
        for index in trails.indices { body(&trails[index]) }
    }

    /// What there is to say of machines beyond the limit, in a sentence; nil where there are none.
    static func note(unfollowed: UInt64) -> String? {
        guard unfollowed > 0 else { return nil }
        return
            "\(unfollowed) activities are of nodes beyond the first \(limit) of a set of logs, of which less is known of "
            + "who did what; give the logs of each node by itself, or choose nodes with --node"
    }
}
