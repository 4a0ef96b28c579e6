import AuditRecords

/// What stands where in a container: tells which file of the host one of the container's names means.
struct ContainerMounts: Sendable, Codable {
    /// Mounts of one container that are remembered.
    static let limit = 64

    private var mounts: [ContainerMount]
    /// Where the engine keeps volumes, without a slash at the end; empty where that is not known.
    private let dataRoot: [UInt8]

    /// The mounts of a container whose engine has its data root at a path.
    init(_ mounts: [ContainerMount], dataRoot: [UInt8]) {
        self.mounts = Array(mounts.prefix(Self.limit))
        self.dataRoot = dataRoot
    }

    /// The path on the host of an absolute, normalised name in the container; nil where it lies in no directory of the host
    /// that is mounted.
    ///
    /// The longest destination decides. A symbolic link on the way does not show in the name.
    func hostPath(of name: [UInt8]) -> [UInt8]? {
        var best: ContainerMount?
        for mount in mounts where holds(mount, name) && mount.destination.count >= best?.destination.count ?? 0 {
            best = mount
        }
        guard let best else { return nil }
        let rest = name[min(best.destination.count, name.count)...]
        switch best.source {
        case .host(let path):
            let isRoot = path == [UInt8(ascii: "/")]
            return isRoot && !rest.isEmpty ? Array(rest) : path + rest
        case .volume(let volume):
            return dataRoot.isEmpty ? nil : dataRoot + "/volumes/".utf8 + volume + "/_data".utf8 + rest
        case .hidden: return nil
        }
    }

    private func holds(_ mount: ContainerMount, _ name: [UInt8]) -> Bool {
        let destination = mount.destination
        return name.starts(with: destination)
            && (name.count == destination.count || name[destination.count] == UInt8(ascii: "/"))
    }
}
