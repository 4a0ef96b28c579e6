import Analysis
import ArgumentParser
import AuditLogs
import FoundationEssentials

/// The engine's own files, given beside the logs: options of the commands that name containers.
struct EngineStateOptions: ParsableArguments {
    @Option(
        name: .customLong("engine-state"),
        help: ArgumentHelp(
            "The engine's data root, or a copy of it: its containers' names, images and mounts. Can be repeated.",
            valueName: "dir"
        )
    )
    var directories: [String] = []

    /// Bytes of a file of the engine's that is read; they have a few thousand.
    private static let fileLimit = 4 << 20

    /// Gives an analysis what the files say.
    func add(to analysis: inout LogAnalysis) throws {
        if !directories.isEmpty, analysis.inventory.sets.count > 1 {
            throw ValidationError(
                "--engine-state is of one host, and these are logs of \(analysis.inventory.sets.count); give them one by one."
            )
        }
        analysis.engineState = try state()
    }

    /// What the files say.
    ///
    /// Only a directory without any container's files is refused; of what cannot be used else the state says so.
    private func state() throws -> EngineState {
        var state = EngineState()
        for directory in directories {
            state.begin(directory)
            try Self.read(directory, into: &state)
        }
        return state
    }

    private static func read(_ directory: String, into state: inout EngineState) throws {
        let folder = directory.hasSuffix("/") ? "\(directory)containers" : "\(directory)/containers"
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
