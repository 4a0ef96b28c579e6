public import DockerActivity

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
    /// What takes the matches of rules together.
    let correlations: CorrelationRules
    /// What the rules were compiled from.
    let sources: RuleSources
    private let numbers: [[UInt8]: Int]

    /// A library of some detections; of equal ids the first stands.
    public init(cards: [DetectionCard]) {
        self.init(cards: cards, ActivityRules(), RecordRules(), CorrelationRules(), RuleSources())
    }

    /// A library of cards and of the rules that match; a rule's number is its card's place.
    init(
        cards: [DetectionCard],
        _ rules: ActivityRules,
        _ recordRules: RecordRules,
        _ correlations: CorrelationRules,
        _ sources: RuleSources
    ) {
        self.cards = cards
        self.rules = rules
        self.recordRules = recordRules
        self.correlations = correlations
        self.sources = sources
        numbers = Dictionary(cards.enumerated().map { (Array($1.id.utf8), $0) }) { first, _ in first }
    }

    /// The same of a card.
    func isSilent(_ card: DetectionCard) -> Bool {
        numbers[Array(card.id.utf8)].map { correlations.silent.contains($0) } ?? false
    }

    /// Whether a rule is there for a correlation only, and its matches make no findings.
    public func isSilent(_ number: Int) -> Bool { correlations.silent.contains(number) }

    /// What a rule's match means to correlations.
    public func correlationInputs(
        of number: Int,
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        parents: KnownProcesses? = nil
    ) -> [CorrelationInput] {
        guard correlations.parts[number] != nil else { return [] }
        let view = ActivityView(activity, of: batch, parents: parents, readsClient: true)
        return correlations.inputs(of: number, in: view)
    }

    /// The number of the detection with an id.
    func number(of id: String) -> Int? { numbers[Array(id.utf8)] }

    /// The detection with an id.
    public func card(_ id: String) -> DetectionCard? { card(Array(id.utf8)) }

    func card(_ id: [UInt8]) -> DetectionCard? { numbers[id].map { cards[$0] } }
}
