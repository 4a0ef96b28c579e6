/// The fields that a kind of rule may name.
protocol RuleFields {
    /// What a name means; throws a sentence for one that is not known.
    mutating func meaning(of name: String) throws(SigmaReason) -> FieldMeaning
    /// The field that keywords are looked for in; throws a sentence where there is none.
    mutating func keywordField() throws(SigmaReason) -> Int
}

/// What a field's name means.
enum FieldMeaning {
    /// A field with values of any text.
    case text(Int)
    /// A field that has one of a few words.
    case code(Int, field: Int, words: [String])
    /// What the log never tells.
    case unknown
}
