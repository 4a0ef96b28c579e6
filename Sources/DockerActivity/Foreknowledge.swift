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

    /// Activities on files that later events may have named, but of which too many would have had to wait.
    public internal(set) var untoldFiles: UInt64 = 0

    /// What there is to say of so many of those, in a sentence; nil where there are none.
    public static func note(untoldFiles: UInt64) -> String? {
        guard untoldFiles > 0 else { return nil }
        return "\(untoldFiles) activities on files that only later events may name are told without them: "
            + "\(LateFiles.limit), or \(LateFiles.bytesLimit >> 20) MiB of their texts, wait for later events at most"
    }

    /// Nothing is known yet.
    public init() {}
}
