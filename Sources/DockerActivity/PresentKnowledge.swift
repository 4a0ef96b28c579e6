/// What is known at the moment of an event of the files that it names, and of the process that names them.
struct PresentKnowledge: TrueFiles.Knowledge {
    var files = FileIdentities()
    var views = FileViews()
    let process: ProcessTable.Process?

    var isEngines: Bool {
        switch process?.lineage {
        case .engine, .claimedEngine: true
        default: false
        }
    }

    init(process: ProcessTable.Process?) { self.process = process }

    mutating func names(of index: Int, _ item: FileItem) -> [[UInt8]] { files.names(of: item.identity) }

    mutating func isHosts(_ name: [UInt8]) -> Bool {
        guard let process else { return false }
        switch process.lineage {
        case .host: return true
        case .engine, .claimedEngine, .shim, .runc: return Self.isEngines(name)
        case .container, .unknown: return views.isShared(process.view, name)
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
