public import DockerActivity

/// The rules that look at one activity at a time, compiled.
///
/// A plain value that any number of threads can use. An activity tries only rules that can match its action and its kind of
/// file.
public struct ActivityRules: Sendable {
    /// One rule.
    private struct Rule: Sendable {
        let root: Int
        let number: Int
        let fields: Set<Int>
    }

    private var program = RuleProgram()
    private var rules: [Rule] = []
    /// For each action and kind of file where its rules begin in `candidates`; one more at the end.
    private var starts: [Int32] = []
    private var candidates: [Int32] = []
    private var readsClient = false
    /// Whether a rule asks for the parent process, so that `KnownProcesses` must be kept.
    public private(set) var needsParents = false

    /// No rules.
    public init() {}

    /// Rules by their trees and their numbers.
    init(_ trees: [(tree: RuleTree, number: Int)]) {
        for (tree, number) in trees {
            rules.append(Rule(root: program.add(tree), number: number, fields: tree.fields))
        }
        let fields = rules.reduce(into: Set<Int>()) { $0.formUnion($1.fields) }
        needsParents = fields.contains { $0 >= ActivityField.allCases.count }
        readsClient = fields.contains { field in
            field < ActivityField.allCases.count && ActivityField.byNumber[field].rawValue.hasPrefix("client.")
        }
        sort()
    }

    /// Kinds of files, and none.
    private static let places = DockerPlace.allCases.count + 1

    /// Finds for each action and kind of file the rules that are not impossible there.
    private mutating func sort() {
        guard !rules.isEmpty else { return }
        for action in 0..<Action.count {
            let possible = rules.indices.filter { isPossible($0, action: action, place: nil) }
            for place in 0..<Self.places {
                starts.append(Int32(candidates.count))
                for rule in possible where isPossible(rule, action: action, place: place) {
                    candidates.append(Int32(rule))
                }
            }
        }
        starts.append(Int32(candidates.count))
    }

    private func isPossible(_ rule: Int, action: Int, place: Int?) -> Bool {
        program.evaluate(rules[rule].root) { node in
            guard node.kind == .code else { return .unknown }
            switch Int(node.number) {
            case ActivityView.action: return Truth(node.mask >> UInt64(action + 1) & 1 == 1)
            case ActivityView.fileClass: return place.map { Truth(node.mask >> UInt64($0) & 1 == 1) } ?? .unknown
            default: return .unknown
            }
        } != .no
    }

    /// Calls `body` with the number of each rule that an activity matches.
    ///
    /// `parents` is what is known of processes, where a rule asks for it.
    public func matches(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        parents: KnownProcesses? = nil,
        _ body: (Int) -> Void
    ) {
        guard !rules.isEmpty else { return }
        let place = activity.file.map { Int($0.place.index) + 1 } ?? 0
        let cell = activity.action.index * Self.places + place
        let range = Int(starts[cell])..<Int(starts[cell + 1])
        guard !range.isEmpty else { return }
        let view = ActivityView(activity, of: batch, parents: parents, readsClient: readsClient)
        for index in range {
            let rule = rules[Int(candidates[index])]
            if evaluate(rule.root, view) == .yes { body(rule.number) }
        }
    }

    private func evaluate(_ root: Int, _ view: ActivityView) -> Truth {
        program.evaluate(root) { node in
            if node.kind == .code { return Truth(node.mask >> view.code(of: Int(node.number)) & 1 == 1) }
            return program.test(node, in: view)
        }
    }
}
