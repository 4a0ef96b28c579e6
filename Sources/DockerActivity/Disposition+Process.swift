extension Disposition {
    /// What an activity is, by who did it to what.
    init(_ activity: Activity, _ process: ProcessTable.Process?) {
        guard activity.outcome != .failure || activity.subject.kind == .runtime else {
            self = .noteworthy
            return
        }
        switch activity.subject.kind {
        case .runtime?, .packageManager?: self = .routine
        case .system?, nil:
            guard activity.subject.loginID == SubjectFacts.unset, let file = activity.file else {
                self = .noteworthy
                return
            }
            switch (file.place, activity.action) {
            case (_, .execute), (_, .openRead): self = .routine
            case (.other, _): self = file.resolvedBy == .unresolved ? .noteworthy : .routine
            default: self = .noteworthy
            }
        default: self = .noteworthy
        }
    }
}
