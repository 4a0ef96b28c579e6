/// A Sigma rule (Sigma specification 2.1.0), as far as it says what to look for.
struct SigmaRule: Sendable {
    /// What there is to know of it.
    var card: DetectionCard
    /// The name by which other documents may know it, beside its id.
    let name: String?
    /// The log that it is for.
    let logSource: SigmaLogSource
    /// What it looks for.
    let detection: SigmaDetection

    /// Reads a document whose card has been read.
    init(_ node: YAMLNode, card: DetectionCard) throws(DetectionError) {
        guard !card.isCode else {
            throw DetectionError(line: node.line, reason: "what code decides on has no \"detection\"")
        }
        guard let logSource = node["logsource"] else {
            throw DetectionError(line: node.line, reason: "the rule has no \"logsource\"")
        }
        guard let detection = node["detection"] else {
            throw DetectionError(line: node.line, reason: "the rule has no \"detection\"")
        }
        self.card = card
        name = node["name"]?.text
        self.logSource = try SigmaLogSource(logSource, taxonomy: node["taxonomy"]?.text)
        self.detection = try SigmaDetection(detection, "detection")
    }

    /// Whether other documents mean it by a name.
    func isCalled(_ name: String) -> Bool { card.id == name || self.name == name }
}
