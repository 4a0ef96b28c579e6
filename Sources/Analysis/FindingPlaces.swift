import AuditEvents
import AuditRecords
import Detections
import DockerActivity

/// Where the activities stand that are part of wanted findings: what a first pass has to tell before a second one can choose.
///
/// Which events belong to a finding, how grave it is, and of which incident it is part, is known only when nothing can be
/// added to it any more.
struct FindingPlaces: Sendable {
    /// Activities of findings that are remembered.
    static let limit = 1 << 20
    /// Findings that are remembered.
    static let findingsLimit = 1 << 16

    /// Where an event's first record stands.
    struct Place: Hashable, Sendable {
        let source: UInt32
        let line: UInt64

        init(_ evidence: Activity.Evidence) {
            source = evidence.source
            line = evidence.line
        }

        init(_ position: RecordPosition) {
            source = position.source
            line = position.line
        }
    }

    /// A finding of one machine, as long as it is not complete.
    fileprivate struct Story: Hashable {
        let node: [UInt8]
        let number: UInt64
    }

    /// Activities beyond the limit, or of findings beyond theirs, which are taken for none that is wanted.
    private(set) var beyondLimit: UInt64 = 0
    /// The findings in order of time: all, and as soon as `choose` was called those that are wanted.
    private(set) var findings: [Finding] = []
    /// The ids of all findings, and of their incidents; empty until `choose` was called.
    private(set) var ids: [String] = []

    private let filter: ActivityFilter
    /// The wanted findings that each activity is part of, by their numbers in `findings`.
    private var wanted: [Place: [UInt32]] = [:]
    private var wantedIDs: Set<String> = []
    /// The activities of each finding, as long as it is not known which are wanted.
    private var places: [Story: [Place]] = [:]
    private var count = 0

    /// Places of the findings that a filter wants.
    init(_ filter: ActivityFilter) { self.filter = filter }

    /// Whether an activity is part of a wanted finding.
    func hold(_ activity: Activity) -> Bool { wanted[Place(activity.evidence)] != nil }
    /// Whether a finding is wanted.
    func hold(_ finding: Finding) -> Bool { wantedIDs.contains(finding.id) }
    /// Whether an id is that of a wanted finding, or of its detection, or of any incident.
    func hold(_ id: FilterText) -> Bool {
        findings.contains { id.matches($0.detection.utf8.span) } || ids.contains { id.matches($0.utf8.span) }
    }
    /// The wanted findings that the event with its first record at a place is part of, by their numbers.
    func numbers(at position: RecordPosition) -> [UInt32] { wanted[Place(position), default: []] }
    /// How many events are part of wanted findings.
    var eventCount: Int { wanted.count }

    mutating func add(_ verdict: Verdicts.Verdict) {
        let edit = verdict.edit
        let story = Story(node: Array(edit.text[edit.activity.node.indices]), number: verdict.story)
        for event in edit.events {
            guard count < Self.limit else {
                beyondLimit += 1
                continue
            }
            count += 1
            places[story, default: []].append(Place(event.evidence))
        }
    }

    mutating func add(_ finding: Finding) {
        if findings.count < Self.findingsLimit {
            findings.append(finding)
        } else {
            beyondLimit += UInt64(places.removeValue(forKey: Story(finding))?.count ?? 0)
        }
    }

    /// Chooses the wanted findings: no more come.
    mutating func choose() {
        let all = findings.sorted { ($0.stamp, $0.detection) < ($1.stamp, $1.detection) }
        var incidents = [String?](repeating: nil, count: all.count)
        for incident in IncidentBuilder.incidents(of: all) {
            ids.append(incident.id)
            for step in incident.steps { incidents[step.finding] = incident.id }
        }
        ids += all.map(\.id)
        findings = []
        for (finding, incident) in zip(all, incidents) where filter.wants(finding, of: incident) {
            let number = UInt32(findings.count)
            findings.append(finding)
            wantedIDs.insert(finding.id)
            // An event can be several steps, and is told of each.
            for place in places[Story(finding), default: []] where wanted[place]?.last != number {
                wanted[place, default: []].append(number)
            }
        }
        places = [:]
    }

    /// What there is to say of activities beyond the limits, in a sentence; nil where there are none.
    var note: String? {
        guard beyondLimit > 0 else { return nil }
        return "\(beyondLimit) activities are left out although they may be part of what was asked for: "
            + "\(Self.findingsLimit) findings with \(Self.limit) activities are remembered at most"
    }
}

extension FindingPlaces.Story {
    fileprivate init(_ finding: Finding) { self.init(node: finding.node, number: finding.story) }
}
