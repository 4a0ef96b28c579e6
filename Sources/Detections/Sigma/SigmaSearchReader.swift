/// Reads what stands under a search identifier.
enum SigmaSearchReader {
    /// Values of one item.
    static let valueLimit = 10_000

    /// The search of a node.
    static func search(_ node: YAMLNode) throws(DetectionError) -> SigmaSearch {
        switch node.content {
        case .mapping(let entries):
            guard !entries.isEmpty else { throw DetectionError(line: node.line, reason: "the search is empty") }
            var parts: [SigmaSearch] = []
            for entry in entries { parts.append(.item(try item(entry))) }
            return parts.count == 1 ? parts[0] : .all(parts)
        case .sequence(let elements):
            guard !elements.isEmpty else { throw DetectionError(line: node.line, reason: "the search is empty") }
            var searches: [SigmaSearch] = []
            var keywords: [SigmaValue] = []
            for element in elements {
                if element.entries != nil {
                    searches.append(try search(element))
                } else {
                    keywords.append(try value(element))
                }
            }
            if !keywords.isEmpty { searches.append(.item(try Self.keywords(keywords, line: node.line))) }
            return searches.count == 1 ? searches[0] : .any(searches)
        case .scalar:
            return .item(try keywords([try value(node)], line: node.line))
        }
    }

    private static func keywords(_ values: [SigmaValue], line: Int) throws(DetectionError) -> SigmaItem {
        try checkKeywords(values, line: line)
        let modifiers = try modifiers([], isKeywords: true, line: line)
        return SigmaItem(field: nil, words: [], modifiers: modifiers, values: values, line: line)
    }

    private static func item(_ entry: YAMLNode.Entry) throws(DetectionError) -> SigmaItem {
        let parts = entry.key.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        let field = parts[0].isEmpty ? nil : parts[0]
        let words = Array(parts.dropFirst())
        if field == nil, words.isEmpty { throw DetectionError(line: entry.line, reason: "a field has no name") }
        let modifiers = try modifiers(words, isKeywords: field == nil, line: entry.line)
        var values: [SigmaValue] = []
        if let elements = entry.value.elements {
            guard elements.count <= valueLimit else {
                let reason = "\(entry.key) has more than \(valueLimit) values"
                throw DetectionError(line: entry.line, reason: reason)
            }
            for element in elements { values.append(try value(element)) }
        } else {
            values = [try value(entry.value)]
        }
        guard !values.isEmpty else {
            throw DetectionError(line: entry.line, reason: "\(entry.key) has an empty list of values")
        }
        if field == nil { try checkKeywords(values, line: entry.line) }
        return SigmaItem(field: field, words: words, modifiers: modifiers, values: values, line: entry.line)
    }

    private static func checkKeywords(_ values: [SigmaValue], line: Int) throws(DetectionError) {
        for value in values where value == .null || value == .text("") {
            throw DetectionError(line: line, reason: "a keyword is empty: it would be found in every record")
        }
    }

    private static func modifiers(
        _ words: [String],
        isKeywords: Bool,
        line: Int
    ) throws(DetectionError) -> SigmaModifiers {
        do throws(SigmaReason) {
            var modifiers = try SigmaModifiers(words)
            guard isKeywords else { return modifiers }
            switch modifiers.comparison {
            case .text(.whole): modifiers.comparison = .text(.anywhere)
            case .text(.anywhere), .expression: break
            default:
                throw SigmaReason("keywords without a field can not be compared by \"\(words.joined(separator: "|"))\"")
            }
            guard !modifiers.isFieldReference else {
                throw SigmaReason("keywords without a field can not name another field")
            }
            return modifiers
        } catch {
            throw DetectionError(line: line, reason: error.text)
        }
    }

    private static func value(_ node: YAMLNode) throws(DetectionError) -> SigmaValue {
        if node.isNull { return .null }
        guard let text = node.text else {
            throw DetectionError(
                line: node.line,
                reason: "a value must be a text or a number, and this one is \(node.kindName)"
            )
        }
        return .text(text)
    }
}
