public import AuditEvents
import DockerActivity

/// What was given of one host beside its logs.
public struct HostState: Sendable {
    /// What the engine's own files say of its containers.
    public var engineState = EngineState()
    /// A snapshot of its files.
    public var hostMap: HostMapInput?
    /// Names of its users and groups.
    public var names = AccountNames()
    /// The files that the names are from.
    public var accountFiles: [AccountFile] = []

    /// Nothing is given.
    public init() {}

    /// Whether nothing is given.
    var isEmpty: Bool { engineState.sources.isEmpty && hostMap == nil && accountFiles.isEmpty }

    /// What a trail has to know.
    func given(_ trees: [UInt32]) -> GivenState {
        var given = GivenState()
        given.group = names.dockerGroup
        given.containers = engineState.containers
        given.files = hostMap?.files
        given.trees = trees
        return given
    }
}

/// A passwd or group file that was given beside the logs.
public struct AccountFile: Sendable, Hashable {
    /// What it names: users or groups.
    public enum Kind: String, Sendable, CaseIterable {
        case passwd, group
    }

    /// What it names.
    public var kind: Kind
    /// Its path as given.
    public var path: String
    /// The host that it was said to be of; nil where no host was named.
    public var host: String?

    /// A file by its path.
    public init(_ kind: Kind, path: String, host: String?) {
        (self.kind, self.path, self.host) = (kind, path, host)
    }
}
