/// A rule's condition with everything in its place, before it is laid out for running.
indirect enum RuleTree: Sendable {
    /// All of them.
    case all([RuleTree])
    /// Any of them.
    case any([RuleTree])
    /// So many of them.
    case atLeast(Int, [RuleTree])
    /// Not it.
    case not(RuleTree)
    /// A field that has one of a few words, by its code and theirs: bit 0 for none, bit 1 for the first.
    case code(Int, field: Int, mask: UInt64)
    /// A field's test.
    case test(FieldTest)
    /// What the log can never tell.
    case unknown

    /// How dear it is, to ask cheap ones first.
    var cost: Int {
        switch self {
        case .code, .unknown: 0
        case .test(let test): test.cost
        case .not(let part): part.cost
        case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.reduce(0) { $0 + $1.cost }
        }
    }

    /// The test fields that it asks for.
    var fields: Set<Int> {
        switch self {
        case .unknown: []
        case .code(_, let field, _): [field]
        case .test(let test):
            test.tests.reduce(into: [test.field]) { fields, value in
                if case .field(let other, _, _) = value { fields.insert(other) }
            }
        case .not(let part): part.fields
        case .all(let parts), .any(let parts), .atLeast(_, let parts):
            parts.reduce(into: []) { $0.formUnion($1.fields) }
        }
    }
}
