import AuditRecords
import Detections
import DockerActivity

/// How far a host's events have been followed, for going on with later logs of the host.
struct TrailState: Sendable {
    /// The machines that were followed, in the order they were met.
    var nodes: [NodeState] = []
    /// The machine beyond the limit that was met last; nil where there is none.
    var further: NodeState?
    /// Activities of machines beyond the limit.
    var unfollowed: UInt64 = 0
    /// Whether times and serials went on from line to line.
    var order = LineOrder()
    /// Activities and notices before whose lines others may still come.
    var pending = ActivityBatch()
    /// Activities and notices whose place in the order of lines is known, and in that of time is not.
    var held = ActivityBatch()
}

extension TrailState: SavedState {
    /// Whether there are no more machines than are followed, each once.
    var isSound: Bool {
        nodes.count <= NodeTrails.limit && Set(nodes.map(\.node)).count == nodes.count
            && (further == nil || nodes.count == NodeTrails.limit) && unfollowed < 1 << 36
    }
}

/// How far one machine's events have been followed.
struct NodeState: Codable, Sendable {
    /// The name that its records give it; empty where they give none.
    var node: [UInt8] = []
    /// What is known of those that were followed.
    var trail = Trail()
    /// The edits that later activities may be steps of.
    var edits = EditFolder()
    /// The same with those that a filter leaves out, which a detector sees as well.
    var allEdits = EditFolder()
    /// What a detector has to know of them; nil where none looked.
    var detector: Detector.State?
}
