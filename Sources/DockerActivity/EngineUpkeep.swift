import AuditRecords

/// Tells which acts of the engine are upkeep that leaves nothing to know for later: below its data root, and on files that
/// nobody sees under another name.
enum EngineUpkeep {
    /// Whether an act on a file is such upkeep, if it is the engine that acts.
    ///
    /// The directories and files that the engine mounts into containers are not among them: they are met again under the
    /// containers' names.
    static func isLikely(_ file: FileFacts, _ action: Action, in bytes: Span<UInt8>) -> Bool {
        guard file.resolvedBy == .name else { return false }
        switch action {
        case .create, .delete, .chmod, .chown, .mkdir, .rmdir, .symlink, .rename, .link, .openWrite, .setxattr,
            .removexattr, .truncate, .mknod:
            break
        default: return false
        }
        let path = bytes.extracting(file.path.indices)
        guard isOfNoInterest(path, file.place), !isOfTask(path, action) else { return false }
        return file.from.isEmpty || action == .symlink || isOfNoInterest(bytes.extracting(file.from.indices))
    }

    /// Whether a container's task is made or put aside, which tells when the container runs.
    private static func isOfTask(_ path: Span<UInt8>, _ action: Action) -> Bool {
        guard action == .mkdir || action == .rename else { return false }
        let id = path.count - Container.idLength
        let start = action == .rename ? id - 1 : id
        return path.holds(ContainerTrail.tasks, at: start - ContainerTrail.tasks.utf8CodeUnitCount, end: path.count)
    }

    private static func isOfNoInterest(_ path: Span<UInt8>) -> Bool { isOfNoInterest(path, DockerPlace(path: path)) }

    private static func isOfNoInterest(_ path: Span<UInt8>, _ place: DockerPlace) -> Bool {
        switch place {
        case .imageLayer, .containerLayer: !isLayerRoot(path)
        case .dataRoot: depth(of: path) > 4
        case .containerState: !isMounted(path)
        default: false
        }
    }

    /// Whether a path is what a layer's files lie in: `overlay2/ID/diff`, `overlay2/ID/merged`, `vfs/dir/ID`.
    private static func isLayerRoot(_ path: Span<UInt8>) -> Bool {
        path.hasSuffix("/diff") || path.hasSuffix("/merged") || path.hasSuffix("/fs")
            || path.holds("/vfs/", at: 15, end: path.count)
    }

    /// The number of a path's parts: a data root has three, what lies directly in it four.
    ///
    /// These may be moved, or be links.
    private static func depth(of path: Span<UInt8>) -> Int {
        var slashes = 0
        for index in 0..<path.count where path[index] == UInt8(ascii: "/") { slashes += 1 }
        return slashes
    }

    /// Whether a path is a container's directory, or one of the files that are mounted into the container: `hosts`,
    /// `hostname`, `resolv.conf`, `mounts/shm` (moby, daemon/container_operations_unix.go).
    private static func isMounted(_ path: Span<UInt8>) -> Bool {
        if path.hasSuffix("/hosts") || path.hasSuffix("/hostname") || path.hasSuffix("/resolv.conf") { return true }
        return depth(of: path) <= 5 || path.hasSuffix("/shm") || path.hasSuffix("/mounts")
    }
}
