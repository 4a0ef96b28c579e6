import Analysis
import ArgumentParser
import AuditLogs
import Glibc
import Reports

/// Whether a manifest is written: an option of the commands that read logs.
struct ManifestOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write to this file what was read and written, with the SHA-256 of each; docktrail verify checks it.",
            valueName: "file"
        )
    )
    var manifest: String?

    /// Whether one is wanted.
    var isWanted: Bool { manifest != nil }

    /// Begins a manifest, if one is wanted; a place that cannot be written, or where the output goes, shows at once.
    func begin(beside outputs: String?...) throws -> ManifestDraft? {
        guard let manifest else { return nil }
        if outputs.contains(manifest) {
            throw ValidationError(
                "--manifest: the output itself goes to \(manifest); the manifest needs a file of its own."
            )
        }
        return try ManifestDraft(manifest)
    }
}

/// A file that an option or an operand named.
struct GivenFile: Hashable {
    /// What it was to the run.
    let role: Manifest.File.Role
    /// Its path as given, in bytes; nil for a stream, which nobody can read again.
    let path: [UInt8]?

    /// A file by its path in bytes.
    init(_ role: Manifest.File.Role, path: [UInt8]?) {
        self.role = role
        self.path = path
    }

    /// A file by its path.
    init(_ role: Manifest.File.Role, _ path: String) {
        self.init(role, path: Array(path.utf8))
    }

    /// The logs that were found, or the archives around them.
    static func logs(of analysis: LogAnalysis) -> [GivenFile] {
        analysis.inventory.files.map { GivenFile(.log, path: $0.isStream ? nil : $0.outermostPath) }
    }
}

/// Something that a run wrote.
struct WrittenFile {
    /// Where it is; nil for standard output.
    let path: String?
    /// What was written.
    let digest: RunningDigest
}

/// A manifest in the making.
struct ManifestDraft {
    private let file: AtomicFile
    /// The directory of the manifest, without links on the way.
    private let directory: [UInt8]
    private let started = Clock.now

    init(_ path: String) throws {
        file = try AtomicFile(path)
        directory = RealPath.directory(of: Array(path.utf8)) ?? []
    }

    /// Hashes what was read and writes the manifest.
    ///
    /// What cannot be hashed any more stands in it without a digest, and is told; the exit status is 2 then.
    func write(inputs: [GivenFile], outputs: [WrittenFile], _ status: ExitCode) throws -> ExitCode {
        var isComplete = true
        var seen: Set<GivenFile> = []
        var files: [Manifest.File] = []
        for input in inputs where seen.insert(input).inserted {
            files.append(entry(input, &isComplete))
        }
        let manifest = Manifest(
            started: started,
            ended: Clock.now,
            version: Docktrail.version,
            program: entry(GivenFile(.program, path: RealPath.ofProgram), &isComplete),
            arguments: CommandLine.arguments.dropFirst().map { Array($0.utf8) },
            inputs: files,
            outputs: outputs.map { output in
                Manifest.File(
                    .output,
                    path: output.path.map { name(Array($0.utf8)) },
                    sha256: output.digest.text,
                    bytes: output.digest.count
                )
            }
        )
        try file.write(ManifestText().json(of: manifest).bytes)
        return isComplete ? status : ExitCode(2)
    }

    private func entry(_ given: GivenFile, _ isComplete: inout Bool) -> Manifest.File {
        guard let path = given.path else { return Manifest.File(given.role, path: nil, sha256: nil, bytes: nil) }
        let name = name(path)
        do throws(LogFileError) {
            let digest = try FileDigest(path: path)
            return Manifest.File(given.role, path: name, sha256: digest.sha256, bytes: digest.bytes)
        } catch {
            Messages.tell("the manifest has no SHA-256 of a file: \(error.description)")
            isComplete = false
            return Manifest.File(given.role, path: name, sha256: nil, bytes: nil)
        }
    }

    /// How the manifest names a file.
    private func name(_ path: [UInt8]) -> [UInt8] {
        guard let folder = RealPath.directory(of: path) else { return path }
        let last = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
        let file = (folder == [UInt8(ascii: "/")] ? [] : folder) + [UInt8(ascii: "/")] + last
        return ManifestPath.path(of: file, from: directory, wasRelative: path.first != UInt8(ascii: "/"))
    }
}

/// Paths without links on the way: realpath(3).
enum RealPath {
    /// The program's own file; nil where the system does not tell.
    static var ofProgram: [UInt8]? { resolved(Array("/proc/self/exe".utf8)) }

    /// The directory that a file lies in; nil if it is not there.
    static func directory(of path: [UInt8]) -> [UInt8]? {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return resolved([UInt8(ascii: ".")]) }
        return resolved(slash == 0 ? [UInt8(ascii: "/")] : Array(path[..<slash]))
    }

    private static func resolved(_ path: [UInt8]) -> [UInt8]? {
        let text = path.map(CChar.init(bitPattern:)) + [0]
        // It reads up to the zero, and its answer is ours to free.
        guard let answer = unsafe realpath(text, nil) else { return nil }
        defer { unsafe free(answer) }
        return unsafe Array(UnsafeBufferPointer(start: answer, count: strlen(answer))).map(UInt8.init(bitPattern:))
    }
}
