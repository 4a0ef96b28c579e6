/// Why a line of a rules file is no rule.
public struct RuleSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable {
        /// An option that auditctl does not have, or one without its value.
        case option
        /// A list or action that there is not.
        case list
        /// A condition that cannot be read.
        case field
        /// A system call that the machine does not have.
        case call
        /// A path that cannot be watched.
        case path
        /// A key that is too long or comes too early.
        case key
        /// A value out of its range.
        case value
    }

    /// What is wrong.
    public let kind: Kind
    /// The line's number, from 1; 0 where there is but one.
    public internal(set) var line: Int
    /// What is wrong, as a sentence without an end.
    public let reason: String

    init(_ kind: Kind, _ reason: String, line: Int = 0) {
        self.kind = kind
        self.line = line
        self.reason = reason
    }

    /// The sentence with its line.
    public var description: String { line == 0 ? reason : "line \(line): \(reason)" }
}
