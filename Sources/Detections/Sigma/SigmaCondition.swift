/// How a rule's search identifiers are joined.
indirect enum SigmaCondition: Hashable, Sendable {
    /// One search identifier.
    case search(String)
    /// All of them.
    case and([SigmaCondition])
    /// Any of them.
    case or([SigmaCondition])
    /// Not it.
    case not(SigmaCondition)
    /// So many of the search identifiers that a pattern names; nil for all of them.
    case of(Int?, String)

    /// Reads a condition; throws a sentence for what is none.
    ///
    /// `not` binds closest, then `and`, then `or` (Sigma specification 2.1.0, "Condition").
    init(_ text: String) throws(SigmaReason) {
        var parser = try SigmaConditionParser(text)
        self = try parser.condition()
    }
}
