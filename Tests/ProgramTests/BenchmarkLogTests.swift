import Foundation
import Testing
import TestSupport

@Suite(
    .enabled(
        if: ExternalTool.areUsable("python3"),
        "NOT RUN: python3 makes the logs; run scripts/install-dependencies --tests"
    )
)
struct `A log of the benchmarks` {
    /// Runs one of the programs in Benchmarks.
    private func make(_ name: String, _ arguments: [String]) throws {
        let maker = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Benchmarks/\(name)").standardized.path
        let made = try ExternalTool.run("python3", [maker] + arguments)
        try #require(made.status == 0, "\(made.errorText)")
    }

    private func report(on log: String) throws -> JSONValue {
        let result = try Program.run(["report", "--format", "json", log])
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONValue(parsing: result.output)
    }

    @Test func `that is repeated goes on without a hole`() throws {
        let corpus = try Corpus(Corpus.Options(size: "300k", seed: 11, "--no-gaps"))
        let repeated = corpus.folder.path(of: "repeated.log")
        try make("repeat-log", ["\(corpus.logs)/audit.log", "--times", "3", "--out", repeated])
        let once = try report(on: corpus.logs)
        let thrice = try report(on: repeated)
        for count in ["lines", "events", "activities"] {
            let single = try #require(once["totals"][count].integer)
            #expect(single > 0)
            #expect(thrice["totals"][count].integer == 3 * single, "\(count)")
        }
        // Each repetition's auditd starts anew; nothing else is odd.
        #expect(thrice["coverage"]["gaps"].array.allSatisfy { $0["kind"].string == "daemon-off" })
    }

    @Test func `with many files names each of them once`() throws {
        let folder = try TemporaryFolder()
        let log = folder.path(of: "many.log")
        try make("make-many-paths", ["--paths", "1000", "--out", log])
        let (activities, result) = try PrintedActivity.timeline(of: log)
        #expect(result.status == 0, "\(result.errorText)")
        let paths = Set(activities.compactMap { $0.json["file"]["path"].string })
        #expect(activities.count == 1000)
        #expect(paths.count == 1000)
        #expect(paths.count { $0.hasPrefix("/var/lib/docker/overlay2/") } == 500)
    }
}
