import Detections
import DockerActivity

/// What a first pass over a log found of activities, for a second one that has to tell at once: which findings they are
/// part of.
struct Judgements: TrailOutput, Sendable {
    /// Activities of findings that are remembered.
    static let limit = 1 << 20

    /// What is known of one activity.
    struct Judgement: Sendable {
        /// The detections' ids, with the byte 0x01 between them.
        var detections: [UInt8]
        /// Whether it is suspicious.
        var isSuspicious: Bool
    }

    private struct Place: Hashable {
        let source: UInt32
        let line: UInt64

        init(_ evidence: Activity.Evidence) {
            source = evidence.source
            line = evidence.line
        }
    }

    /// Activities of findings beyond the limit, which are told without them.
    private(set) var beyondLimit: UInt64 = 0
    /// The gravest of all wanted findings' levels; nil where there is none.
    private(set) var gravest: Level?
    /// By the activity's place, the number of what is known of it: activities of one finding share it.
    private var numbers: [Place: UInt32] = [:]
    private var judgements: [Judgement] = []
    private var known: [[UInt8]: UInt32] = [:]
    /// Where the activities of the findings stand that a filter asks for; nil where none does.
    private(set) var places: FindingPlaces?

    /// Nothing is known yet of the findings that a filter asks for.
    init(_ filter: ActivityFilter) {
        if filter.choosesFindings { places = FindingPlaces(filter) }
    }

    /// What is known of an activity; nil where it is no part of a finding.
    subscript(activity: Activity) -> Judgement? {
        if numbers.isEmpty { return nil }
        return numbers[Place(activity.evidence)].map { judgements[Int($0)] }
    }

    mutating func add(_ verdict: Verdicts.Verdict) {
        places?.add(verdict)
        for event in verdict.edit.events {
            let place = Place(event.evidence)
            let earlier = numbers[place]
            if earlier == nil, numbers.count >= Self.limit {
                beyondLimit += 1
                continue
            }
            let before = earlier.map { judgements[Int($0)] }
            var detections = before?.detections ?? []
            let id = Array(verdict.detection.utf8)
            if !detections.split(separator: 1).contains(id[...]) {
                if !detections.isEmpty { detections.append(1) }
                detections += id
            }
            let isSuspicious = before?.isSuspicious == true || verdict.edit.activity.disposition == .suspicious
            numbers[place] = number(of: Judgement(detections: detections, isSuspicious: isSuspicious))
        }
    }

    /// Chooses the findings that the filter asks for: no more come.
    mutating func choose() {
        places?.choose()
        if let places { gravest = places.findings.map(\.level).max() }
    }

    private mutating func number(of judgement: Judgement) -> UInt32 {
        let key = judgement.detections + [judgement.isSuspicious ? 1 : 0]
        if let number = known[key] { return number }
        let number = UInt32(judgements.count)
        judgements.append(judgement)
        known[key] = number
        return number
    }

    mutating func add(_ activity: Activity, of batch: borrowing ActivityBatch) {}
    mutating func add(_ edit: Edit) {}
    mutating func add(_ session: LoginSession) {}

    mutating func add(_ finding: Finding) {
        places?.add(finding)
        gravest = max(gravest ?? .informational, finding.level)
    }

    /// What there is to say of activities beyond the limits, in sentences.
    var notes: [String] {
        var notes: [String] = []
        if beyondLimit > 0 {
            notes.append(
                "\(beyondLimit) activities are told without the findings that they are part of: "
                    + "the findings of \(Self.limit) are remembered at most"
            )
        }
        if let note = places?.note { notes.append(note) }
        return notes
    }
}
