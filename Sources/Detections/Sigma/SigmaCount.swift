/// What a count has to be: all of its comparisons must hold (`{gte: 5, lt: 20}`).
struct SigmaCount: Sendable, Hashable {
    /// Not less than this.
    private(set) var minimum = 0
    /// Not more than this; nil for any number.
    private(set) var maximum: Int?
    /// Not this.
    private(set) var excluded: Set<Int> = []

    /// Any number from one on.
    init(atLeast minimum: Int) { self.minimum = minimum }

    /// Reads the entries of a condition; `field` is none of them.
    init(_ entries: [YAMLNode.Entry], line: Int) throws(DetectionError) {
        for entry in entries where entry.key != "field" {
            guard let text = entry.value.text, let number = Int(text), (0...1_000_000_000).contains(number) else {
                throw DetectionError(line: entry.line, reason: "\"\(entry.key)\" needs a whole number")
            }
            switch entry.key {
            case "gt": raise(to: number + 1)
            case "gte": raise(to: number)
            case "lt": lower(to: number - 1)
            case "lte": lower(to: number)
            case "eq":
                raise(to: number)
                lower(to: number)
            case "neq": excluded.insert(number)
            default:
                let reason = "\"\(entry.key)\" is no comparison: there are gt, gte, lt, lte, eq and neq"
                throw DetectionError(line: entry.line, reason: reason)
            }
        }
        guard minimum > 0 || maximum != nil || !excluded.isEmpty else {
            throw DetectionError(line: line, reason: "the condition compares with nothing")
        }
        guard minimum <= maximum ?? .max else {
            throw DetectionError(line: line, reason: "no number is as the condition asks for")
        }
        minimum = max(minimum, 1)
    }

    private mutating func raise(to number: Int) { minimum = max(minimum, number) }

    private mutating func lower(to number: Int) { maximum = min(maximum ?? .max, number) }

    /// Whether a count is as asked for.
    func holds(_ count: Int) -> Bool {
        count >= minimum && count <= maximum ?? .max && !excluded.contains(count)
    }
}
