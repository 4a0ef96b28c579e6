import AuditLogs
import Reports

/// Where a report goes: standard output, or a file that `-o` names.
///
/// A file is there as a whole or not at all, however the program ends.
enum ReportDestination: ~Copyable {
    case file(AtomicFile, path: String, isHashed: Bool)
    case stream(Output)

    /// Standard output if `path` is nil; a place that cannot be written shows at once.
    init(_ path: String?, isHashed: Bool) throws {
        if let path, AtomicFile.canBe(path) {
            self = .file(try AtomicFile(path), path: path, isHashed: isHashed)
        } else {
            self = .stream(try Output(path, isHashed: isHashed))
        }
    }

    /// Writes the whole report, empties the buffer, and gives what was written.
    func write(_ text: inout OutputBuffer) throws -> WrittenFile {
        switch self {
        case .stream(let output):
            try output.write(&text)
            return output.written
        case .file(let file, let path, let isHashed):
            let bytes = text.bytes
            text = OutputBuffer()
            try file.write(bytes)
            var digest = RunningDigest()
            if isHashed { digest.update(bytes.span) }
            return WrittenFile(path: path, digest: digest)
        }
    }
}
