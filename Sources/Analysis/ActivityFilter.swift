public import DockerActivity
import AuditRecords

/// Which activities are wanted.
///
/// What is empty or nil does not narrow; what is given must all hold.
public struct ActivityFilter: Hashable, Sendable {
    /// Earliest and latest time, in milliseconds since 1970.
    public var since: Int64?
    /// As `since`, the latest.
    public var until: Int64?
    /// Login users: names, or numbers as text (`1001`, `unset`).
    public var users: [String] = []
    /// Files: a path with all that lies below it, or a pattern with `*` and `?`.
    public var paths: [String] = []
    /// Actions.
    public var actions: [Action] = []
    /// Keys of the audit rule.
    public var keys: [String] = []
    /// Serials.
    public var serials: [UInt64] = []
    /// Nodes.
    public var nodes: [String] = []

    /// A filter that lets everything through.
    public init() {}

    /// Whether it lets everything through.
    public var isEmpty: Bool {
        since == nil && until == nil && users.isEmpty && paths.isEmpty && actions.isEmpty && keys.isEmpty
            && serials.isEmpty && nodes.isEmpty
    }

    /// Whether an activity of a batch is wanted.
    ///
    /// `userName` names a login user's id where the log does not.
    public func admits(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        userName: (UInt32) -> String?
    ) -> Bool {
        if let since, activity.stamp.milliseconds < since { return false }
        if let until, activity.stamp.milliseconds > until { return false }
        if !serials.isEmpty, !serials.contains(activity.stamp.serial) { return false }
        if !actions.isEmpty, !actions.contains(activity.action) { return false }
        let bytes = batch.bytes.span
        if !admits(node: bytes.extracting(activity.node.indices)) { return false }
        if !keys.isEmpty, !holdsKey(bytes.extracting(activity.keys.indices)) { return false }
        if !users.isEmpty, !isUser(activity.subject, bytes, userName) { return false }
        return paths.isEmpty || isPath(activity.file, bytes)
    }

    /// Whether anything of a node is wanted.
    func admits(node: Span<UInt8>) -> Bool { nodes.isEmpty || nodes.contains { node.equals($0) } }

    private func holdsKey(_ text: Span<UInt8>) -> Bool {
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == FieldSeparator.key {
            let key = text.extracting(start..<index)
            if keys.contains(where: { key.equals($0) }) { return true }
            start = index + 1
        }
        return false
    }

    private func isUser(_ subject: SubjectFacts, _ bytes: Span<UInt8>, _ userName: (UInt32) -> String?) -> Bool {
        guard let id = subject.loginID else { return false }
        let name = bytes.extracting(subject.login.indices)
        let given = id == SubjectFacts.unset ? "unset" : subject.login.isEmpty ? userName(id) : nil
        return users.contains { user in
            name.equals(user) || UInt32(user) == id || user == given || user == "uid:\(id)"
        }
    }

    private func isPath(_ file: FileFacts?, _ bytes: Span<UInt8>) -> Bool {
        guard let file else { return false }
        return paths.contains { pattern in
            [file.path, file.from, file.recorded]
                .contains { range in
                    !range.isEmpty && PathPattern.matches(bytes.extracting(range.indices), pattern)
                }
        }
    }
}

/// A path that stands for itself and all below it, or a pattern.
enum PathPattern {
    static func matches(_ path: Span<UInt8>, _ pattern: String) -> Bool {
        let pattern = Array(pattern.utf8)
        if pattern.contains(UInt8(ascii: "*")) || pattern.contains(UInt8(ascii: "?")) {
            return matchesWildcards(path, pattern.span)
        }
        var length = pattern.count
        while length > 1, pattern[length - 1] == UInt8(ascii: "/") { length -= 1 }
        guard path.count >= length else { return false }
        for index in 0..<length where path[index] != pattern[index] { return false }
        let isRoot = length == 1 && pattern[0] == UInt8(ascii: "/")
        return path.count == length || isRoot || path[length] == UInt8(ascii: "/")
    }

    /// `*` stands for any bytes, a slash among them, `?` for one.
    ///
    /// Linear but for the last star's retries.
    private static func matchesWildcards(_ text: Span<UInt8>, _ pattern: Span<UInt8>) -> Bool {
        var position = 0
        var wanted = 0
        var star = -1
        var retry = 0
        while position < text.count {
            if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") {
                star = wanted
                retry = position
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == text[position] || pattern[wanted] == UInt8(ascii: "?")
            {
                wanted += 1
                position += 1
            } else if star >= 0 {
                wanted = star + 1
                retry += 1
                position = retry
            } else {
                return false
            }
        }
        while wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") { wanted += 1 }
        return wanted == pattern.count
    }
}

extension Span<UInt8> {
    /// Whether the bytes are those of a text.
    fileprivate func equals(_ text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}
