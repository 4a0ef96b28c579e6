/// The conditions of many rules, laid out one behind the other so that running them costs no memory.
struct RuleProgram: Sendable {
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
        /// The field of a code, the number of a test, or how many parts have to hold.
        let number: Int32
        /// The words that a code may be.
        let mask: UInt64
    }

    /// The parts of all conditions.
    private(set) var nodes: [Node] = []
    private var tests: [FieldTest] = []

    /// Adds a condition; gives its place.
    mutating func add(_ tree: RuleTree) -> Int {
        let place = nodes.count
        switch tree {
        case .all(let parts): append(.all, parts)
        case .any(let parts): append(.any, parts)
        case .atLeast(let count, let parts): append(.atLeast, parts, number: count)
        case .not(let part): append(.not, [part])
        case .code(let field, let mask): append(.code, [], number: field, mask: mask)
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

    /// Whether the condition at a place holds, where `leaf` answers for codes and tests.
    func evaluate(_ place: Int, _ leaf: (Node) -> Truth) -> Truth {
        let node = nodes[place]
        var part = place + 1
        switch node.kind {
        case .unknown: return .unknown
        case .code, .test: return leaf(node)
        case .not: return evaluate(part, leaf).inverted
        case .all:
            var result = Truth.yes
            while part < node.end {
                switch evaluate(part, leaf) {
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
                switch evaluate(part, leaf) {
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
                switch evaluate(part, leaf) {
                case .yes: holding += 1
                case .unknown: unknown += 1
                case .no: break
                }
                part = Int(nodes[part].end)
            }
            return holding >= node.number ? .yes : holding + unknown >= node.number ? .unknown : .no
        }
    }

    /// Whether a part tests a field, and no other one.
    func isTest(_ node: Node, of field: Int) -> Bool {
        guard node.kind == .test else { return false }
        let test = tests[Int(node.number)]
        return test.field == field && !test.tests.contains { $0.needsField }
    }

    /// Whether a view passes a test.
    func test<View: FieldView>(_ node: Node, in view: View) -> Truth {
        tests[Int(node.number)].evaluate(in: view)
    }
}
