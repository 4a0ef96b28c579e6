import DockerActivity

/// The fields that have one of a few words, by which rules are sorted and told apart without comparing text.
enum ActivityCode: Int, Sendable, CaseIterable {
    case action, fileClass, outcome, fileRoute, subjectKind, disposition

    /// The field.
    var field: ActivityField {
        switch self {
        case .action: .action
        case .fileClass: .fileClass
        case .outcome: .outcome
        case .fileRoute: .fileRoute
        case .subjectKind: .subjectKind
        case .disposition: .disposition
        }
    }

    /// The words, in the order of their codes: 1 for the first, and 0 where a field has none.
    var words: [String] {
        switch self {
        case .action: Action.allCases.sorted { $0.index < $1.index }.map(\.rawValue)
        case .fileClass: DockerPlace.allCases.sorted { $0.index < $1.index }.map(\.rawValue)
        case .outcome: Outcome.allCases.map(\.rawValue)
        case .fileRoute: FileRoute.allCases.map(\.rawValue)
        case .subjectKind: SubjectKind.allCases.map(\.rawValue)
        case .disposition: Disposition.allCases.map(\.rawValue)
        }
    }

    /// The code of an activity's word.
    @inline(__always)
    func code(of activity: Activity) -> UInt64 {
        switch self {
        case .action: UInt64(activity.action.index) + 1
        case .fileClass: activity.file.map { UInt64($0.place.index) + 1 } ?? 0
        case .outcome: activity.outcome.code
        case .fileRoute: activity.file?.route.code ?? 0
        case .subjectKind: activity.subject.kind?.code ?? 0
        case .disposition: activity.disposition.code
        }
    }
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
    /// The disposition's code.
    var code: UInt64 {
        switch self {
        case .routine: 1
        case .noteworthy: 2
        case .suspicious: 3
        }
    }
}
