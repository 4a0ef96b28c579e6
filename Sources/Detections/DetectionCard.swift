/// What there is to know of a detection, whether its condition is Sigma's or code: the head of its YAML document.
public struct DetectionCard: Sendable {
    /// What of the log tells one story, and so makes one finding.
    public enum Story: String, Sendable, CaseIterable, Codable {
        /// The steps of one edit of a file.
        case edit
        /// What one process, and those that go on with its files, did close in time.
        case process
        /// What one person or container did, however many processes it took.
        case actor
    }

    /// Of what the same is told once only, however often it is seen.
    public enum Once: String, Sendable, CaseIterable, Codable {
        /// Of each image that a container is made from.
        case image
    }

    /// The detection's name: `cfg-daemon-json-write`.
    public var id: String
    /// One line.
    public var title: String
    /// What it means and why it matters.
    public var description: String
    /// How grave it is, before circumstances raise or lower it.
    public var level: Level
    /// ATT&CK techniques of version 19, `T1565.001`, and older ids that they had.
    public var attack: [String]
    /// When it fires though nothing is wrong.
    public var falsePositives: [String]
    /// Where to read on.
    public var references: [String]
    /// The sentence that says why a finding was made, with names of its facts in braces: `{who} opened {file} for writing`.
    public var why: String
    /// What makes one finding.
    public var story: Story
    /// Of what the same is told once only; nil where each time counts.
    public var once: Once?
    /// Where the detection was read: a file's path, or nil for one that the program brings.
    public var file: String?
    /// The line that its document begins in, from 1.
    public var line: Int
    /// Whether code decides, rather than Sigma's conditions.
    public var isCode: Bool

    /// A card of which only the names are known.
    public init(id: String, title: String, level: Level) {
        self.id = id
        self.title = title
        self.level = level
        description = ""
        attack = []
        falsePositives = []
        references = []
        why = ""
        story = .edit
        line = 1
        isCode = false
    }
}
