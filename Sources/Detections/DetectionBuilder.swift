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

    init(filters: [SigmaFilter]) { self.filters = filters }

    /// Adds a detection that code decides on.
    mutating func add(_ card: DetectionCard) { cards.append(card) }

    /// Adds a correlation of rules that were added before.
    mutating func add(_ correlation: SigmaCorrelation) { cards.append(correlation.card) }

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
        return DetectionLibrary(
            cards: cards,
            activityRules: ActivityRules(activityTrees),
            recordRules: RecordRules(recordTrees, records.fields)
        )
    }
}

extension SigmaFilter {
    /// Whether it is for a rule: one that it names, or any of its log source.
    func isFor(_ rule: SigmaRule) -> Bool {
        guard let rules else { return rule.logSource == logSource }
        return rules.contains { rule.isCalled($0) }
    }
}
