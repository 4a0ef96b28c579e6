/// Reads the condition of a rule.
struct SigmaConditionParser {
    /// Words and parentheses of one condition.
    private static let wordLimit = 1_000
    /// How deep parentheses may lie in each other.
    private static let depthLimit = 32

    private let words: [Substring]
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(SigmaReason) {
        var words: [Substring] = []
        var start = text.startIndex
        func end(_ index: String.Index) {
            if start < index { words.append(text[start..<index]) }
        }
        for index in text.indices {
            let character = text[index]
            if character == "|" {
                throw SigmaReason("the condition counts with \"|\", which Sigma gave up: write a correlation instead")
            }
            guard character == "(" || character == ")" || character.isWhitespace else { continue }
            end(index)
            if !character.isWhitespace { words.append(text[index...index]) }
            start = text.index(after: index)
        }
        end(text.endIndex)
        guard words.count <= Self.wordLimit else {
            throw SigmaReason("the condition has more than \(Self.wordLimit) words")
        }
        self.words = words
    }

    /// The whole condition.
    mutating func condition() throws(SigmaReason) -> SigmaCondition {
        guard !words.isEmpty else { throw SigmaReason("the condition is empty") }
        let condition = try alternatives()
        guard position == words.count else {
            throw SigmaReason("the condition goes on with \"\(words[position])\" where \"and\" or \"or\" should stand")
        }
        return condition
    }

    private var next: Substring? { position < words.count ? words[position] : nil }

    private mutating func take(_ word: String) -> Bool {
        guard let next, next.lowercased() == word else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(SigmaReason) -> SigmaCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw SigmaReason("the condition's parentheses are more than \(Self.depthLimit) deep")
        }
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(SigmaReason) -> SigmaCondition {
        var parts = [try negation()]
        while take("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(SigmaReason) -> SigmaCondition {
        var isNegated = false
        while take("not") { isNegated.toggle() }
        let part = try part()
        return isNegated ? .not(part) : part
    }

    private mutating func part() throws(SigmaReason) -> SigmaCondition {
        guard let word = next else { throw SigmaReason("the condition ends where a search identifier should stand") }
        position += 1
        switch word.lowercased() {
        case "(":
            let inner = try alternatives()
            guard take(")") else { throw SigmaReason("a \"(\" of the condition has no \")\"") }
            return inner
        case ")": throw SigmaReason("a \")\" of the condition has no \"(\"")
        case "and", "or": throw SigmaReason("\"\(word)\" of the condition has nothing before it")
        case "of": throw SigmaReason("\"of\" of the condition has no number, \"all\" or \"any\" before it")
        default: break
        }
        let count = Int(word)
        let isAll = word.lowercased() == "all"
        guard count != nil || isAll || word.lowercased() == "any", take("of") else { return .search(String(word)) }
        guard let pattern = next, pattern != "(", pattern != ")" else {
            throw SigmaReason("\"\(word) of\" of the condition names no search identifiers")
        }
        position += 1
        if let count, count < 1 { throw SigmaReason("\"\(word) of\" of the condition is always true") }
        return .of(isAll ? nil : count ?? 1, String(pattern))
    }
}
