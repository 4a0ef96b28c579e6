import AuditRecords

/// Activities on files that no event up to theirs names, and what later events tell of them.
///
/// A file that is met by its inode alone may be named by a later event, as long as the inode was not given to another file
/// in between. So such activities wait for the end.
struct LateFiles: Sendable {
    /// One activity that waits.
    struct Waiting: Sendable, Codable {
        /// What is known of the process.
        let process: ProcessTable.Process?
        /// The questions about the activity's items, by their place; 0 where there is none.
        let questions: [UInt64]
    }

    /// Activities that wait at most.
    static let limit = 1 << 15
    /// Bytes of their texts.
    static let bytesLimit = 16 << 20

    /// The activities, with their texts.
    private(set) var batch = ActivityBatch()
    /// What belongs to each of them.
    private(set) var waiting: [Waiting] = []
    /// Activities that could not wait, since there were too many.
    private(set) var beyondLimit: UInt64 = 0
    /// Open questions: of which file a later event may tell the name.
    private var questions: [FileIdentity: UInt64] = [:]
    /// The names that were told, by question.
    private var answers: [UInt64: [UInt8]] = [:]
    /// Those that only a snapshot of the host's files told.
    private var answersOfSnapshot: Set<UInt64> = []
    /// The number of the question asked last; the first one is 1.
    private var lastQuestion: UInt64 = 0

    /// Takes an activity of a batch, the files of which are not known; false if there is no room.
    mutating func add(
        _ activity: Activity,
        _ places: TrueFiles,
        _ process: ProcessTable.Process?,
        of other: borrowing ActivityBatch
    ) -> Bool {
        guard waiting.count < Self.limit, batch.bytes.count < Self.bytesLimit else {
            beyondLimit += 1
            return false
        }
        let items = other.items[activity.items.indices]
        let asked = zip(items, places.places).map { item, place in place.path.isEmpty ? ask(item.identity) : 0 }
        batch.append(activity, from: other)
        waiting.append(Waiting(process: process, questions: asked))
        return true
    }

    private mutating func ask(_ identity: FileIdentity?) -> UInt64 {
        guard let identity else { return 0 }
        if let open = questions[identity] { return open }
        lastQuestion += 1
        questions[identity] = lastQuestion
        return lastQuestion
    }

    /// A file was met under a name that it had before.
    mutating func tell(_ identity: FileIdentity, _ name: [UInt8], fromSnapshot: Bool = false) {
        guard !questions.isEmpty, let question = questions[identity] else { return }
        answers[question] = name
        if fromSnapshot { answersOfSnapshot.insert(question) }
        questions[identity] = nil
    }

    /// A file was made or removed: what comes later under its identity is another.
    mutating func close(_ identity: FileIdentity) {
        if !questions.isEmpty { questions[identity] = nil }
    }

    /// What was told about a question.
    func answer(to question: UInt64) -> [UInt8]? { answers[question] }

    /// Whether only a snapshot of the host's files told about a question.
    func isOfSnapshot(_ question: UInt64) -> Bool { answersOfSnapshot.contains(question) }

    /// Forgets everything: it has been given out.
    mutating func removeAll() {
        let beyond = beyondLimit
        self = LateFiles()
        beyondLimit = beyond
    }
}

/// What is known at the end of the files that an activity named, and of the process that named them.
struct LateKnowledge: TrueFiles.Knowledge {
    let late: LateFiles
    /// The activity that is asked about.
    var waiting = LateFiles.Waiting(process: nil, questions: [])
    var views: FileViews

    var isEngines: Bool { false }

    mutating func names(of index: Int, _ item: FileItem) -> [[UInt8]] {
        late.answer(to: waiting.questions[index]).map { [$0] } ?? []
    }

    /// What is mounted was asked when the activity was met.
    mutating func mounted(_ name: [UInt8], _ item: FileItem) -> [UInt8]? { nil }

    func areFromSnapshot(_ index: Int, _ item: FileItem) -> Bool { late.isOfSnapshot(waiting.questions[index]) }

    mutating func hostPath(of name: [UInt8]) -> [UInt8]? {
        waiting.process.flatMap { views.hostPath($0.view, name) }
    }
}

extension LateFiles: SavedState {
    /// Whether each activity has a question for each of its items, and questions can still be numbered.
    var isSound: Bool {
        waiting.count <= Self.limit && batch.activities.count == waiting.count
            && zip(batch.activities, waiting).allSatisfy { Int($0.items.count) == $1.questions.count }
            && lastQuestion < 1 << 56 && beyondLimit < 1 << 56
    }
}
