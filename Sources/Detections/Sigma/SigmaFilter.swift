/// What a site takes out of rules: the rules then hold only where the filter's condition does as well.
///
/// Sigma specification 2.1.0, filters. The condition is usually `not selection`.
struct SigmaFilter: Sendable {
    /// The rules that it is for, by id or name; nil for all rules of its log source.
    let rules: [String]?
    /// The log source that the rules have.
    let logSource: SigmaLogSource
    /// What it asks for.
    let detection: SigmaDetection
    /// The filter's own name, for messages.
    let title: String
    /// The file that it was read from.
    var file: String?
    /// The line that its document begins in, from 1.
    let line: Int

    /// Reads a document.
    init(_ node: YAMLNode) throws(DetectionError) {
        guard let filter = node["filter"] else {
            throw DetectionError(line: node.line, reason: "the document has no \"filter\"")
        }
        guard let logSource = node["logsource"] else {
            throw DetectionError(line: node.line, reason: "the filter has no \"logsource\"")
        }
        self.logSource = try SigmaLogSource(logSource, taxonomy: node["taxonomy"]?.text)
        guard let named = filter["rules"] else {
            throw DetectionError(line: filter.line, reason: "the filter does not say which \"rules\" it is for")
        }
        if named.text == "any" || named.text == "*" {
            rules = nil
        } else {
            rules = try SigmaText.list(named, "rules")
        }
        detection = try SigmaDetection(filter, "filter", except: ["rules"])
        title = (node["title"] ?? node["id"])?.text ?? "a filter"
        line = node.line
    }
}
