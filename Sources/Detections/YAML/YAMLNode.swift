/// One node of a YAML document, with the line it begins in.
struct YAMLNode: Sendable {
    /// The line in the file, from 1.
    var line: Int
    /// What the node is.
    var content: Content

    /// What a node can be.
    indirect enum Content: Sendable {
        /// A text; whether it stood there without quotes, so that `null`, `true` and numbers are more than text.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Keys with their values, in the order of the document; no key stands there twice.
        case mapping([Entry])
    }

    /// One key with its value.
    struct Entry: Sendable {
        /// The key.
        var key: String
        /// The line of the key, from 1.
        var line: Int
        /// Its value.
        var value: YAMLNode
    }

    /// The text of a scalar; nil for another kind of node, and for null.
    var text: String? {
        guard case .scalar(let text, _) = content, !isNull else { return nil }
        return text
    }

    /// Whether it is YAML's null: nothing at all, `~` or `null`, without quotes.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// Whether it is true or false, as YAML 1.1 writes them without quotes; nil for everything else.
    var bool: Bool? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }

    /// The elements of a list; nil for another kind of node.
    var elements: [YAMLNode]? {
        guard case .sequence(let elements) = content else { return nil }
        return elements
    }

    /// The entries of a mapping; nil for another kind of node.
    var entries: [Entry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// The value of a key; nil where the node is no mapping or has not the key.
    subscript(_ key: String) -> YAMLNode? {
        entries?.first { $0.key == key }?.value
    }

    /// What kind of node it is, in words for a message.
    var kindName: String {
        switch content {
        case .scalar: isNull ? "empty" : "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
