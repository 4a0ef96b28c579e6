import AuditRecords

/// What is known at the moment of an event of the files that it names, and of the process that names them.
struct PresentKnowledge: TrueFiles.Knowledge {
    var files = FileIdentities()
    var views = FileViews()
    let process: ProcessTable.Process?
    /// What is mounted where the process runs; nil where that is not sure.
    let mounts: ContainerMounts?

    var isEngines: Bool {
        switch process?.lineage {
        case .engine, .claimedEngine: true
        default: false
        }
    }

    init(process: ProcessTable.Process?, mounts: ContainerMounts?) {
        self.process = process
        self.mounts = mounts
    }

    mutating func names(of index: Int, _ item: FileItem) -> [[UInt8]] { files.names(of: item.identity) }

    func areFromSnapshot(_ index: Int, _ item: FileItem) -> Bool { files.isFromSnapshot(item.identity) }

    mutating func mounted(_ name: [UInt8], _ item: FileItem) -> [UInt8]? {
        guard let path = mounts?.hostPath(of: name) else { return nil }
        // The host has another file there: something lies over the mount, or the process left its container's view.
        if item.part != .create, let other = files.identity(of: path), other != item.identity { return nil }
        return path
    }

    mutating func hostPath(of name: [UInt8]) -> [UInt8]? {
        guard let process else { return nil }
        switch process.lineage {
        case .host: return name
        case .engine, .claimedEngine, .shim, .runc: return Self.isEngines(name) ? name : nil
        case .container, .unknown: return views.hostPath(process.view, name)
        }
    }

    /// Whether a name that the engine gives is one of its own places.
    ///
    /// It unpacks layers in a root of their own, partly in threads of the daemon itself: /etc/passwd is then the layer's.
    private static func isEngines(_ name: [UInt8]) -> Bool {
        let place = DockerPlace(path: name.span)
        return place.isBelowDataRoot || place == .socket || place == .plugin || name.starts(with: "/run/".utf8)
    }
}
