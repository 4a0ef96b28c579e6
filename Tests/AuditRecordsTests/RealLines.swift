import Foundation

/// Lines of recordings of a real Docker host.
enum RealLines {
    /// The lines of every recording whose log is not compressed, in order.
    static let all: [[UInt8]] = {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let recordings = tests.appendingPathComponent("ProgramTests/Fixtures/recordings").path
        let files = (FileManager.default.enumerator(atPath: recordings)?.compactMap { $0 as? String } ?? []).sorted()
        return
            files.filter { $0.hasSuffix("/audit.log") }
            .compactMap { FileManager.default.contents(atPath: "\(recordings)/\($0)") }
            .flatMap { $0.split(separator: UInt8(ascii: "\n")).map(Array.init) }
    }()
}
