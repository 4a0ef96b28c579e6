/// What one value of a rule asks of a field's value.
enum ValueTest: Sendable {
    /// A text with wildcards.
    case pattern(TextPattern)
    /// A regular expression that it holds.
    case expression(RegularExpression)
    /// A number that it compares with.
    case number(NumberComparison)
    /// A network that it is an address of.
    case network(NetworkPrefix)
    /// The value of another field.
    case field(Int, TextPattern.Place, isCased: Bool)

    /// Whether a value is as asked for.
    func matches<View: FieldView>(_ value: Span<UInt8>, in view: View) -> Bool {
        switch self {
        case .pattern(let pattern): return pattern.matches(value)
        case .expression(let expression): return expression.matches(value)
        case .number(let comparison): return comparison.matches(value)
        case .network(let network): return network.matches(value)
        case .field(let field, let place, let isCased):
            var matches = false
            _ = view.visit(field) { other in
                matches = TextPattern([.bytes([UInt8](copying: other))], place: place, isCased: isCased).matches(value)
                return !matches
            }
            return matches
        }
    }

    /// Whether it compares with another field.
    var needsField: Bool {
        if case .field = self { true } else { false }
    }

    /// How dear it is, to ask cheap ones first.
    var cost: Int {
        switch self {
        case .pattern: 1
        case .number, .network: 2
        case .expression, .field: 4
        }
    }
}
