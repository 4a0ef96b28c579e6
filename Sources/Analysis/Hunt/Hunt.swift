import AuditRecords
public import DockerActivity

/// Looks for indicators in activities, and counts what it finds.
public struct Hunt: Sendable {
    /// What was found of one indicator.
    public struct Tally: Sendable {
        /// Activities.
        public internal(set) var hits: UInt64 = 0
        /// First and last time, in milliseconds since 1970; nil where there is none.
        public internal(set) var times: ClosedRange<Int64>?
    }

    /// Answers that are remembered; a log says the same again and again.
    static let rememberedLimit = 1 << 16

    /// The indicators.
    public let indicators: [Indicator]
    /// What was found of each.
    public private(set) var tallies: [Tally]

    private let tests: IndicatorTests
    private let userName: @Sendable (UInt32) -> String?
    private var answers: [Question: [Int]] = [:]

    /// A value of the log, and what it is.
    private struct Question: Hashable {
        enum Field { case path, program, source, user, containerID, containerName, image }

        let field: Field
        let value: [UInt8]
        var id: UInt32?
    }

    /// A hunt for some indicators.
    ///
    /// `userName` names a user's id where the log does not.
    public init(_ indicators: [Indicator], userName: @escaping @Sendable (UInt32) -> String?) {
        self.indicators = indicators
        self.userName = userName
        tests = IndicatorTests(indicators)
        tallies = [Tally](repeating: Tally(), count: indicators.count)
    }

    /// The places in the list of the indicators that an activity answers to, which are counted.
    public mutating func matches(_ activity: Activity, of batch: borrowing ActivityBatch) -> [Int] {
        let bytes = batch.bytes.span
        var found: [Int] = []
        for question in Self.questions(activity, in: bytes) where !question.value.isEmpty || question.id != nil {
            for index in answer(question) where !found.contains(index) { found.append(index) }
        }
        found.sort()
        let time = activity.stamp.milliseconds
        for index in found {
            let times = tallies[index].times ?? time...time
            tallies[index].hits += 1
            tallies[index].times = min(times.lowerBound, time)...max(times.upperBound, time)
        }
        return found
    }

    private static func questions(_ activity: Activity, in bytes: Span<UInt8>) -> [Question] {
        func text(_ range: ByteRange?) -> [UInt8] {
            guard let range else { return [] }
            var text: [UInt8] = []
            text.append(copying: bytes.extracting(range.indices))
            return text
        }
        let subject = activity.subject
        var questions = [activity.file?.path, activity.file?.from, activity.file?.recorded, activity.audit?.path]
            .map { Question(field: .path, value: text($0)) }
        questions += [
            Question(field: .program, value: text(subject.executable)),
            Question(field: .source, value: text(subject.source)),
            Question(field: .user, value: text(subject.login), id: subject.loginID),
            Question(field: .user, value: text(subject.user), id: subject.userID),
            Question(field: .user, value: text(subject.effectiveUser), id: subject.effectiveUserID),
            Question(field: .user, value: text(activity.group?.member)),
        ]
        if let container = activity.container {
            questions += [
                Question(field: .containerID, value: text(container.id)),
                Question(field: .containerID, value: text(container.startedFrom)),
                Question(field: .containerName, value: text(container.name)),
                Question(field: .image, value: text(container.image)),
                Question(field: .user, value: text(container.startedBy), id: container.startedByID),
            ]
        }
        if activity.action == .execute, let client = ClientFacts(activity, in: bytes) {
            questions.append(Question(field: .image, value: client.image))
        }
        return questions
    }

    private mutating func answer(_ question: Question) -> [Int] {
        if let known = answers[question] { return known }
        if answers.count >= Self.rememberedLimit { answers.removeAll(keepingCapacity: true) }
        let answer =
            switch question.field {
            case .path: tests.matches(path: question.value)
            case .program: tests.matches(program: question.value)
            case .source: tests.matches(source: question.value)
            case .user: tests.matches(user: question.value, question.id, userName: userName)
            case .containerID: tests.matches(containerID: question.value)
            case .containerName: tests.matches(containerName: question.value)
            case .image: tests.matches(image: question.value)
            }
        answers[question] = answer
        return answer
    }
}
