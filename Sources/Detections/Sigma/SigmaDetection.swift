/// The searches of a rule or filter, and how they are joined.
struct SigmaDetection: Sendable {
    /// One search identifier with its search.
    struct Search: Sendable {
        /// The identifier.
        let name: String
        /// What it looks for.
        let search: SigmaSearch
        /// The line it stands in, from 1.
        let line: Int
    }

    /// The search identifiers, in the order of the document.
    private(set) var searches: [Search] = []
    /// The conditions; one of them has to hold.
    private(set) var conditions: [SigmaCondition] = []
    /// The line of the conditions, from 1.
    private(set) var conditionLine: Int

    /// Conditions of one rule.
    private static let conditionLimit = 100

    /// Reads the mapping under `detection:` or `filter:`; keys of `others` are no search identifiers.
    init(_ node: YAMLNode, _ kind: String, except others: Set<String> = []) throws(DetectionError) {
        guard let entries = node.entries else {
            throw DetectionError(line: node.line, reason: "\"\(kind)\" must be a mapping, and is \(node.kindName)")
        }
        conditionLine = node.line
        for entry in entries where !others.contains(entry.key) {
            switch entry.key {
            case "condition":
                conditionLine = entry.line
                conditions = try Self.conditions(entry.value)
            case "timeframe":
                let reason = "\"timeframe\" is of Sigma's old counting, which is not supported: write a correlation"
                throw DetectionError(line: entry.line, reason: reason)
            default:
                let search = try SigmaSearchReader.search(entry.value)
                searches.append(Search(name: entry.key, search: search, line: entry.line))
            }
        }
        guard !conditions.isEmpty else {
            throw DetectionError(line: node.line, reason: "\"\(kind)\" has no \"condition\"")
        }
        guard !searches.isEmpty else {
            throw DetectionError(line: node.line, reason: "\"\(kind)\" has no search identifier")
        }
    }

    private static func conditions(_ node: YAMLNode) throws(DetectionError) -> [SigmaCondition] {
        let nodes = node.elements ?? [node]
        guard !nodes.isEmpty, nodes.count <= conditionLimit else {
            throw DetectionError(line: node.line, reason: "there must be 1 to \(conditionLimit) conditions")
        }
        var conditions: [SigmaCondition] = []
        for node in nodes {
            guard let text = node.text else {
                throw DetectionError(
                    line: node.line,
                    reason: "a condition must be a text, and this one is \(node.kindName)"
                )
            }
            do throws(SigmaReason) {
                conditions.append(try SigmaCondition(text))
            } catch {
                throw DetectionError(line: node.line, reason: error.text)
            }
        }
        return conditions
    }
}
