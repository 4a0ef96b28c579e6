import AuditRules

/// A kernel's audit system that only remembers: for what lasts until the next boot on a real one.
final class FakeKernelAudit: AuditControl {
    var loaded: [AuditRule]
    var state: AuditStatus
    /// After so many changes, every further one stops the program, as a kill would.
    var changesLeft = Int.max
    /// Paths that the kernel refuses for lack of a directory.
    var missing: Set<[UInt8]> = []

    init(_ loaded: [AuditRule] = [], enabled: UInt32 = 1) {
        self.loaded = loaded
        state = AuditStatus(enabled: enabled, pid: 1)
    }

    func status() throws(KernelAuditError) -> AuditStatus { state }
    func rules() throws(KernelAuditError) -> [AuditRule] { loaded }

    func add(_ rule: AuditRule) throws(KernelAuditError) {
        try change()
        if loaded.contains(rule) { throw KernelAuditError(.exists) }
        if let path = rule.path, missing.contains(path) { throw KernelAuditError(.pathMissing) }
        loaded.append(rule)
    }

    func prepend(_ rule: AuditRule) throws(KernelAuditError) {
        try change()
        loaded.insert(rule, at: 0)
    }

    func delete(_ rule: AuditRule) throws(KernelAuditError) {
        try change()
        guard let index = loaded.firstIndex(of: rule) else { throw KernelAuditError(.absent) }
        loaded.remove(at: index)
    }

    private func change() throws(KernelAuditError) {
        if state.isLocked { throw KernelAuditError(.locked) }
        guard changesLeft > 0 else { throw KernelAuditError(.other) }
        changesLeft -= 1
    }
}

extension AuditRule {
    /// The rule of a line; a test with a line that is none fails where it compares.
    static func of(_ line: String, directories: Set<String> = []) -> AuditRule? {
        let parser = RuleParser(isDirectory: { directories.contains(String(decoding: $0, as: UTF8.self)) })
        return (try? parser.statement(Array(line.utf8)))??.added
    }

    var text: String { String(decoding: listed(), as: UTF8.self) }
}
