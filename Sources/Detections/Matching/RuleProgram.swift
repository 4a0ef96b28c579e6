/// The conditions of many rules, laid out one behind the other so that running them costs no memory.
///
/// A class, because a value would be copied, with a count for each of its arrays, at every step of a condition.
final class RuleProgram: Sendable {
    /// One part of a condition; its own parts follow it.
    struct Node: Sendable, BitwiseCopyable {
        /// What a part can be.
        enum Kind: UInt8, Sendable {
            case all, any, atLeast, not, code, test, unknown
        }

        /// What it is.
        let kind: Kind
        /// Where the part behind it and all its own parts stands.
        var end: Int32
        /// The number of a code, the number of a test, or how many parts have to hold.
        let number: Int32
        /// The words that a code may be.
        let mask: UInt64
    }

    private let nodes: [Node]
    private let tests: [FieldTest]
    /// Where each condition begins.
    let roots: [Int]

    /// The program of some conditions.
    init(_ trees: [RuleTree]) {
        var layout = Layout()
        roots = trees.map { layout.add($0) }
        nodes = layout.nodes
        tests = layout.tests
    }

    /// Lays conditions out.
    private struct Layout {
        var nodes: [Node] = []
        var tests: [FieldTest] = []

        /// Adds a condition; gives its place.
        mutating func add(_ tree: RuleTree) -> Int {
            let place = nodes.count
            switch tree {
            case .all(let parts): append(.all, parts)
            case .any(let parts): append(.any, parts)
            case .atLeast(let count, let parts): append(.atLeast, parts, number: count)
            case .not(let part): append(.not, [part])
            case .code(let code, _, let mask): append(.code, [], number: code, mask: mask)
            case .test(let test):
                tests.append(test)
                append(.test, [], number: tests.count - 1)
            case .unknown: append(.unknown, [])
            }
            return place
        }

        private mutating func append(_ kind: Node.Kind, _ parts: [RuleTree], number: Int = 0, mask: UInt64 = 0) {
            let place = nodes.count
            nodes.append(Node(kind: kind, end: 0, number: Int32(clamping: number), mask: mask))
            for part in parts.sorted(by: { $0.cost < $1.cost }) { _ = add(part) }
            nodes[place].end = Int32(clamping: nodes.count)
        }
    }

    /// Whether the condition at a place holds.
    func evaluate<View: RuleView>(_ place: Int, in view: View) -> Truth {
        let (nodes, tests) = (nodes, tests)
        return Self.evaluate(place, nodes.span, tests.span, in: view)
    }

    private static func evaluate<View: RuleView>(
        _ place: Int,
        _ nodes: Span<Node>,
        _ tests: Span<FieldTest>,
        in view: View
    ) -> Truth {
        let node = nodes[place]
        var part = place + 1
        switch node.kind {
        case .unknown: return .unknown
        case .code: return view.code(node)
        case .test: return view.test(tests[Int(node.number)])
        case .not: return evaluate(part, nodes, tests, in: view).inverted
        case .all:
            var result = Truth.yes
            while part < node.end {
                switch evaluate(part, nodes, tests, in: view) {
                case .no: return .no
                case .unknown: result = .unknown
                case .yes: break
                }
                part = Int(nodes[part].end)
            }
            return result
        case .any:
            var result = Truth.no
            while part < node.end {
                switch evaluate(part, nodes, tests, in: view) {
                case .yes: return .yes
                case .unknown: result = .unknown
                case .no: break
                }
                part = Int(nodes[part].end)
            }
            return result
        case .atLeast:
            var (holding, unknown) = (Int32(0), Int32(0))
            while part < node.end {
                switch evaluate(part, nodes, tests, in: view) {
                case .yes: holding += 1
                case .unknown: unknown += 1
                case .no: break
                }
                part = Int(nodes[part].end)
            }
            return holding >= node.number ? .yes : holding + unknown >= node.number ? .unknown : .no
        }
    }
}

/// What answers for the leaves of a condition.
protocol RuleView {
    /// Whether a field that has one of a few words has one that a part allows.
    func code(_ node: RuleProgram.Node) -> Truth
    /// Whether a field passes a test.
    func test(_ test: FieldTest) -> Truth
}

extension RuleProgram.Node {
    /// Whether a part allows the word of a code.
    func allows(_ code: UInt64) -> Truth { Truth(mask >> code & 1 == 1) }
}
