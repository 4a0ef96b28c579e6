import DockerActivity

/// The detections that an edit makes, with the edits before it that belong to the same stories.
struct EditFindings {
    /// The detections, each once.
    private(set) var cards: [DetectionCard]
    /// What went before.
    private(set) var earlier: [(card: DetectionCard, edit: Edit)] = []

    init(_ cards: [DetectionCard]) { self.cards = cards }

    /// Adds a detection, if it is loaded.
    mutating func add(_ card: DetectionCard?) {
        guard let card, !cards.contains(where: { $0.id == card.id }) else { return }
        cards.append(card)
    }

    /// Adds a detection, if it is loaded and something went before.
    mutating func add(_ card: DetectionCard?, with edit: Edit?) {
        guard let card, let edit else { return }
        add(card)
        earlier.append((card, edit))
    }
}
