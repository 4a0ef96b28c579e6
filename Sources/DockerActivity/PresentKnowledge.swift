/// What is known at the moment of an event of the files that it names, and of the process that names them.
struct PresentKnowledge: TrueFiles.Knowledge {
    var files = FileIdentities()
    var views = FileViews()
    let process: ProcessTable.Process?

    init(process: ProcessTable.Process?) { self.process = process }

    mutating func names(of index: Int, _ item: FileItem) -> [[UInt8]] { files.names(of: item.identity) }

    mutating func isHosts(_ name: [UInt8]) -> Bool {
        guard let process else { return false }
        switch process.lineage {
        case .host, .engine, .shim: return true
        case .claimedEngine, .runc: return DockerPlace(path: name.span).isBelowDataRoot
        case .container, .unknown: return views.isShared(process.view, name)
        }
    }
}
