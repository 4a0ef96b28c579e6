/// The correlations of a library, compiled: which rules' matches they take, and by which fields they are grouped.
struct CorrelationRules: Sendable {
    /// One correlation.
    struct Correlation: Sendable {
        /// The number of its card.
        let number: Int
        /// What it counts, or looks for.
        let kind: SigmaCorrelation.Kind
        /// How many rules it has.
        let ruleCount: Int
        /// Within how much time, in milliseconds.
        let timespan: Int64
        /// What the count has to be.
        let condition: SigmaCount
        /// Its id, by which its state is found again.
        let id: String
    }

    /// What a correlation asks of a rule's match.
    struct Part: Sendable {
        /// The correlation.
        let correlation: Int
        /// Which of the correlation's rules it is.
        let position: Int
        /// The fields by which matches are grouped; nil for one that the log never tells.
        let group: [Int?]
        /// The field whose values are counted.
        let value: Int?
    }

    /// The correlations.
    var correlations: [Correlation] = []
    /// For each rule's number what correlations ask of its matches.
    var parts: [Int: [Part]] = [:]
    /// Rules that make no findings of their own.
    var silent: Set<Int> = []

    /// What a rule's match means to correlations.
    func inputs<View: FieldView>(of rule: Int, in view: View) -> [CorrelationInput] {
        guard let parts = parts[rule] else { return [] }
        return parts.map { part in
            var group: [UInt8] = []
            for field in part.group { Self.append(field, of: view, to: &group) }
            var value: [UInt8] = []
            if part.value != nil { Self.append(part.value, of: view, to: &value) }
            return CorrelationInput(
                correlation: part.correlation,
                position: part.position,
                group: group,
                value: value.isEmpty || value[0] == 0 ? nil : value
            )
        }
    }

    /// Bytes of a value that tell it from others.
    private static let valueLimit = 1_024

    /// Appends a field's first value with its length, so that fields can not run into each other; 0 for one that is absent.
    private static func append<View: FieldView>(_ field: Int?, of view: View, to output: inout [UInt8]) {
        var text: [UInt8]?
        if let field {
            _ = view.visit(field) { value in
                text = [UInt8](copying: value.extracting(first: valueLimit))
                return false
            }
        }
        guard let text else { return output.append(0) }
        output.append(1)
        output.append(UInt8(text.count >> 8))
        output.append(UInt8(text.count & 0xff))
        output += text
    }
}

/// A rule's match, as a correlation takes it.
public struct CorrelationInput: Sendable, Hashable {
    /// The correlation, by its place in the library.
    let correlation: Int
    /// Which of the correlation's rules matched.
    let position: Int
    /// The values by which matches are grouped.
    let group: [UInt8]
    /// The value that is counted; nil where the match has none.
    let value: [UInt8]?
}
