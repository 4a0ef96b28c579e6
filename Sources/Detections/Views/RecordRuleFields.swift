/// The fields that rules about records name: any name of the log, numbered as it is met.
struct RecordRuleFields: RuleFields {
    /// The field of keywords: the record's whole text.
    static let text = 0
    /// The field of the record's type.
    static let type = 1
    /// Names of one set of rules.
    static let limit = 4_096

    /// The names; a field's number is its place here.
    private(set) var names = ["", "type"]
    private var numbers = ["type": 1]
    /// Whether any rule looks for keywords.
    private(set) var hasKeywords = false

    mutating func meaning(of name: String) throws(SigmaReason) -> FieldMeaning {
        if let number = numbers[name] { return .text(number) }
        guard names.count < Self.limit else { throw SigmaReason("the rules name more than \(Self.limit) fields") }
        names.append(name)
        numbers[name] = names.count - 1
        return .text(names.count - 1)
    }

    mutating func keywordField() -> Int {
        hasKeywords = true
        return Self.text
    }
}
