import AuditRecords
import DockerActivity

/// A login user of a filter: a name, a number, `unset`, `uid:1001`, or `uid:1001:alice`.
///
/// The last form tells apart what others do not: it means the number and the name together as records have them, and
/// nothing stands in the place of the one that they do not have.
public struct UserPattern: Hashable, Sendable {
    /// The text as it was given.
    public var text: String { name.text }
    private let name: FilterText
    private let number: UInt32?
    private let exact: Exact?

    private struct Exact: Hashable, Sendable {
        let id: UInt32?
        let name: FilterText
    }

    /// The text of an option.
    public init(_ text: String) {
        name = FilterText(text)
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        let isTagged = parts[0] == "uid" && parts.count > 1
        number = UInt32(isTagged && parts.count == 2 ? parts[1] : parts.count == 1 ? parts[0] : "")
        let id = isTagged ? UInt32(parts[1]) : nil
        exact =
            isTagged && parts.count == 3 && (id != nil || parts[1].isEmpty)
            ? Exact(id: id, name: FilterText(String(parts[2]))) : nil
    }

    /// Whether it means a user of whom only a name is known.
    func matches(name: Span<UInt8>) -> Bool { self.name.matches(name) }

    /// Whether it means a login user of a log.
    ///
    /// - Parameters:
    ///   - id: the user's number; nil where records have none.
    ///   - recorded: the name that records have; empty where they have none.
    ///   - userName: names a number where the log does not.
    /// - Returns: whether it is that user.
    public func matches(_ id: UInt32?, _ recorded: Span<UInt8>, userName: (UInt32) -> String?) -> Bool {
        if let exact { return exact.id == id && exact.name.matches(recorded) }
        guard let id else { return false }
        if id == number || !recorded.isEmpty && name.matches(recorded) { return true }
        if id == SubjectFacts.unset { return name.text == "unset" }
        guard recorded.isEmpty, let given = userName(id) else { return false }
        return name.matches(given.utf8.span)
    }
}

extension UserPattern: Comparable {
    /// By the text as it was given.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
