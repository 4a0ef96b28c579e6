import DockerActivity

/// How far a host's events have been followed, for going on with later logs of the host.
struct TrailState: Sendable {
    /// What is known of those that were followed.
    var trail = Trail()
    /// Activities and notices that are still to be followed, in the order of their lines.
    var pending = ActivityBatch()
}
