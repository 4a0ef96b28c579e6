/// A rule about other rules' matches (Sigma specification 2.1.0, correlations).
struct SigmaCorrelation: Sendable {
    /// What it counts, or looks for.
    enum Kind: String, Sendable, CaseIterable, Codable {
        /// How many events match.
        case eventCount = "event_count"
        /// How many different values of a field they have.
        case valueCount = "value_count"
        /// Whether all rules match.
        case temporal
        /// Whether all rules match in their order.
        case temporalOrdered = "temporal_ordered"
    }

    /// What there is to know of it.
    var card: DetectionCard
    /// The name by which other documents may know it, beside its id.
    let name: String?
    /// What it counts, or looks for.
    let kind: Kind
    /// The rules whose matches it takes, by id or name.
    let rules: [String]
    /// The fields whose values events must share; of an alias its name.
    let groupBy: [String]
    /// Fields that are called differently by each rule: for each alias, and each rule, the field.
    let aliases: [String: [String: String]]
    /// Within how much time, in milliseconds.
    let timespan: Int64
    /// What the count has to be.
    let condition: SigmaCount
    /// The field whose values are counted; nil where events or rules are.
    let valueField: String?
    /// Whether the rules make findings of their own as well.
    let generatesRules: Bool
    /// The line of `correlation:`, from 1.
    let line: Int

    /// Rules of one correlation.
    static let ruleLimit = 64

    /// Reads a document whose card has been read.
    init(_ node: YAMLNode, card: DetectionCard) throws(DetectionError) {
        guard let correlation = node["correlation"], correlation.entries != nil else {
            throw DetectionError(line: node.line, reason: "\"correlation\" must be a mapping")
        }
        self.card = card
        name = node["name"]?.text
        line = correlation.line
        kind = try Self.kind(correlation)
        rules = try SigmaText.list(in: correlation, "rules")
        guard (1...Self.ruleLimit).contains(rules.count) else {
            throw DetectionError(line: line, reason: "a correlation has 1 to \(Self.ruleLimit) \"rules\"")
        }
        guard Set(rules).count == rules.count else {
            throw DetectionError(line: line, reason: "the correlation names a rule twice")
        }
        groupBy = try SigmaText.list(in: correlation, "group-by")
        aliases = try Self.aliases(correlation)
        guard let timespan = correlation["timespan"] else {
            throw DetectionError(line: line, reason: "the correlation has no \"timespan\"")
        }
        self.timespan = try Self.milliseconds(timespan)
        valueField = correlation["condition"]?["field"]?.text
        condition = try Self.condition(correlation, kind, rules: rules.count)
        guard condition.minimum <= CorrelationWindow.limit else {
            let reason = "a correlation counts up to \(CorrelationWindow.limit), and the condition asks for more"
            throw DetectionError(line: line, reason: reason)
        }
        if kind == .valueCount, valueField == nil {
            throw DetectionError(
                line: line,
                reason: "a value_count needs the \"field\" whose values it counts, in \"condition\""
            )
        }
        generatesRules = correlation["generate"]?.bool ?? false
    }

    private static func kind(_ node: YAMLNode) throws(DetectionError) -> Kind {
        let text = try SigmaText.text(node, "type")
        guard let kind = Kind(rawValue: text) else {
            let names = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw DetectionError(line: node.line, reason: "the correlation's type \"\(text)\" is not one of \(names)")
        }
        return kind
    }

    /// The condition; of a temporal correlation all rules, where none is given.
    private static func condition(_ node: YAMLNode, _ kind: Kind, rules: Int) throws(DetectionError) -> SigmaCount {
        guard let condition = node["condition"] else {
            if kind == .temporal || kind == .temporalOrdered { return SigmaCount(atLeast: rules) }
            throw DetectionError(line: node.line, reason: "the correlation has no \"condition\"")
        }
        guard let entries = condition.entries else {
            let reason =
                "the condition of a correlation must be a mapping such as {gte: 5}, and is \(condition.kindName)"
            throw DetectionError(line: condition.line, reason: reason)
        }
        if kind == .temporalOrdered {
            throw DetectionError(
                line: condition.line,
                reason: "a temporal_ordered correlation takes no condition: all its rules match"
            )
        }
        return try SigmaCount(entries, line: condition.line)
    }

    private static func aliases(_ node: YAMLNode) throws(DetectionError) -> [String: [String: String]] {
        var aliases: [String: [String: String]] = [:]
        guard let value = node["aliases"] else { return aliases }
        for entry in value.entries ?? [] {
            for field in entry.value.entries ?? [] {
                guard let name = field.value.text else {
                    throw DetectionError(line: field.line, reason: "an alias names a field for each rule")
                }
                aliases[entry.key, default: [:]][field.key] = name
            }
        }
        guard !aliases.isEmpty else {
            throw DetectionError(
                line: value.line,
                reason: "\"aliases\" must be a mapping of names to fields of each rule"
            )
        }
        return aliases
    }

    /// The longest time: a year.
    private static let longest: Int64 = 366 * 86_400_000

    /// A time such as `30s`, `5m`, `1h` or `7d`.
    private static func milliseconds(_ node: YAMLNode) throws(DetectionError) -> Int64 {
        let text = node.text ?? ""
        let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let last = text.last, let unit = units[last], let number = Int64(text.dropLast()), number > 0,
            number <= longest / unit
        else {
            let reason =
                "the timespan \"\(text)\" is none: it is a number with s, m, h or d behind it, of up to 366 days"
            throw DetectionError(line: node.line, reason: reason)
        }
        return number * unit
    }
}
