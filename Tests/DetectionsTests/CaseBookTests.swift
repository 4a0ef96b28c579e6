import AuditRecords
import DockerActivity
import Testing

@testable import Detections

@Suite("A case book")
struct CaseBookTests {
    private let card = DetectionCard(id: "x", title: "X", level: .medium)

    /// An edit of one user's, of which nothing but time and user is known.
    private func edit(at second: Int64, by user: UInt32) -> Edit {
        let stamp = Stamp(milliseconds: 1_795_000_000_000 + second * 1000, serial: UInt64(second))
        let evidence = Activity.Evidence(source: 0, line: UInt64(second))
        var notice = Notice(.fact, stamp: stamp, evidence: evidence)
        notice.subject.loginID = user
        var edit = Edit(notice, of: ActivityBatch())
        edit.burst = UInt64(second)
        return edit
    }

    @Test func `adds earlier events to the story that was told last, whoever's began last`() {
        var book = CaseBook()
        var verdicts = Verdicts()
        for (second, user) in [(10, 1001), (20, 1002), (30, 1001)] as [(Int64, UInt32)] {
            var edit = edit(at: second, by: user)
            book.add(&edit, matching: [card], at: SiteSettings(), isWanted: true, into: &verdicts)
        }
        var earlier = edit(at: 5, by: 1001)
        book.add(&earlier, to: card, into: &verdicts)
        book.finish(into: &verdicts)
        let cited = verdicts.findings.reduce(into: [UInt32: [UInt64]]()) { cited, finding in
            cited[finding.actor.loginID ?? 0] = finding.evidence.map(\.line)
        }
        #expect(cited == [1001: [5, 10, 30], 1002: [20]])
    }
}
