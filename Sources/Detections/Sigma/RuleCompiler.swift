/// Turns a rule's searches and conditions into a tree of tests.
struct RuleCompiler<Fields: RuleFields> {
    /// The fields that the rule may name.
    private(set) var fields: Fields

    /// A compiler for rules that may name some fields.
    init(_ fields: Fields) { self.fields = fields }

    /// What a field's name means.
    mutating func meaning(of name: String) throws(SigmaReason) -> FieldMeaning { try fields.meaning(of: name) }

    /// The tree of a detection, whose conditions are joined by *or*.
    mutating func tree(_ detection: SigmaDetection) throws(DetectionError) -> RuleTree {
        var searches: [String: RuleTree] = [:]
        for search in detection.searches { searches[search.name] = try tree(search.search) }
        var parts: [RuleTree] = []
        for condition in detection.conditions {
            do throws(SigmaReason) {
                parts.append(try tree(condition, searches))
            } catch {
                throw DetectionError(line: detection.conditionLine, reason: error.text)
            }
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// The tree of one search.
    mutating func tree(_ search: SigmaSearch) throws(DetectionError) -> RuleTree {
        switch search {
        case .all(let parts):
            var trees: [RuleTree] = []
            for part in parts { trees.append(try tree(part)) }
            return .all(trees)
        case .any(let parts):
            var trees: [RuleTree] = []
            for part in parts { trees.append(try tree(part)) }
            return .any(trees)
        case .item(let item):
            do throws(SigmaReason) {
                return try tree(item)
            } catch {
                throw DetectionError(line: item.line, reason: error.text)
            }
        }
    }

    private func tree(_ condition: SigmaCondition, _ searches: [String: RuleTree]) throws(SigmaReason) -> RuleTree {
        switch condition {
        case .search(let name):
            guard let tree = searches[name] else {
                let hint = Spelling.nearest(to: name, among: searches.keys.sorted()).map { ": did you mean \"\($0)\"?" }
                throw SigmaReason(
                    "the condition names \"\(name)\", and there is no such search identifier\(hint ?? "")"
                )
            }
            return tree
        case .and(let parts): return .all(try trees(parts, searches))
        case .or(let parts): return .any(try trees(parts, searches))
        case .not(let part): return .not(try tree(part, searches))
        case .of(let count, let pattern):
            let parts = Self.searches(searches, named: pattern)
            guard !parts.isEmpty else {
                throw SigmaReason("the condition asks for \"\(pattern)\", and no search identifier has such a name")
            }
            guard let count else { return .all(parts) }
            guard count <= parts.count else {
                throw SigmaReason("the condition asks for \(count) of \"\(pattern)\", and there are \(parts.count)")
            }
            return count == 1 ? .any(parts) : .atLeast(count, parts)
        }
    }

    private func trees(
        _ conditions: [SigmaCondition],
        _ searches: [String: RuleTree]
    ) throws(SigmaReason) -> [RuleTree] {
        var trees: [RuleTree] = []
        for condition in conditions { trees.append(try tree(condition, searches)) }
        return trees
    }

    /// The searches that a pattern names; those whose names begin with `_` are not among `them`.
    private static func searches(_ searches: [String: RuleTree], named pattern: String) -> [RuleTree] {
        let names = searches.keys.sorted()
        guard pattern != "them" else { return names.filter { !$0.hasPrefix("_") }.compactMap { searches[$0] } }
        let wanted = TextPattern(WildcardText.parts(of: pattern), place: .whole, isCased: true)
        return names.filter { wanted.matches(Array($0.utf8).span) }.compactMap { searches[$0] }
    }

    // MARK: - Items

    private mutating func tree(_ item: SigmaItem) throws(SigmaReason) -> RuleTree {
        guard let name = item.field else {
            return .test(try test(item, field: try fields.keywordField()))
        }
        switch try fields.meaning(of: name) {
        case .unknown: return .unknown
        case .text(let field): return .test(try test(item, field: field))
        case .code(let code, let field, let words):
            let test = try test(item, field: field)
            if item.modifiers.isFieldReference { return .test(test) }
            try Self.check(item, words)
            var mask: UInt64 = 0
            let values: [String?] = [nil] + words
            for (bit, word) in values.enumerated() where test.evaluate(in: SingleValue(value: word)) == .yes {
                mask |= 1 << UInt64(bit)
            }
            return .code(code, field: field, mask: mask)
        }
    }

    /// Refuses a plain word that the field never has: a slip, after which the rule would never fire.
    private static func check(_ item: SigmaItem, _ words: [String]) throws(SigmaReason) {
        guard item.modifiers.comparison == .text(.whole), item.modifiers.changes.isEmpty else { return }
        for case .text(let text) in item.values where !text.contains("*") && !text.contains("?") {
            guard !words.contains(where: { $0.lowercased() == text.lowercased() }) else { continue }
            let hint = Spelling.nearest(to: text, among: words).map { ": did you mean \"\($0)\"?" }
            let list = ": it is one of \(words.joined(separator: ", "))"
            throw SigmaReason("\(item.field ?? "the field") is never \"\(text)\"\(hint ?? list)")
        }
    }

    private mutating func test(_ item: SigmaItem, field: Int) throws(SigmaReason) -> FieldTest {
        let modifiers = item.modifiers
        if modifiers.comparison == .exists { return FieldTest(field: field, exists: try Self.existence(item)) }
        var tests: [ValueTest] = []
        var allowsAbsence = false
        for value in item.values {
            switch value {
            case .null:
                guard modifiers.comparison == .text(.whole), modifiers.changes.isEmpty, !modifiers.needsAll,
                    !modifiers.isFieldReference
                else { throw SigmaReason("null can not be compared by \"\(item.words.joined(separator: "|"))\"") }
                allowsAbsence = true
            case .text(let text):
                if modifiers.isFieldReference {
                    tests.append(try reference(to: text, modifiers))
                } else {
                    tests += try ValueReader.tests(text, modifiers)
                }
            }
        }
        return FieldTest(
            field: field,
            tests,
            needsAll: modifiers.needsAll,
            allowsAbsence: allowsAbsence,
            isNegated: modifiers.isNegated
        )
    }

    private mutating func reference(to name: String, _ modifiers: SigmaModifiers) throws(SigmaReason) -> ValueTest {
        guard case .text(let place) = modifiers.comparison else { throw SigmaReason("\"fieldref\" compares texts") }
        switch try fields.meaning(of: name) {
        case .text(let field), .code(_, let field, _): return .field(field, place, isCased: modifiers.isCased)
        case .unknown: throw SigmaReason("the log never tells \"\(name)\"")
        }
    }

    private static func existence(_ item: SigmaItem) throws(SigmaReason) -> Bool {
        guard item.values.count == 1, case .text(let text) = item.values[0] else {
            throw SigmaReason("\"exists\" needs one value, true or false")
        }
        switch text.lowercased() {
        case "true", "yes": return !item.modifiers.isNegated
        case "false", "no": return item.modifiers.isNegated
        default: throw SigmaReason("\"exists\" needs true or false, and not \"\(text)\"")
        }
    }
}
