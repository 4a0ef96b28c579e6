import AuditRecords

extension Disposition {
    /// What an activity is, by who did it to what.
    ///
    /// Routine is what the engine, package managers and the system do by themselves, and that somebody uses the engine
    /// through its client. What a person, a job or configuration management changes never is.
    init(_ activity: Activity, in bytes: Span<UInt8>) {
        let isRoutine =
            switch activity.subject.kind {
            case .runtime, .packageManager: true
            case .system: Self.isRoutine(ofSystem: activity)
            case .container: activity.file?.place == .volume || activity.file?.place == .containerLayer
            case .person, .automation: activity.outcome == .success && Self.isUse(activity, in: bytes)
            case nil: activity.subject.loginID == SubjectFacts.unset && Self.isElsewhere(activity)
            }
        self = isRoutine ? .routine : .noteworthy
    }

    /// Services of the host run Docker's programs and connect to its sockets; what they change of Docker's is seldom routine,
    /// but for the first process, which opens and removes the sockets that it listens on for them (systemd.socket(5)).
    private static func isRoutine(ofSystem activity: Activity) -> Bool {
        if activity.subject.process == 1 { return activity.file != nil }
        guard activity.outcome != .failure, let file = activity.file else { return false }
        switch activity.action {
        case .execute, .openRead, .connect: return true
        default: return file.place == .other && file.resolvedBy != .unresolved
        }
    }

    /// Whether it is on a file that is none of Docker's, as far as its path is known.
    private static func isElsewhere(_ activity: Activity) -> Bool {
        guard activity.outcome != .failure, let file = activity.file else { return false }
        return file.place == .other && file.resolvedBy != .unresolved
    }

    /// Whether somebody runs the engine's client, or the client connects to the engine, without having entered the docker
    /// group for it.
    private static func isUse(_ activity: Activity, in bytes: Span<UInt8>) -> Bool {
        if activity.groupUse != nil { return false }
        switch (activity.action, activity.file?.place) {
        case (.execute, .binary?), (.connect, .socket?):
            let executable = bytes.extracting(activity.subject.executable.indices)
            return executable.hasSuffix("/docker") && DockerPlace(path: executable) == .binary
        default: return false
        }
    }
}
