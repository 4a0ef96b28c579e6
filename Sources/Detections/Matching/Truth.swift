/// Whether a condition holds, where a fact that it asks for may be missing.
///
/// The logic is Kleene's: what is not known stays unknown under `not`, and decides nothing that something known decides.
public enum Truth: String, Sendable, CaseIterable {
    /// It does not hold.
    case no
    /// A fact is missing that would decide.
    case unknown
    /// It holds.
    case yes

    /// A condition of which everything is known.
    init(_ holds: Bool) { self = holds ? .yes : .no }

    /// Whether the opposite holds.
    var inverted: Truth {
        switch self {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }
}
