import AuditRecords

/// The command line of a process as a record tells it, held against those that were asked for.
struct ProcessTitle {
    /// Bytes from which a title may have been cut: the kernel keeps 128 (MAX_PROCTITLE_AUDIT_LEN, kernel/audit.c), and a
    /// blank at its end is not kept.
    private static let cutLength = 120

    private let text: [UInt8]

    /// The title that an activity's subject has.
    init(_ subject: SubjectFacts, in bytes: Span<UInt8>) {
        var text: [UInt8] = []
        text.append(copying: bytes.extracting(subject.command.indices))
        self.text = text
    }

    /// Whether it is the title of a process that was started with a command line.
    func matches(_ command: [UInt8]) -> Bool {
        guard !command.isEmpty, !text.isEmpty else { return false }
        return text == command || text.count >= Self.cutLength && command.starts(with: text)
    }
}
