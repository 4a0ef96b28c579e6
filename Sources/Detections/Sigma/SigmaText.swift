/// Texts and lists of texts in a rule.
enum SigmaText {
    /// The text of a key; empty where it is not there.
    static func text(_ node: YAMLNode, _ key: String) throws(DetectionError) -> String {
        guard let value = node[key], !value.isNull else { return "" }
        guard let text = value.text else {
            throw DetectionError(line: value.line, reason: "\"\(key)\" must be a text, and is \(value.kindName)")
        }
        return text
    }

    /// The texts of a list, or the only text.
    static func list(_ node: YAMLNode, _ key: String) throws(DetectionError) -> [String] {
        if node.isNull { return [] }
        var texts: [String] = []
        for element in node.elements ?? [node] {
            guard let text = element.text else {
                let reason = "\"\(key)\" must be a list of texts, and holds \(element.kindName)"
                throw DetectionError(line: element.line, reason: reason)
            }
            texts.append(text)
        }
        return texts
    }

    /// The texts of a key; none where it is not there.
    static func list(in node: YAMLNode, _ key: String) throws(DetectionError) -> [String] {
        guard let value = node[key] else { return [] }
        return try list(value, key)
    }
}
