import DockerActivity
import FoundationEssentials

/// What the engine's `config.v2.json` says of a container, as far as it is of interest here (moby, container/container.go).
private struct EngineConfiguration: Decodable {
    struct Settings: Decodable {
        var Image: String?
    }

    struct MountPoint: Decodable {
        var Source: String?
        var Destination: String
        var `Type`: String?
    }

    var ID: String
    var Name: String?
    var Path: String?
    var Args: [String]?
    var Config: Settings?
    var MountPoints: [String: MountPoint]?
    var HostnamePath: String?
    var HostsPath: String?
    var ResolvConfPath: String?
}

/// What its `hostconfig.json` says.
private struct EngineHostConfiguration: Decodable {
    var Tmpfs: [String: String]?
}

extension KnownContainer {
    /// The container that the engine's files describe; the directory they lie in is named for its id.
    init(_ configuration: [UInt8], _ hostConfiguration: [UInt8]?, id: String) throws(EngineStateError) {
        guard let file: EngineConfiguration = Self.decoded(configuration) else { throw .notReadable }
        guard file.ID == id else { throw .otherContainer }
        self.init(id: Array(file.ID.utf8))
        name = Array((file.Name ?? "").drop { $0 == "/" }.utf8)
        image = Array((file.Config?.Image ?? "").utf8)
        command = Array(([file.Path ?? ""] + (file.Args ?? [])).joined(separator: " ").utf8)
        // The engine's own files come first: what was asked for lies over them.
        let own = [
            ("/etc/hostname", file.HostnamePath), ("/etc/hosts", file.HostsPath),
            ("/etc/resolv.conf", file.ResolvConfPath),
        ]
        for (destination, source) in own {
            if let source, !source.isEmpty { mounts.append((Array(destination.utf8), Array(source.utf8))) }
        }
        for (_, mount) in (file.MountPoints ?? [:]).sorted(by: { $0.key < $1.key }) {
            let isHosts = mount.Type != "tmpfs"
            mounts.append((Array(mount.Destination.utf8), isHosts ? Array((mount.Source ?? "").utf8) : []))
        }
        let host: EngineHostConfiguration? = hostConfiguration.flatMap { Self.decoded($0) }
        for destination in (host?.Tmpfs ?? [:]).keys.sorted() { mounts.append((Array(destination.utf8), [])) }
    }

    private static func decoded<File: Decodable>(_ json: [UInt8]) -> File? {
        try? JSONDecoder().decode(File.self, from: Data(json))
    }
}
