/// One document of a file of rules.
enum SigmaDocument: Sendable {
    /// A rule with a condition.
    case rule(SigmaRule)
    /// A detection that code decides on.
    case code(DetectionCard)
    /// A rule about other rules' matches.
    case correlation(SigmaCorrelation)
    /// What a site takes out of rules.
    case filter(SigmaFilter)

    /// Reads a document.
    init(_ node: YAMLNode, file: String?) throws(DetectionError) {
        guard node.entries != nil else {
            throw DetectionError(
                file: file,
                line: node.line,
                reason: "a rule must be a mapping, and this is \(node.kindName)"
            )
        }
        do throws(DetectionError) {
            if node["action"] != nil {
                let reason =
                    "rule collections by \"action\" were given up by Sigma: write each rule as a document of its own"
                throw DetectionError(line: node.line, reason: reason)
            }
            if node["filter"] != nil {
                self = .filter(try SigmaFilter(node))
            } else if node["correlation"] != nil {
                self = .correlation(try SigmaCorrelation(node, card: SigmaCardReader.card(node, file: file)))
            } else if node["detection"] != nil {
                self = .rule(try SigmaRule(node, card: SigmaCardReader.card(node, file: file)))
            } else {
                let card = try SigmaCardReader.card(node, file: file)
                guard card.isCode else {
                    throw DetectionError(line: node.line, reason: "the document has no \"detection\"")
                }
                self = .code(card)
            }
        } catch {
            throw DetectionError(
                file: file,
                line: error.line,
                rule: error.rule ?? (node["id"] ?? node["title"])?.text,
                reason: error.reason
            )
        }
    }
}
