import Analysis
import ArgumentParser
import AuditLogs
import AuditRules
import DockerActivity
import FoundationEssentials
import SystemPackage

/// What is given of a host beside its logs: the engine's own files, and a snapshot of which file was which.
struct HostStateOptions: ParsableArguments {
    @Option(
        name: .customLong("engine-state"),
        help: ArgumentHelp(
            "The engine's data root, or a copy of it: its containers' names, images and mounts. Can be repeated.",
            valueName: "[host=]dir"
        )
    )
    var directories: [String] = []

    @Option(
        name: .customLong("host-map"),
        help: ArgumentHelp(
            "A snapshot of which file was which, as `rules install` keeps it in /var/lib/docktrail/host-map.json. "
                + "Of several hosts, one each: HOST is a folder's name, --host-from's, or a node's.",
            valueName: "[host=]file"
        )
    )
    var hostMaps: [String] = []

    /// Bytes of a snapshot that is read; 20,000 files have some four million.
    private static let hostMapLimit = 64 << 20
    /// Bytes of a file of the engine's that is read; they have a few thousand.
    private static let fileLimit = 4 << 20

    /// Gives an analysis what the files say.
    ///
    /// For the log of this machine itself, its own snapshot is taken unless another is given.
    func add(to analysis: inout LogAnalysis, isOwnLog: Bool) throws {
        let hosts = analysis.inventory.sets.count
        let roots = try HostArgument.all(directories, of: "--engine-state", hosts: hosts, isSingle: false)
        for host in Set(roots.map(\.host)) {
            let state = try Self.state(roots.filter { $0.host == host }.map(\.path))
            if let host {
                analysis.hostStates[host, default: HostState()].engineState = state
            } else {
                analysis.engineState = state
            }
        }
        for argument in try HostArgument.all(hostMaps, of: "--host-map", hosts: hosts, isSingle: true) {
            let map = try Self.map(argument.path)
            if let host = argument.host {
                analysis.hostStates[host, default: HostState()].hostMap = map
            } else {
                analysis.hostMap = map
            }
        }
        if hostMaps.isEmpty, isOwnLog, let own = try? Self.map(HostMap.defaultPath.string) { analysis.hostMap = own }
    }

    /// The files that are read of the engine's, and the snapshot.
    func givenFiles(isOwnLog: Bool) -> [GivenFile] {
        var files: [GivenFile] = []
        for directory in directories {
            let folder = Self.folder(HostArgument(directory).path)
            for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
                for file in ["config.v2.json", "hostconfig.json"] {
                    let path = "\(folder)/\(name)/\(file)"
                    if FileManager.default.fileExists(atPath: path) { files.append(GivenFile(.engineState, path)) }
                }
            }
        }
        files += hostMaps.map { GivenFile(.hostMap, HostArgument($0).path) }
        if hostMaps.isEmpty, isOwnLog, FileManager.default.fileExists(atPath: HostMap.defaultPath.string) {
            files.append(GivenFile(.hostMap, HostMap.defaultPath.string))
        }
        return files
    }

    private static func folder(_ directory: String) -> String {
        directory.hasSuffix("/") ? "\(directory)containers" : "\(directory)/containers"
    }

    private static func map(_ path: String) throws -> HostMapInput {
        let bytes: [UInt8]
        do throws(SmallFile.Failure) {
            bytes = try SmallFile.read(path, limit: hostMapLimit)
        } catch {
            throw ValidationError("--host-map: \(error.text)")
        }
        guard let map = HostMap(json: bytes), let time = map.milliseconds else {
            throw ValidationError(
                "--host-map: \(path) is no snapshot of docktrail's; `docktrail rules install` keeps one in "
                    + "\(HostMap.defaultPath)."
            )
        }
        let files = map.files.compactMap { file in
            KnownFiles.File(device: file.dev, inode: file.inode, path: file.path, isDirectory: file.kind == "directory")
        }
        return HostMapInput(KnownFiles(milliseconds: time, files: files), path: path)
    }

    /// What the files say.
    ///
    /// Only a directory without any container's files is refused; of what cannot be used else the state says so.
    private static func state(_ directories: [String]) throws -> EngineState {
        var state = EngineState()
        for directory in directories {
            state.begin(directory)
            try read(directory, into: &state)
        }
        return state
    }

    private static func read(_ directory: String, into state: inout EngineState) throws {
        let folder = folder(directory)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty else {
            throw ValidationError(
                "--engine-state: \(directory) holds no containers/ID/config.v2.json; give the engine's data root "
                    + "(/var/lib/docker), or a copy of it that you may read."
            )
        }
        for name in names.sorted() {
            let path = "\(folder)/\(name)/config.v2.json"
            do throws(SmallFile.Failure) {
                let configuration = try SmallFile.read(path, limit: fileLimit)
                let host = try? SmallFile.read("\(folder)/\(name)/hostconfig.json", limit: fileLimit)
                state.add(configuration, host, id: name, path: path)
            } catch {
                state.note(problem: "\(error.text) (copy the whole data root, or try sudo)")
            }
        }
    }
}
