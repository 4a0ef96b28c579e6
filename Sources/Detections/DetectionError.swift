/// What is wrong with a detection's document: where, and why it can not be run.
///
/// One mistake costs one document; the others are loaded.
public struct DetectionError: Error, Hashable, Sendable {
    /// The file; nil for what the program brings.
    public var file: String?
    /// The line, from 1.
    public var line: Int
    /// Which rule it is about, by its id or title; nil where that can not be told.
    public var rule: String?
    /// One readable sentence, without a full stop.
    public var reason: String

    /// A mistake at a place.
    public init(file: String? = nil, line: Int, rule: String? = nil, reason: String) {
        self.file = file
        self.line = line
        self.rule = rule
        self.reason = reason
    }
}

extension DetectionError: CustomStringConvertible {
    /// The mistake as compilers write theirs: `rules.yml:12: cfg-x: the modifier "expand" needs lists of its own`.
    ///
    /// File and rule are a stranger's text, not escaped.
    public var description: String {
        "\(file ?? "built-in"):\(line): \(rule.map { "\($0): " } ?? "")\(reason)"
    }
}
