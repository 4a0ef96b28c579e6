import AuditEvents
import AuditRecords
import Detections
import DockerActivity

/// Makes findings of what a log lacks: what somebody may have cut out, or hidden by setting a clock.
///
/// What coverage explains otherwise is none: serials that are missing while auditd was off, a clock that a record says was
/// set.
struct GapFindings {
    /// Holes in the serials of one node up to which each is a finding of its own, and a grave one.
    static let fewHoles = 3

    private let library: DetectionLibrary
    private let filter: ActivityFilter

    /// What makes findings of gaps; nil where nobody asks for them, or only for what certain users or files have to do with.
    init?(_ library: DetectionLibrary?, _ filter: ActivityFilter) {
        guard let library, filter.isOfTimeAlone else { return nil }
        self.library = library
        self.filter = filter
    }

    /// The findings on a log with these serials, of which its trail found this.
    func findings(_ ledgers: SerialLedgers, _ found: CoverageFindings) -> [Finding] {
        var findings: [Finding] = []
        for (node, ledger) in zip(ledgers.names, ledgers.ledgers) where filter.admits(node: node.span) {
            let holes = ledger.gaps.filter { hole in
                isWanted(hole.from, hole.to) && CoverageBuilder.daemonGap(hole, of: node, in: found) == nil
            }
            findings += self.findings(holes, of: node)
        }
        for step in found.gaps where step.kind == .clockBack && !found.isExplained(step) {
            guard let card = library.card(CodeDetection.timesBack), filter.admits(node: step.node.span),
                isWanted(step.from, step.to ?? step.from)
            else { continue }
            findings.append(finding(card, Array(step.distanceText.utf8), step.node, step.evidence, .likely))
        }
        return findings
    }

    /// Few holes are a finding each, many are one: a rate limit makes many.
    private func findings(_ holes: [SerialLedger.Gap], of node: [UInt8]) -> [Finding] {
        guard let card = library.card(CodeDetection.missingSerials), let first = holes.first, let last = holes.last
        else {
            return []
        }
        if holes.count <= Self.fewHoles {
            return holes.map { hole in
                let setting = hole.serialsText
                var finding = self.finding(card, Array(setting.utf8), node, [hole.first, hole.last], .likely)
                finding.count = hole.missing
                guard hole.first.source == hole.last.source else { return finding }
                finding.level = finding.level.raised
                finding.circumstances.append("inside one file, which has few such holes")
                return finding
            }
        }
        let missing = holes.reduce(0) { $0 + $1.missing }
        let setting = "\(missing) serials in \(holes.count) places, from \(first.before + 1) to \(last.after - 1)"
        let marks = holes.flatMap { [$0.first, $0.last] }
        var finding = self.finding(card, Array(setting.utf8), node, marks, .possible)
        finding.count = missing
        return [finding]
    }

    private func finding(
        _ card: DetectionCard,
        _ setting: [UInt8],
        _ node: [UInt8],
        _ marks: [RecordMark],
        _ confidence: Confidence
    ) -> Finding {
        let stamps = marks.map(\.stamp)
        let none = Stamp(milliseconds: 0, serial: 0)
        var finding = Finding(card, action: .auditSetting, at: stamps.min() ?? none)
        finding.last = stamps.max() ?? none
        finding.node = node
        finding.setting = setting
        finding.confidence = confidence
        finding.evidence = marks.prefix(Finding.evidenceLimit)
            .map { Finding.Evidence(stamp: $0.stamp, source: $0.source, line: $0.line) }
        finding.evidenceOmitted = UInt64(marks.count - finding.evidence.count)
        return finding
    }

    private func isWanted(_ from: Int64, _ to: Int64) -> Bool {
        to >= filter.since ?? .min && from <= filter.until ?? .max
    }
}

extension ActivityFilter {
    /// Whether it asks for nothing but a time and nodes.
    fileprivate var isOfTimeAlone: Bool {
        users.isEmpty && paths.isEmpty && actions.isEmpty && keys.isEmpty && serials.isEmpty
    }
}
