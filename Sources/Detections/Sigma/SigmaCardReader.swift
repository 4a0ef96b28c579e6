/// Reads what there is to know of a rule: the head of its document.
enum SigmaCardReader {
    /// Bytes of an id.
    private static let idLimit = 100
    /// The key of what docktrail's own rules say beside Sigma's keys.
    private static let ownKey = "docktrail"
    private static let ownKeys = ["why", "story", "attack_aliases", "code", "once"]

    /// The card of a document.
    static func card(_ node: YAMLNode, file: String?) throws(DetectionError) -> DetectionCard {
        let title = try SigmaText.text(node, "title")
        guard !title.isEmpty else { throw DetectionError(line: node.line, reason: "the rule has no \"title\"") }
        let id = try id(node)
        var card = DetectionCard(id: id, title: title, level: try level(node))
        card.description = trimmed(try SigmaText.text(node, "description"))
        card.falsePositives = try SigmaText.list(in: node, "falsepositives")
        card.references = try SigmaText.list(in: node, "references")
        card.attack = techniques(try SigmaText.list(in: node, "tags"))
        card.why = title
        card.file = file
        card.line = node.line
        card.story = .process
        if let own = node[ownKey] { try addOwn(own, to: &card) }
        return card
    }

    private static func id(_ node: YAMLNode) throws(DetectionError) -> String {
        let id = try SigmaText.text(node, "id")
        guard !id.isEmpty else { throw DetectionError(line: node.line, reason: "the rule has no \"id\"") }
        let isPlain = id.utf8.allSatisfy { byte in
            RegularMachine.Neighbour(byte) == .word || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        guard isPlain, id.utf8.count <= idLimit else {
            let line = node["id"]?.line ?? node.line
            let reason = "an id has up to \(idLimit) letters, digits, \"-\", \"_\" and \".\""
            throw DetectionError(line: line, reason: reason)
        }
        return id
    }

    /// A rule that names no level is taken for one that alerts.
    private static func level(_ node: YAMLNode) throws(DetectionError) -> Level {
        let text = try SigmaText.text(node, "level").lowercased()
        guard !text.isEmpty else { return .medium }
        guard let level = Level(rawValue: text) else {
            let names = Level.allCases.map(\.rawValue).joined(separator: ", ")
            let reason = "the level \"\(text)\" is not known: it is one of \(names)"
            throw DetectionError(line: node["level"]?.line ?? node.line, reason: reason)
        }
        return level
    }

    /// The techniques among tags: of `attack.t1565.001` it is T1565.001.
    ///
    /// Tactics and groups are no techniques.
    private static func techniques(_ tags: [String]) -> [String] {
        tags.compactMap { tag in
            let name = tag.lowercased()
            guard name.hasPrefix("attack.t") else { return nil }
            let number = name.dropFirst("attack.t".count)
            guard let first = number.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
                return nil
            }
            return "T\(number)"
        }
    }

    private static func addOwn(_ node: YAMLNode, to card: inout DetectionCard) throws(DetectionError) {
        guard let entries = node.entries else {
            throw DetectionError(line: node.line, reason: "\"\(ownKey)\" must be a mapping, and is \(node.kindName)")
        }
        for entry in entries {
            switch entry.key {
            case "why": card.why = try sentence(entry, trimmed(try SigmaText.text(node, "why")))
            case "story": card.story = try choice(entry)
            case "once": card.once = try choice(entry)
            case "attack_aliases": card.attack += try SigmaText.list(entry.value, entry.key)
            case "code":
                guard let isCode = entry.value.bool else {
                    throw DetectionError(line: entry.line, reason: "\"code\" must be true or false")
                }
                card.isCode = isCode
            default:
                let hint = Spelling.nearest(to: entry.key, among: ownKeys).map { ": did you mean \"\($0)\"?" }
                throw DetectionError(line: entry.line, reason: "\"\(ownKey)\" has no key \"\(entry.key)\"\(hint ?? "")")
            }
        }
    }

    /// A sentence whose braces name facts of a finding.
    private static func sentence(_ entry: YAMLNode.Entry, _ text: String) throws(DetectionError) -> String {
        do throws(WhySentence.Mistake) {
            _ = try WhySentence(text)
        } catch {
            throw DetectionError(line: entry.line, reason: "\"why\": \(error)")
        }
        return text
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ entry: YAMLNode.Entry
    ) throws(DetectionError) -> Choice {
        if let text = entry.value.text, let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw DetectionError(line: entry.line, reason: "\"\(entry.key)\" must be one of \(names)")
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
