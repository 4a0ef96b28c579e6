import AuditRecords
import DockerActivity

/// A change of the engine's daemon.json.
struct DaemonFileChange: Sendable, Codable {
    /// What was done.
    var edit: Edit
    /// Whether findings on it are asked for.
    var isWanted: Bool
}

extension Edit {
    /// Whether it changed the content of the engine's daemon.json, or may have.
    var isOfDaemonFile: Bool {
        guard let file = activity.file, file.place == .daemonConfig, activity.outcome == .success else { return false }
        switch activity.action {
        case .openWrite, .create, .rename, .link, .symlink, .truncate:
            return text.span.extracting(file.path.indices).hasSuffix("/daemon.json")
        default: return false
        }
    }
}
