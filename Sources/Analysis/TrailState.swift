import Detections
import DockerActivity

/// How far a host's events have been followed, for going on with later logs of the host.
struct TrailState: Codable, Sendable {
    /// What is known of those that were followed.
    var trail = Trail()
    /// The edits that later activities may be steps of.
    var edits = EditFolder()
    /// The same with those that a filter leaves out, which a detector sees as well.
    var allEdits = EditFolder()
    /// What a detector has to know of them; nil where none looked.
    var detector: Detector.State?
    /// Activities and notices before whose lines others may still come.
    var pending = ActivityBatch()
    /// Activities and notices whose place in the order of lines is known, and in that of time is not.
    var held = ActivityBatch()
}
