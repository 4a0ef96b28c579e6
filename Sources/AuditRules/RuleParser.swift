import SystemPackage

/// Reads rules as auditctl reads its command line and its files.
///
/// What auditctl 3.0.9 accepts is accepted and understood alike (audit-userspace:src/auditctl.c, `setopt`), but for
/// `-l`, `-s`, `-m`, `-R` and other options that ask or send rather than set. What the kernel would refuse later is
/// not refused here, except the root directory: its watch would never end.
public struct RuleParser: Sendable {
    /// The machine the rules are for: it gives names of calls their numbers.
    public var machine: AuditMachine
    /// Tells whether a path is a directory, as auditctl asks stat(2); nil where nobody knows.
    public var isDirectory: @Sendable ([UInt8]) -> Bool?
    /// Tells the number of a user's name.
    public var user: @Sendable (String) -> UInt32?
    /// Tells the number of a group's name.
    public var group: @Sendable (String) -> UInt32?

    /// Longer lines are refused: LINE_SIZE of audit-userspace:src/auditctl.c is 6144, and the rest would be cut off.
    public static let lineLimit = 6144

    /// A parser that knows nothing of the host; its `-w` rules say so.
    public init(
        machine: AuditMachine = .native,
        isDirectory: @escaping @Sendable ([UInt8]) -> Bool? = { _ in nil },
        user: @escaping @Sendable (String) -> UInt32? = { _ in nil },
        group: @escaping @Sendable (String) -> UInt32? = { _ in nil }
    ) {
        self.machine = machine
        self.isDirectory = isDirectory
        self.user = user
        self.group = group
    }

    /// A parser that asks a host's files, as auditctl would on that host.
    public static func forHost(_ files: HostFiles, machine: AuditMachine = .native) -> RuleParser {
        let users = files.numbers(in: "/etc/passwd")
        let groups = files.numbers(in: "/etc/group")
        return RuleParser(
            machine: machine,
            isDirectory: { files.resolvedKind(of: String(decoding: $0, as: UTF8.self)) == .directory },
            user: { users[$0] },
            group: { groups[$0] }
        )
    }

    /// Reads one line; nil for an empty one and for a comment.
    public func statement(_ line: some Sequence<UInt8>) throws(RuleSyntaxError) -> RuleStatement? {
        let line = Array(line)
        guard line.count < Self.lineLimit else {
            throw RuleSyntaxError(.value, "the line is longer than \(Self.lineLimit - 1) bytes")
        }
        let words = Self.words(line)
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return nil }
        var options = RuleOptions(words)
        var draft = RuleDraft(parser: self)
        while let option = try options.next() {
            if let control = try draft.take(option, &options) { return .control(control) }
        }
        return try draft.statement()
    }

    /// Divides a line at its blanks, and at nothing else; `\ ` is a blank within a word and `\\` a backslash.
    static func words(_ line: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var position = 0
        while position < line.count {
            let byte = line[position]
            position += 1
            if byte == UInt8(ascii: "\\"), position < line.count,
                line[position] == UInt8(ascii: " ") || line[position] == UInt8(ascii: "\\")
            {
                word.append(line[position])
                position += 1
            } else if byte == UInt8(ascii: " ") {
                if !word.isEmpty { words.append(word) }
                word = []
            } else {
                word.append(byte)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}

extension HostFiles {
    /// The numbers of names in a file like passwd(5) or group(5): the third column.
    fileprivate func numbers(in path: FilePath) -> [String: UInt32] {
        var numbers: [String: UInt32] = [:]
        for line in (text(of: path) ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            // The first of two lines with one name counts, as it does for getpwnam(3).
            if parts.count >= 3, let number = UInt32(parts[2]), numbers[String(parts[0])] == nil {
                numbers[String(parts[0])] = number
            }
        }
        return numbers
    }
}
