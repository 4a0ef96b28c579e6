import AuditRecords

/// Compares a value with a number: `lt`, `lte`, `gt`, `gte`.
///
/// A value that is no decimal number does not compare.
struct NumberComparison: Sendable, Hashable {
    /// How it is compared.
    enum Operator: String, Sendable, CaseIterable, Codable {
        /// Less than.
        case lt
        /// Less than, or the same.
        case lte
        /// Greater than.
        case gt
        /// Greater than, or the same.
        case gte
    }

    /// How the value is compared.
    let comparison: Operator
    /// What it is compared with.
    let number: Double

    /// Whether a value compares.
    func matches(_ value: Span<UInt8>) -> Bool {
        guard let left = Self.number(value) else { return false }
        switch comparison {
        case .lt: return left < number
        case .lte: return left <= number
        case .gt: return left > number
        case .gte: return left >= number
        }
    }

    /// Digits that a value may have; a longer one is no number that anybody compares.
    private static let digitLimit = 40

    private static func number(_ value: Span<UInt8>) -> Double? {
        guard value.count > 0, value.count <= digitLimit else { return nil }
        var position = 0
        if let integer = value.decimal(at: &position, end: value.count), position == value.count {
            return Double(integer)
        }
        var text: [UInt8] = []
        text.append(copying: value)
        return Double(String(decoding: text, as: UTF8.self))
    }
}
