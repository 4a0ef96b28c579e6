/// The detections that the program brings, as the files of rules/detections were when it was built.
///
/// `scripts/embed-rules` writes them, and a test compares.
public enum EmbeddedDetections {
    /// The files' names in rules/detections, and their texts.
    public static let all: [(name: String, text: String)] = [
        ("files.yml", files), ("socket.yml", socket), ("group.yml", group), ("runtime.yml", runtime),
        ("audit.yml", audit), ("behaviour.yml", behaviour),
    ]
}
