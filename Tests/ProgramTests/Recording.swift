import Foundation
import Testing
import TestSupport

/// One recording of a real Docker host: its log files and the truth about them.
///
/// The truth was written down from what was run on the host, not from what any program made of the log.
struct Recording: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }
    /// The folder with the log files and truth.json.
    var folder: String { Self.root.appendingPathComponent(name).path }
    /// Names of the log's files.
    var files: [String] { Self.names(in: folder).filter { $0.hasPrefix("audit.log") } }

    /// The folder with the engine's own files that was copied beside the log; nil where none was.
    var engineState: String? {
        Self.names(in: folder).contains("docker-state") ? "\(folder)/docker-state" : nil
    }

    /// All recordings, by name.
    static let all = names(in: root.path).map { Recording(name: $0) }

    private static let root = Bundle.module.bundleURL.appendingPathComponent("Fixtures/recordings")

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// What is known to be in the log.
    func truth() throws -> Truth { try Truth(truthDocument()) }

    /// What is known, as it is written down.
    func truthDocument() throws -> JSONValue {
        try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent("truth.json")))
    }

    /// Copies the log files, and nothing else, to a fresh folder.
    func copyLogs() throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        for file in files {
            try copy.write(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")), to: file)
        }
        return copy
    }
}
