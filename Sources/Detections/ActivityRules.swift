public import DockerActivity

/// The rules that look at one activity at a time, compiled.
///
/// A plain value that any number of threads can use. An activity tries only rules that can match its action, its kind of
/// file, and whether it is routine.
public struct ActivityRules: Sendable {
    private var program = RuleProgram([])
    /// The rules' numbers.
    private var numbers: [Int] = []
    /// For each action, kind of file, and whether it is routine where its rules begin in `candidates`; one more at the end.
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

    /// Finds for each action, kind of file and whether it is routine the rules that are not impossible there.
    private mutating func sort() {
        guard !numbers.isEmpty else { return }
        for action in 0..<Action.count {
            let possible = numbers.indices.filter { isPossible($0, Possibility(action: action)) }
            for place in 0..<Self.places {
                for isRoutine in [false, true] {
                    starts.append(Int32(candidates.count))
                    let cell = Possibility(action: action, place: place, isRoutine: isRoutine)
                    for rule in possible where isPossible(rule, cell) { candidates.append(Int32(rule)) }
                }
            }
        }
        starts.append(Int32(candidates.count))
    }

    /// The cell of an activity among those of `starts`.
    private static func cell(_ activity: Activity) -> Int {
        let place = activity.file.map { Int($0.place.index) + 1 } ?? 0
        return (activity.action.index * places + place) * 2 + (activity.disposition == .routine ? 1 : 0)
    }

    /// All activities of an action, and where it is given of a kind of file, routine or not.
    private struct Possibility: RuleView {
        let action: Int
        var place: Int?
        var isRoutine: Bool?

        func code(_ node: RuleProgram.Node) -> Truth {
            switch ActivityCode(rawValue: Int(node.number)) {
            case .action: node.allows(UInt64(action) + 1)
            case .fileClass: place.map { node.allows(UInt64($0)) } ?? .unknown
            case .disposition: disposition(node)
            default: .unknown
            }
        }

        private func disposition(_ node: RuleProgram.Node) -> Truth {
            guard let isRoutine else { return .unknown }
            let routine = node.allows(Disposition.routine.code)
            if isRoutine { return routine }
            let others = [node.allows(Disposition.noteworthy.code), node.allows(Disposition.suspicious.code)]
            return others[0] == others[1] ? others[0] : .unknown
        }

        func test(_ test: FieldTest) -> Truth { .unknown }
    }

    private func isPossible(_ rule: Int, _ possibility: Possibility) -> Bool {
        program.evaluate(program.roots[rule], in: possibility) != .no
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
        let cell = Self.cell(activity)
        let range = Int(starts[cell])..<Int(starts[cell + 1])
        guard !range.isEmpty else { return }
        let view = ActivityView(activity, of: batch, parents: parents, readsClient: readsClient)
        for index in range {
            let rule = Int(candidates[index])
            if program.evaluate(program.roots[rule], in: view) == .yes { body(numbers[rule]) }
        }
    }
}
