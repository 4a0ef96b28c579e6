/// The steps taken so far, so that they can be taken back.
struct RuleJournal {
    let kernel: any AuditControl
    private var added: [AuditRule] = []
    private var deleted: [AuditRule] = []

    init(kernel: any AuditControl) {
        self.kernel = kernel
    }

    mutating func take(_ step: RuleChanges.Step, but postponed: [AuditRule], _ outcome: inout RuleInstaller.Outcome) {
        switch step {
        case .add(let rule) where postponed.contains(rule): outcome.postponed.append(rule)
        case .add(let rule):
            if add(rule, &outcome) { outcome.added.append(rule) }
        case .renew(let old, let new):
            guard delete(old, &outcome) else { return }
            if add(new, &outcome) { outcome.renewed.append(new) }
        case .delete(let rule):
            if delete(rule, &outcome) { outcome.deleted.append(rule) }
        }
    }

    private mutating func add(_ rule: AuditRule, _ outcome: inout RuleInstaller.Outcome) -> Bool {
        do {
            try kernel.add(rule)
            added.append(rule)
            return true
        } catch {
            if error.kind == .locked { outcome.isLocked = true }
            // Somebody was quicker: the rule is there, and that is what was wanted.
            if error.kind != .exists { outcome.failed.append((rule, error)) }
            return false
        }
    }

    private mutating func delete(_ rule: AuditRule, _ outcome: inout RuleInstaller.Outcome) -> Bool {
        do {
            try kernel.delete(rule)
            deleted.append(rule)
            return true
        } catch {
            if error.kind == .locked { outcome.isLocked = true }
            if error.kind == .absent { return true }
            outcome.failed.append((rule, error))
            return false
        }
    }

    /// Takes all steps back; what cannot be undone shows in the next `rules status`.
    mutating func undo() {
        for rule in added.reversed() { try? kernel.delete(rule) }
        for rule in deleted.reversed() { try? kernel.add(rule) }
    }
}
