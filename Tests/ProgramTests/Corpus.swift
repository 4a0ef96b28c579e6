import Foundation
import Testing
import TestSupport

/// A log made by Benchmarks/make-corpus, with the manifest of what is in it.
struct Corpus {
    /// What to make; the test is named after the options.
    struct Options: CustomTestStringConvertible, Sendable {
        let size: String
        let seed: Int
        let others: [String]

        init(size: String, seed: Int, _ others: String...) {
            self.size = size
            self.seed = seed
            self.others = others
        }

        var arguments: [String] { ["--size", size, "--seed", "\(seed)"] + others }
        var testDescription: String { arguments.joined(separator: " ") }
    }

    let folder: TemporaryFolder
    let manifest: JSONValue
    /// Each path, login user and number of writes, as lines of text.
    let writes: String
    /// The folder that holds the log files and nothing else.
    var logs: String { folder.path(of: "logs") }

    /// Makes the log; the same options give the same bytes.
    init(_ options: Options) throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("logs")
        let maker = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Benchmarks/make-corpus").standardized.path
        let table = folder.path(of: "writes.tsv")
        let made = try ExternalTool.run(
            "python3",
            [maker, "--out", folder.path(of: "logs"), "--writes-tsv", table] + options.arguments
        )
        try #require(made.status == 0, "\(made.errorText)")
        let place = folder.path(of: "manifest.json")
        try FileManager.default.moveItem(atPath: folder.path(of: "logs/manifest.json"), toPath: place)
        manifest = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: place)))
        writes = try String(contentsOfFile: table, encoding: .utf8)
    }
}
