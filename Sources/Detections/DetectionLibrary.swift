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
    let rules = ActivityRules()
    private let numbers: [[UInt8]: Int]

    /// A library of some detections; of equal ids the first stands.
    public init(cards: [DetectionCard]) {
        self.cards = cards
        numbers = Dictionary(cards.enumerated().map { (Array($1.id.utf8), $0) }) { first, _ in first }
    }

    /// The detection with an id.
    public func card(_ id: String) -> DetectionCard? { card(Array(id.utf8)) }

    func card(_ id: [UInt8]) -> DetectionCard? { numbers[id].map { cards[$0] } }
}
