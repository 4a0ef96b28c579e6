import Detections
import DockerActivity

/// Where the activities stand that are part of wanted findings: what a first pass has to tell before a second one can choose.
///
/// Which events belong to a finding, and how grave it is, is known only when nothing can be added to it any more.
struct FindingPlaces: Sendable {
    /// Activities of findings that are remembered.
    static let limit = 1 << 20
    /// Ids of findings that are remembered.
    static let idsLimit = 1 << 16

    /// Where an activity's first record stands.
    struct Place: Hashable, Sendable {
        let source: UInt32
        let line: UInt64

        init(_ evidence: Activity.Evidence) {
            source = evidence.source
            line = evidence.line
        }
    }

    /// Activities beyond the limit, which are taken for none of the finding's.
    private(set) var beyondLimit: UInt64 = 0
    /// The ids of all findings, in the order in which they were complete.
    private(set) var ids: [String] = []

    private let filter: ActivityFilter
    /// The wanted findings that each activity is part of, by their numbers in `findings`.
    private(set) var wanted: [Place: [UInt32]] = [:]
    /// The wanted findings.
    private(set) var findings: [Finding] = []
    /// The activities of the findings that are not complete, by the numbers of their stories.
    private var open: [UInt64: [Place]] = [:]
    private var count = 0

    /// Places of the findings that a filter wants.
    init(_ filter: ActivityFilter) { self.filter = filter }

    /// Whether an activity is part of a wanted finding.
    func hold(_ activity: Activity) -> Bool { wanted[Place(activity.evidence)] != nil }

    mutating func add(_ verdict: Verdicts.Verdict) {
        for event in verdict.edit.events {
            guard count < Self.limit else {
                beyondLimit += 1
                continue
            }
            count += 1
            open[verdict.story, default: []].append(Place(event.evidence))
        }
    }

    mutating func add(_ finding: Finding) {
        if ids.count < Self.idsLimit { ids.append(finding.id) }
        let places = open.removeValue(forKey: finding.story) ?? []
        guard filter.wants(finding) else {
            count -= places.count
            return
        }
        let number = UInt32(findings.count)
        findings.append(finding)
        // An event can be several steps, and is told of each.
        for place in places where wanted[place]?.last != number { wanted[place, default: []].append(number) }
    }

    /// What there is to say of activities beyond the limit, in a sentence; nil where there are none.
    var note: String? {
        guard beyondLimit > 0 else { return nil }
        return
            "\(beyondLimit) activities are not listed although they may be part of the findings that were asked for: "
            + "the findings of \(Self.limit) are remembered at most"
    }
}
