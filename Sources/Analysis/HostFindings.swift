import AuditRecords
import Detections
import DockerActivity

/// One host's detector at work: is shown activities and edits, and keeps what it concluded until that is counted.
struct HostFindings {
    private var detector: Detector?
    private var verdicts = Verdicts()
    private let request: SegmentScan.Request

    /// A detector that goes on where an earlier one was left; none where nobody asks for findings.
    init(_ request: SegmentScan.Request, from state: Detector.State? = nil) {
        self.request = request
        detector = request.detections.map { Detector($0, from: state ?? Detector.State()) }
    }

    /// What has to be known for going on later; nil where nobody asks for findings.
    var state: Detector.State? { detector?.state }
    /// Whether anybody asks for findings.
    var areWanted: Bool { detector != nil }
    /// Whether a filter hides edits from others that have to be judged all the same.
    var seeHiddenEdits: Bool { detector != nil && !request.filter.isEmpty }

    /// Notes on an activity of a batch which detections it matches.
    mutating func match(_ position: Int, of batch: inout ActivityBatch) {
        guard let ids = detector?.matches(batch.activities[position], of: batch) else { return }
        batch.setDetections(ids.span, ofActivity: position)
    }

    /// The gravest of the detections that an activity matches; nil for none.
    func level(of activity: Activity, in batch: borrowing ActivityBatch) -> Level? {
        Self.level(of: activity, in: batch, by: request.detections)
    }

    /// The gravest of the detections that an activity matches; nil for none.
    static func level(
        of activity: Activity,
        in batch: borrowing ActivityBatch,
        by library: DetectionLibrary?
    ) -> Level? {
        guard let library, !activity.detections.isEmpty else { return nil }
        let ids = batch.bytes[activity.detections.indices].split(separator: 1)
        return ids.compactMap { library.card(String(decoding: $0, as: UTF8.self))?.level }.max()
    }

    /// Judges a complete edit.
    mutating func judge(_ edit: inout Edit) {
        detector?.take(&edit, isWanted: edit.events.contains(where: \.isWanted), into: &verdicts)
    }

    /// Judges what is no activity.
    mutating func judge(_ notice: Notice, of batch: borrowing ActivityBatch) {
        detector?.take(notice, of: batch, isWanted: request.admits, into: &verdicts)
    }

    /// Judges what only the end tells: no more edits come.
    mutating func finish() {
        detector?.finish(into: &verdicts)
    }

    /// Gives out what was concluded since the last time.
    mutating func conclude(in output: inout some TrailOutput) {
        if verdicts.isEmpty { return }
        for finding in verdicts.findings where request.admits(finding) { output.add(finding) }
        for verdict in verdicts.verdicts { output.add(verdict) }
        verdicts.removeAll()
    }
}
