import AuditRecords
public import DockerActivity

/// Compares what is done with a site's baseline, and tells each thing that is not in it once.
struct FirstSeen: Sendable, Codable {
    /// What was told already; beyond the baseline's own limit all is told again.
    private var told: Set<[UInt8]> = []

    /// The ids of the detections that an edit makes for not being in a baseline.
    mutating func take(_ edit: Edit, _ baseline: Baseline) -> [String] {
        let activity = edit.activity
        guard let file = activity.file, file.place.isWatchedForNews, activity.outcome == .success,
            activity.subject.kind != .packageManager, activity.subject.kind != .runtime,
            activity.subject.kind != .container
        else { return [] }
        let text = edit.text.span
        let program = [UInt8](copying: text.extracting(activity.subject.executable.indices))
        let user = Self.user(activity.subject, text)
        guard activity.action.isChangeOfFile else { return [] }
        var ids: [String] = []
        if isNew(.program, file.place, program, baseline) { ids.append(CodeDetection.firstProgram) }
        if isNew(.user, file.place, user, baseline) { ids.append(CodeDetection.firstUser) }
        return ids
    }

    /// Whether an activity is the first connection to a socket by a login user who is not in a baseline.
    ///
    /// Using the engine through its client is routine, and so no edit that `take` is shown.
    mutating func isFirstConnection(_ activity: Activity, _ baseline: Baseline, in text: Span<UInt8>) -> Bool {
        guard activity.action == .connect, activity.outcome == .success, activity.file?.place == .socket else {
            return false
        }
        return isNew(.socket, .socket, Self.user(activity.subject, text), baseline)
    }

    private mutating func isNew(
        _ kind: Baseline.Kind,
        _ place: DockerPlace,
        _ name: [UInt8],
        _ baseline: Baseline
    ) -> Bool {
        guard !name.isEmpty, !baseline.contains(Baseline.Entry(kind, place: place.rawValue, name: name)) else {
            return false
        }
        let key = Array("\(kind.rawValue) \(place.rawValue) ".utf8) + name
        guard !told.contains(key) else { return false }
        if told.count < Baseline.limit { told.insert(key) }
        return true
    }

    private static func user(_ subject: SubjectFacts, _ text: Span<UInt8>) -> [UInt8] {
        guard let id = subject.loginID, id != SubjectFacts.unset else { return [] }
        return subject.login.isEmpty
            ? Array("uid:\(id)".utf8) : [UInt8](copying: text.extracting(subject.login.indices))
    }
}

extension DockerPlace {
    /// Whether programs and users of such files are few enough that a new one is news.
    public var isWatchedForNews: Bool {
        switch self {
        case .daemonConfig, .tls, .unit, .binary, .socket, .auditConfig, .auditLog: true
        case .containerState, .plugin, .imageLayer, .containerLayer, .volume, .dataRoot, .accountFile, .hostFile,
            .other:
            false
        }
    }
}
