import DockerActivity

/// The codes of an activity's words: 0 where it has none, else one more than the word's place in `ActivityField.words`.
extension ActivityView {
    /// The code of a field that has one of a few words.
    func code(of field: Int) -> UInt64 {
        switch field {
        case Self.action: UInt64(activity.action.index) + 1
        case Self.fileClass: activity.file.map { UInt64($0.place.index) + 1 } ?? 0
        case Self.outcome: activity.outcome.code
        case Self.fileRoute: activity.file?.route.code ?? 0
        case Self.subjectKind: activity.subject.kind?.code ?? 0
        case Self.disposition: activity.disposition.code
        default: 0
        }
    }

    /// Numbers of the fields that have codes, found once.
    static let action = ActivityField.action.number
    static let fileClass = ActivityField.fileClass.number
    private static let outcome = ActivityField.outcome.number
    private static let fileRoute = ActivityField.fileRoute.number
    private static let subjectKind = ActivityField.subjectKind.number
    private static let disposition = ActivityField.disposition.number
}

extension Outcome {
    fileprivate var code: UInt64 {
        switch self {
        case .success: 1
        case .failure: 2
        case .unknown: 3
        case .claimed: 4
        }
    }
}

extension FileRoute {
    fileprivate var code: UInt64 {
        switch self {
        case .plain: 1
        case .link: 2
        case .descriptor: 3
        case .foreign: 4
        case .unknown: 5
        }
    }
}

extension SubjectKind {
    fileprivate var code: UInt64 {
        switch self {
        case .person: 1
        case .automation: 2
        case .packageManager: 3
        case .runtime: 4
        case .container: 5
        case .system: 6
        }
    }
}

extension Disposition {
    fileprivate var code: UInt64 {
        switch self {
        case .routine: 1
        case .noteworthy: 2
        case .suspicious: 3
        }
    }
}
