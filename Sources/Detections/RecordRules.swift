public import AuditEvents
import AuditRecords

/// The rules that look at one record at a time, compiled.
///
/// A plain value that any number of threads can use, each with its own workspace.
public struct RecordRules: Sendable {
    /// Memory that is kept from event to event, one for each thread.
    public struct Workspace: Sendable {
        /// Types of records that are remembered.
        fileprivate static let typeLimit = 1_024

        /// What is known of a record type: its name, and the rules that are not impossible.
        fileprivate struct Known: Sendable {
            let name: [UInt8]
            let rules: [Int]
        }

        fileprivate var known: [RecordType: Known] = [:]
        fileprivate var view = RecordView()

        /// An empty workspace.
        public init() {}
    }

    /// A rule that a record matches.
    public struct Match: Sendable {
        /// The number of the rule's card.
        public let number: Int
        /// The record.
        public let record: EventRecord
        /// What the match means to correlations.
        public let inputs: [CorrelationInput]
    }

    private var program = RuleProgram([])
    /// The rules' numbers.
    private var numbers: [Int] = []
    private var names: FieldNameTable
    private var hasKeywords = false
    private var correlations = CorrelationRules()

    /// No rules.
    public init() { names = FieldNameTable([]) }

    /// Rules by their trees and their numbers.
    init(_ trees: [(tree: RuleTree, number: Int)], _ fields: RecordRuleFields, _ correlations: CorrelationRules) {
        self.correlations = correlations
        names = FieldNameTable(fields.names)
        hasKeywords = fields.hasKeywords
        program = RuleProgram(trees.map(\.tree))
        numbers = trees.map(\.number)
    }

    /// Whether there is no rule.
    public var isEmpty: Bool { numbers.isEmpty }

    /// Calls `body` with each rule that a record of the event matches.
    public func matches(
        _ event: borrowing Event,
        workspace: inout Workspace,
        _ body: (Match) -> Void
    ) {
        guard !numbers.isEmpty else { return }
        var hasExecution = false
        for record in event.records {
            if record.type == .execve {
                if hasExecution { continue }
                hasExecution = true
            }
            let known = known(record, of: event, in: &workspace)
            guard !known.rules.isEmpty else { continue }
            workspace.view.show(record, of: event, type: known.name, names: names, hasKeywords: hasKeywords)
            for rule in known.rules where program.evaluate(program.roots[rule], in: workspace.view) == .yes {
                let number = numbers[rule]
                body(Match(number: number, record: record, inputs: correlations.inputs(of: number, in: workspace.view)))
            }
        }
    }

    private func known(
        _ record: EventRecord,
        of event: borrowing Event,
        in workspace: inout Workspace
    ) -> Workspace.Known {
        if let known = workspace.known[record.type] { return known }
        var name = Array(record.type.name.utf8)
        if record.type == .unnumbered {
            name.removeAll()
            name.append(copying: event.bytes.span.extracting(record.typeText.indices))
        }
        let type = Possibility(type: SingleValue(value: String(decoding: name, as: UTF8.self)))
        let possible = numbers.indices.filter { program.evaluate(program.roots[$0], in: type) != .no }
        let known = Workspace.Known(name: name, rules: possible)
        // A name that nobody has numbered may be another one the next time.
        if record.type != .unnumbered, workspace.known.count < Workspace.typeLimit {
            workspace.known[record.type] = known
        }
        return known
    }

    /// All records of a type.
    private struct Possibility: RuleView {
        let type: SingleValue

        func code(_ node: RuleProgram.Node) -> Truth { .unknown }

        func test(_ test: FieldTest) -> Truth {
            test.isOnly(of: RecordRuleFields.type) ? test.evaluate(in: type) : .unknown
        }
    }
}
