public import AuditEvents
import AuditRecords
public import DockerActivity

/// Why a rule matches an activity or a record, or why it does not: each part of it by itself.
public struct RuleExplanation: Sendable, Hashable {
    /// A search identifier of the rule, or of a filter that is for it.
    public struct Search: Sendable, Hashable {
        /// The identifier.
        public let name: String
        /// The title of the filter that it is of; nil for the rule's own.
        public let filter: String?
        /// The line it stands in, from 1.
        public let line: Int
        /// Whether it holds.
        public let holds: Truth
        /// Its items, in order.
        public let items: [Item]
    }

    /// One line of a search.
    public struct Item: Sendable, Hashable {
        /// The item as it stands in the rule.
        public let text: String
        /// The line it stands in, from 1.
        public let line: Int
        /// Whether it holds.
        public let holds: Truth
        /// What the field has, where it is one: its values as bytes, not escaped.
        public let values: [[UInt8]]
    }

    /// Whether the rule matches, with all filters that are for it.
    public let matches: Truth
    /// Its search identifiers, in order, those of filters behind.
    public let searches: [Search]
}

/// What compiled rules came from, by their numbers.
struct RuleSources: Sendable {
    /// The rules.
    var rules: [Int: SigmaRule] = [:]
    /// The filters that are for them.
    var filters: [Int: [SigmaFilter]] = [:]
}

extension DetectionLibrary {
    /// Why a rule matches an activity or does not; nil where no such rule looks at activities.
    public func explain(
        _ id: String,
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        parents: KnownProcesses? = nil
    ) -> RuleExplanation? {
        guard let (rule, filters) = source(id), rule.logSource.view != .record else { return nil }
        let view = ActivityView(activity, of: batch, parents: parents, readsClient: true)
        var explainer = RuleExplainer(ActivityRuleFields(view: rule.logSource.view))
        return explainer.explain(rule, filters, in: view)
    }

    /// Why a rule matches each record of an event or does not; empty where no such rule looks at records.
    public func explain(_ id: String, _ event: borrowing Event) -> [(record: EventRecord, explanation: RuleExplanation)]
    {
        guard let (rule, filters) = source(id), rule.logSource.view == .record else { return [] }
        var explanations: [(EventRecord, RuleExplanation)] = []
        for record in event.records {
            var compiler = RuleCompiler(RecordRuleFields())
            for detection in [rule.detection] + filters.map(\.detection) { _ = try? compiler.tree(detection) }
            var view = RecordView()
            view.show(
                record,
                of: event,
                type: Array(record.type.name.utf8),
                names: FieldNameTable(compiler.fields.names),
                hasKeywords: compiler.fields.hasKeywords
            )
            var explainer = RuleExplainer(compiler.fields)
            if let explanation = explainer.explain(rule, filters, in: view) {
                explanations.append((record, explanation))
            }
        }
        return explanations
    }

    private func source(_ id: String) -> (SigmaRule, [SigmaFilter])? {
        guard let number = cards.firstIndex(where: { $0.id == id }), let rule = sources.rules[number] else {
            return nil
        }
        return (rule, sources.filters[number] ?? [])
    }
}
