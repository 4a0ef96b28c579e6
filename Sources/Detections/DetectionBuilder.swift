/// Compiles rules, one by one, into a library.
struct DetectionBuilder {
    /// What could not be compiled.
    private(set) var problems: [DetectionError] = []
    private var cards: [DetectionCard] = []
    private var named: [String: Int] = [:]
    private var activityTrees: [(tree: RuleTree, number: Int)] = []
    private var recordTrees: [(tree: RuleTree, number: Int)] = []
    private var records = RuleCompiler(RecordRuleFields())
    private let filters: [SigmaFilter]
    private var appliedFilters: Set<Int> = []
    private var rules: [Int: SigmaRule] = [:]
    private var ruleFilters: [Int: [SigmaFilter]] = [:]
    private var correlations = CorrelationRules()
    /// Rules that a correlation lets make findings of their own.
    private var generating: Set<Int> = []

    init(filters: [SigmaFilter]) { self.filters = filters }

    /// Adds a detection that code decides on.
    mutating func add(_ card: DetectionCard) { cards.append(card) }

    /// Adds a rule, with the filters that are for it.
    mutating func add(_ rule: SigmaRule) {
        do throws(DetectionError) {
            var trees = [try tree(rule.detection, rule.logSource.view)]
            for (index, filter) in filters.enumerated() where filter.isFor(rule) {
                appliedFilters.insert(index)
                do throws(DetectionError) {
                    trees.append(try tree(filter.detection, rule.logSource.view))
                } catch {
                    throw DetectionError(file: filter.file, line: error.line, rule: filter.title, reason: error.reason)
                }
            }
            if let guardTree = ActivityRuleFields.guardTree(rule.logSource.view) { trees.append(guardTree) }
            let tree = trees.count == 1 ? trees[0] : RuleTree.all(trees)
            let number = cards.count
            cards.append(rule.card)
            rules[number] = rule
            ruleFilters[number] = filters.filter { $0.isFor(rule) }
            for name in [rule.card.id, rule.name].compactMap({ $0 }) { named[name] = number }
            if rule.logSource.view == .record {
                recordTrees.append((tree, number))
            } else {
                activityTrees.append((tree, number))
            }
        } catch {
            problems.append(
                DetectionError(
                    file: error.file ?? rule.card.file,
                    line: error.line,
                    rule: error.rule ?? rule.card.id,
                    reason: error.reason
                )
            )
        }
    }

    private mutating func tree(
        _ detection: SigmaDetection,
        _ view: SigmaLogSource.View
    ) throws(DetectionError) -> RuleTree {
        guard view != .record else { return try records.tree(detection) }
        var compiler = RuleCompiler(ActivityRuleFields(view: view))
        return try compiler.tree(detection)
    }

    /// The library of what was added.
    mutating func library() -> DetectionLibrary {
        for (index, filter) in filters.enumerated() where !appliedFilters.contains(index) {
            let reason = "the filter is for no rule that is loaded"
            problems.append(DetectionError(file: filter.file, line: filter.line, rule: filter.title, reason: reason))
        }
        correlations.silent.subtract(generating)
        return DetectionLibrary(
            cards: cards,
            ActivityRules(activityTrees),
            RecordRules(recordTrees, records.fields, correlations),
            correlations,
            RuleSources(rules: rules, filters: ruleFilters)
        )
    }
}

extension DetectionBuilder {
    /// Adds a correlation of rules that were added before.
    mutating func add(_ correlation: SigmaCorrelation) {
        do throws(DetectionError) {
            let place = correlations.correlations.count
            var parts: [(rule: Int, part: CorrelationRules.Part)] = []
            for (position, name) in correlation.rules.enumerated() {
                let rule = try rule(called: name, of: correlation)
                let group = try correlation.groupBy.map { field throws(DetectionError) in
                    try self.field(correlation.aliases[field]?[name] ?? field, of: rule, in: correlation)
                }
                let value = try correlation.valueField.map { field throws(DetectionError) in
                    try self.field(correlation.aliases[field]?[name] ?? field, of: rule, in: correlation)
                }
                let part = CorrelationRules.Part(
                    correlation: place,
                    position: position,
                    group: group,
                    value: value ?? nil
                )
                parts.append((rule, part))
            }
            for (rule, part) in parts {
                correlations.parts[rule, default: []].append(part)
                correlations.silent.insert(rule)
                if correlation.generatesRules { generating.insert(rule) }
            }
            correlations.correlations.append(
                CorrelationRules.Correlation(
                    number: cards.count,
                    kind: correlation.kind,
                    ruleCount: correlation.rules.count,
                    timespan: correlation.timespan,
                    condition: correlation.condition,
                    id: correlation.card.id
                )
            )
            cards.append(correlation.card)
        } catch {
            let card = correlation.card
            problems.append(DetectionError(file: card.file, line: error.line, rule: card.id, reason: error.reason))
        }
    }

    private func rule(called name: String, of correlation: SigmaCorrelation) throws(DetectionError) -> Int {
        if let number = named[name] { return number }
        let reason =
            "there is no rule \"\(name)\" that can be run; a correlation takes rules, and no other correlations"
        throw DetectionError(line: correlation.line, reason: reason)
    }

    /// The field of a rule's log source; nil for one that the log never tells.
    private mutating func field(
        _ name: String,
        of number: Int,
        in correlation: SigmaCorrelation
    ) throws(DetectionError) -> Int? {
        guard let rule = rules[number] else { return nil }
        do throws(SigmaReason) {
            let meaning =
                rule.logSource.view == .record
                ? try records.meaning(of: name)
                : try ActivityRuleFields(view: rule.logSource.view).meaning(of: name)
            switch meaning {
            case .text(let field), .code(_, let field, _): return field
            case .unknown: return nil
            }
        } catch {
            throw DetectionError(line: correlation.line, reason: error.text)
        }
    }
}

extension SigmaFilter {
    /// Whether it is for a rule: one that it names, or any of its log source.
    func isFor(_ rule: SigmaRule) -> Bool {
        guard let rules else { return rule.logSource == logSource }
        return rules.contains { rule.isCalled($0) }
    }
}
