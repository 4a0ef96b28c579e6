/// What stands under a search identifier of a rule's `detection`.
indirect enum SigmaSearch: Sendable {
    /// A mapping: all of its items.
    case all([SigmaSearch])
    /// A list: any of its parts.
    case any([SigmaSearch])
    /// One field with its values, or keywords.
    case item(SigmaItem)

    /// Its items, in order.
    var items: [SigmaItem] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.items)
        case .item(let item): [item]
        }
    }
}

/// One line of a search: a field with the values that it may have; without a field, keywords.
struct SigmaItem: Sendable {
    /// The field's name; nil for keywords, which may stand anywhere in a record.
    let field: String?
    /// The words behind the name, as written.
    let words: [String]
    /// What the words ask for.
    let modifiers: SigmaModifiers
    /// The values.
    let values: [SigmaValue]
    /// The line it stands in, from 1.
    let line: Int

    /// The item as it stands in the rule: `file.path|endswith: /daemon.json`.
    var text: String {
        let name = ([field ?? ""] + words).joined(separator: "|")
        let texts = values.map { value in
            switch value {
            case .null: "null"
            case .text(let text): text
            }
        }
        let list = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        return name.isEmpty ? list : "\(name): \(list)"
    }
}

/// A value that a field is compared with.
enum SigmaValue: Hashable, Sendable {
    /// The field is not there.
    case null
    /// A text, or a number as it stands in the rule.
    case text(String)
}
