public import DockerActivity

/// The rules that look at one activity at a time, compiled.
///
/// A plain value that any number of threads can use. An activity tries only rules that can match its action and its kind of
/// file.
public struct ActivityRules: Sendable {
    private var program = RuleProgram([])
    /// The rules' numbers.
    private var numbers: [Int] = []
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
        program = RuleProgram(trees.map(\.tree))
        numbers = trees.map(\.number)
        let fields = trees.reduce(into: Set<Int>()) { $0.formUnion($1.tree.fields) }
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
        guard !numbers.isEmpty else { return }
        for action in 0..<Action.count {
            let possible = numbers.indices.filter { isPossible($0, action: action, place: nil) }
            for place in 0..<Self.places {
                starts.append(Int32(candidates.count))
                for rule in possible where isPossible(rule, action: action, place: place) {
                    candidates.append(Int32(rule))
                }
            }
        }
        starts.append(Int32(candidates.count))
    }

    /// All activities of an action, on a kind of file or on any.
    private struct Possibility: RuleView {
        let action: Int
        let place: Int?

        func code(_ node: RuleProgram.Node) -> Truth {
            switch Int(node.number) {
            case ActivityView.action: node.allows(UInt64(action) + 1)
            case ActivityView.fileClass: place.map { node.allows(UInt64($0)) } ?? .unknown
            default: .unknown
            }
        }

        func test(_ test: FieldTest) -> Truth { .unknown }
    }

    private func isPossible(_ rule: Int, action: Int, place: Int?) -> Bool {
        program.evaluate(program.roots[rule], in: Possibility(action: action, place: place)) != .no
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
        guard !numbers.isEmpty else { return }
        let place = activity.file.map { Int($0.place.index) + 1 } ?? 0
        let cell = activity.action.index * Self.places + place
        let range = Int(starts[cell])..<Int(starts[cell + 1])
        guard !range.isEmpty else { return }
        let view = ActivityView(activity, of: batch, parents: parents, readsClient: readsClient)
        for index in range {
            let rule = Int(candidates[index])
            if program.evaluate(program.roots[rule], in: view) == .yes { body(numbers[rule]) }
        }
    }
}
