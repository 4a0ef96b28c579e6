import Analysis
import AuditLogs
import Foundation
import Testing

/// One recording of a real host, among the fixtures of the program's tests.
struct RealHost: CustomTestStringConvertible, Sendable {
    let name: String
    var testDescription: String { name }
    /// The folder with the log's files, and a file that tells the truth about them.
    var folder: String { Self.root.appendingPathComponent(name).path }

    /// All recordings, by name.
    static let all = ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()
        .map { RealHost(name: $0) }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ProgramTests/Fixtures/recordings")

    /// The log's lines with their newlines, oldest first.
    func lines() throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for file in LogAnalysis([folder]).inventory.files {
            var reader = try ChunkReader(file)
            while let chunk = reader.next() {
                for line in chunk.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    .dropLast()
                {
                    lines.append(line + [UInt8(ascii: "\n")])
                }
                #expect(chunk.bytes.last == UInt8(ascii: "\n") && chunk.problem == nil)
            }
        }
        return lines
    }
}
