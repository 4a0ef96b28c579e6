import AuditRecords

/// What is known of the rule that a record of its loading or removal is about, besides its key.
struct RuleOrder: Sendable {
    /// What it watches, where the record or auditctl's command line says it.
    var path: [UInt8]?

    init(_ activity: Activity, _ audit: AuditFacts, in bytes: Span<UInt8>) {
        if !audit.path.isEmpty { path = PlacePath.trimmed([UInt8](copying: bytes.extracting(audit.path.indices))) }
        let command = bytes.extracting(activity.subject.command.indices)
        guard let words = ShellWords(command).commands.first else { return }
        for (word, next) in zip(words, words.dropFirst().map { $0.text } + [[]]) {
            switch String(decoding: word.text, as: UTF8.self) {
            case "-w", "-W": path = path ?? (next.first == UInt8(ascii: "/") ? PlacePath.trimmed(next) : nil)
            case "-F":
                for name in ["path=", "dir="] where next.starts(with: name.utf8) {
                    path = path ?? PlacePath.trimmed(Array(next.dropFirst(name.utf8.count)))
                }
            default: break
            }
        }
    }
}
