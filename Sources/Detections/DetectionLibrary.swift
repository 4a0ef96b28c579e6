/// The detections that are loaded: their cards, and what matches activities.
public struct DetectionLibrary: Sendable {
    /// All cards; a detection's number is its place here.
    public let cards: [DetectionCard]
    /// What is usual on the site.
    public var site = SiteSettings()
    /// What was seen on the site before; nil leaves out what depends on it.
    public var baseline: Baseline?
    /// What the host's daemon.json, or a copy of it, says today; nil where none was given.
    public var daemonSettings: DaemonSettings?
    /// What matches single activities.
    public let rules: ActivityRules
    /// What matches single records.
    public let recordRules: RecordRules
    private let numbers: [[UInt8]: Int]

    /// A library of some detections; of equal ids the first stands.
    public init(cards: [DetectionCard]) {
        self.init(cards: cards, activityRules: ActivityRules(), recordRules: RecordRules())
    }

    /// A library of cards and of the rules that match; a rule's number is its card's place.
    init(cards: [DetectionCard], activityRules: ActivityRules, recordRules: RecordRules) {
        self.cards = cards
        rules = activityRules
        self.recordRules = recordRules
        numbers = Dictionary(cards.enumerated().map { (Array($1.id.utf8), $0) }) { first, _ in first }
    }

    /// The detection with an id.
    public func card(_ id: String) -> DetectionCard? { card(Array(id.utf8)) }

    func card(_ id: [UInt8]) -> DetectionCard? { numbers[id].map { cards[$0] } }
}
