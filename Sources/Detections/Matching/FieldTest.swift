/// What one item of a rule asks of a field.
final class FieldTest: Sendable {
    /// The field.
    let field: Int
    /// What its values are asked.
    let tests: [ValueTest]
    /// Whether each must be answered by some value, rather than one of them.
    let needsAll: Bool
    /// Whether the field may be absent: `null`.
    let allowsAbsence: Bool
    /// Whether no value may match; the field has to be there.
    let isNegated: Bool
    /// Whether it is enough that the field is there, or that it is not: `exists`.
    let existence: Bool?

    /// A test of a field's values.
    init(field: Int, _ tests: [ValueTest], needsAll: Bool, allowsAbsence: Bool, isNegated: Bool) {
        self.field = field
        self.tests = tests
        self.needsAll = needsAll
        self.allowsAbsence = allowsAbsence
        self.isNegated = isNegated
        existence = nil
    }

    /// A test of whether a field is there.
    init(field: Int, exists: Bool) {
        self.field = field
        existence = exists
        tests = []
        (needsAll, allowsAbsence, isNegated) = (false, false, false)
    }

    /// Whether it looks at one field, and no other one.
    func isOnly(of field: Int) -> Bool { self.field == field && !tests.contains { $0.needsField } }

    /// Whether a view has what the item asks for.
    func evaluate<View: FieldView>(in view: View) -> Truth {
        var matches = needsAll
        var presence = FieldPresence.absent
        if existence != nil {
            presence = view.visit(field) { _ in false }
        } else if needsAll {
            for test in tests {
                var isMet = false
                presence = view.visit(field) { value in
                    isMet = test.matches(value, in: view)
                    return !isMet
                }
                if !isMet {
                    matches = false
                    break
                }
            }
        } else {
            presence = view.visit(field) { value in
                matches = isAny(value, in: view)
                return !matches
            }
        }
        switch presence {
        case .unknown: return .unknown
        case .absent: return Truth(existence.map { !$0 } ?? (allowsAbsence && !isNegated))
        case .present: return Truth(existence ?? (matches != isNegated))
        }
    }

    /// How dear it is, to ask cheap ones first.
    var cost: Int { tests.reduce(1) { $0 + $1.cost } }

    /// Whether a value is as any of the rule's values asks.
    private func isAny<View: FieldView>(_ value: Span<UInt8>, in view: View) -> Bool {
        let kept = tests  // borrowed as a whole, so that none of them is copied
        let tests = kept.span
        for index in tests.indices where tests[index].matches(value, in: view) { return true }
        return false
    }
}
