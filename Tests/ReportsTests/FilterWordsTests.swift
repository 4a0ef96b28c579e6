import Analysis
import AuditEvents
import DockerActivity
import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite struct `The filter of a cell of files and users` {
    /// The recordings of real hosts among the fixtures of the program's tests.
    static let recordings: [URL] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("ProgramTests/Fixtures/recordings")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }
    }()

    /// Compares each cell of a report with the activities that its filter admits.
    private func expectTraced(_ analysis: LogAnalysis) -> Int {
        let report = analysis.report(hashing: false)
        let filters = FilterWords(report, names: ReportNames(AccountNames()))
        var batches: [ActivityBatch] = []
        let timeline = analysis.timeline()
        while let piece = timeline.next() {
            for run in piece.runs {
                var batch = ActivityBatch()
                for position in run.positions { batch.append(run.batch.activities[position], from: run.batch) }
                batches.append(batch)
            }
        }
        var cells = 0
        for entry in report.files {
            for user in entry.users {
                guard let filter = filters.filter(of: user, on: entry) else { continue }
                cells += 1
                var counts: [Action: UInt64] = [:]
                for batch in batches {
                    for activity in batch.activities where filter.admits(activity, of: batch, userName: { _ in nil }) {
                        counts[activity.action, default: 0] += 1
                    }
                }
                let wanted = Dictionary(uniqueKeysWithValues: user.actions.map { ($0.action, $0.count) })
                #expect(counts == wanted, "\(FilterWords.words(filter))")
            }
        }
        return cells
    }

    @Test(arguments: recordings)
    func `admits what is counted there`(recording: URL) {
        var analysis = LogAnalysis([recording.path])
        _ = expectTraced(analysis)
        // Of a filtered report as well: what was asked for, and the cell.
        analysis.filter.actions = [.create, .rename, .openWrite, .connect]
        analysis.filter.users = [UserPattern("unset"), UserPattern("uid:0"), UserPattern("root"), UserPattern("1001")]
        _ = expectTraced(analysis)
    }

    @Test func `covers every strange name`() throws {
        let names = try #require(Self.recordings.first { $0.lastPathComponent == "41-weird-names-raw" })
        #expect(expectTraced(LogAnalysis([names.path])) > 30)
    }

    @Test(arguments: 0..<200)
    func `writes any bytes so that they are meant and nothing else`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("ab/*?\\x0-,:= \n\u{1b}é日".utf8) + [0xff, 0xc3, 0x80]
        let bytes = (0..<Int.random(in: 0...12, using: &random))
            .map { _ in alphabet.randomElement(using: &random) ?? 0 }
        let word = FilterWords.exactly(bytes)
        #expect(FilterText(word).bytes == bytes, "\(word)")
        #expect(FilterText(word).matches(bytes.span) == true)
        #expect(!word.hasPrefix("-") && word.unicodeScalars.allSatisfy { !$0.isHidden })
        let user = "uid:1001:\(word)"
        #expect(UserPattern(user).matches(1001, bytes.span, userName: { _ in nil }) == true, "\(user)")
        #expect(UserPattern(user).matches(1002, bytes.span, userName: { _ in nil }) == false)
    }
}
