/// What a first pass over a log learned of activities from events that come after them, for a second pass that has to tell
/// at once.
public struct Foreknowledge: Sendable {
    /// Where an activity's first record stands.
    struct Place: Hashable, Sendable {
        let source: UInt32
        let line: UInt64

        init(_ evidence: Activity.Evidence) {
            source = evidence.source
            line = evidence.line
        }
    }

    /// The files of activities that no event before theirs names.
    var files: [Place: TrueFiles] = [:]
    /// The commands of sudo's of which nothing but its own record tells.
    var commands = CommandTraces()

    /// The records about groups that a container's process sent, and that the host's own file bears out.
    var trueClaims: Set<Place> = []

    /// Nothing is known yet.
    public init() {}
}
