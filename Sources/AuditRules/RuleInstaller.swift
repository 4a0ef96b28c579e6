import SystemPackage

/// Brings a plan's rules to the disk and into the kernel, and takes them away again.
///
/// The order makes every moment a good one to be killed in: the new file is brought to the disk beside the old one, then
/// the kernel's rules are changed one by one, then the new file takes the old one's place. Until then both files together
/// say which loaded rules are ours, so that the next run finds and repairs them.
public struct RuleInstaller {
    /// Why nothing was installed or removed.
    public enum Refusal: Error, Equatable, CustomStringConvertible {
        /// Auditing is off, so that nothing would be recorded.
        case disabled
        /// There is no rules.d.
        case noDirectory
        /// The kernel did not take part.
        case kernel(KernelAuditError)
        /// A file could not be written.
        case file(RulesFileError)

        /// The sentence without an end.
        public var description: String {
            switch self {
            case .disabled:
                "auditing is off (enabled 0), and nothing would be recorded: start auditd or run `auditctl -e 1`, "
                    + "or give --file-only to load the rules at the next boot"
            case .noDirectory: "\(RulesDirectory.folder) does not exist: is auditd installed?"
            case .kernel(let error): error.description
            case .file(let error): error.description
            }
        }
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// Rules now loaded that were not.
        public internal(set) var added: [AuditRule] = []
        /// Rules removed and added again, because their order or their directory had changed.
        public internal(set) var renewed: [AuditRule] = []
        /// Rules of ours removed.
        public internal(set) var deleted: [AuditRule] = []
        /// Rules that the kernel refused, and why.
        public internal(set) var failed: [(rule: AuditRule, error: KernelAuditError)] = []
        /// Rules kept back until the next boot.
        public internal(set) var postponed: [AuditRule] = []
        /// Whether the kernel's rules are locked until the next boot.
        public internal(set) var isLocked = false
        /// Whether the file on disk changed.
        public internal(set) var changedFile = false

        /// Whether nothing was to be done.
        public var isEmpty: Bool {
            added.isEmpty && renewed.isEmpty && deleted.isEmpty && failed.isEmpty && !changedFile
        }
    }

    /// What would be done.
    public struct Preview: Sendable {
        /// The changes of the kernel's rules; nil where it was not asked.
        public let changes: RuleChanges?
        /// The file's text until now; nil where there is none.
        public let oldText: [UInt8]?
        /// The file's text then.
        public let newText: [UInt8]
        /// Rules that would flood the log if they were loaded while containers run.
        public let floods: [AuditRule]
    }

    private let plan: RulePlan
    private let host: DockerHost
    private let kernel: (any AuditControl)?

    /// An installer of a plan; without a kernel it deals with the file only.
    public init(_ plan: RulePlan, host: DockerHost, kernel: (any AuditControl)?) {
        self.plan = plan
        self.host = host
        self.kernel = kernel
    }

    private var file: FilePath { host.files.below(RulesDirectory.ownFile) }
    private var parser: RuleParser { .forHost(host.files, machine: plan.machine) }

    /// Tells what would be done, and does nothing.
    public func preview(map: HostMap?) throws(Refusal) -> Preview {
        let directory = RulesDirectory(files: host.files, parser: parser)
        var changes: RuleChanges?
        if let kernel {
            let loaded = try Self.asking { () throws(KernelAuditError) in try kernel.rules() }
            changes = self.changes(loaded, directory, map)
        }
        let others = directory.sources.filter { $0.name != RulesDirectory.ownName }
        let setsBacklog = !others.contains { source in
            source.content.entries.contains { entry in
                if case .control(.backlog) = entry.statement { true } else { false }
            }
        }
        let floods = host.runsContainers ? plan.applicable.filter(\.isWholeTree).map(\.rule) : []
        let missing = floods.filter { rule in
            changes?.steps.contains { step in if case .add(rule) = step { true } else { false } } ?? true
        }
        return Preview(
            changes: changes,
            oldText: directory.own?.bytes,
            newText: RulesFileText.text(for: plan, setsBacklog: setsBacklog, shared: shared(changes, directory)),
            floods: missing
        )
    }

    /// Installs the rules.
    ///
    /// `map` is the host's of the last time. Rules on the whole data root are loaded while containers run only where
    /// `loadsFloods` says so. `confirm` is asked once the kernel has the rules; where it says no, everything is undone.
    public func install(
        map: HostMap?,
        loadsFloods: Bool = false,
        confirm: () -> Bool = { true }
    ) throws(Refusal) -> Outcome {
        guard host.files.resolved(RulesDirectory.folder) != nil else { throw .noDirectory }
        let lock = try Self.writing { () throws(RulesFileError) in
            try RulesLock(host.files.below(RulesDirectory.folder))
        }
        defer { withExtendedLifetime(lock) {} }
        var outcome = Outcome()
        if let kernel {
            let status = try Self.asking { () throws(KernelAuditError) in try kernel.status() }
            if status.enabled == 0 { throw .disabled }
            outcome.isLocked = status.isLocked
        }
        let preview = try preview(map: map)
        var replacement = ReplacedFile(file)
        if preview.newText != preview.oldText {
            try Self.writing { () throws(RulesFileError) in try replacement.stage(preview.newText, mode: 0o640) }
        }
        if let kernel, let changes = preview.changes, !outcome.isLocked {
            var journal = RuleJournal(kernel: kernel)
            let postponed = loadsFloods ? [] : preview.floods
            for step in changes.steps { journal.take(step, but: postponed, &outcome) }
            if !confirm() {
                journal.undo()
                return Outcome()
            }
        }
        if preview.newText != preview.oldText {
            try Self.writing { () throws(RulesFileError) in try replacement.replace() }
            outcome.changedFile = true
        }
        return outcome
    }

    /// Removes our rules from the kernel and our file from the disk; everything of others stays.
    public func remove() throws(Refusal) -> Outcome {
        var outcome = Outcome()
        let directory = RulesDirectory(files: host.files, parser: parser)
        guard directory.own != nil || directory.staged != nil else { return outcome }
        let lock = try Self.writing { () throws(RulesFileError) in
            try RulesLock(host.files.below(RulesDirectory.folder))
        }
        defer { withExtendedLifetime(lock) {} }
        if let kernel {
            let status = try Self.asking { () throws(KernelAuditError) in try kernel.status() }
            outcome.isLocked = status.isLocked
            if !status.isLocked {
                let loaded = try Self.asking { () throws(KernelAuditError) in try kernel.rules() }
                var journal = RuleJournal(kernel: kernel)
                for rule in own(directory, in: loaded) { journal.take(.delete(rule), but: [], &outcome) }
            }
        }
        try Self.writing { () throws(RulesFileError) in
            try ReplacedFile.remove(file)
            try ReplacedFile.remove(ReplacedFile.staged(file))
        }
        outcome.changedFile = true
        return outcome
    }

    /// Which loaded rules are ours: those of our file, but for what other files have too or others had loaded before.
    private func own(_ directory: RulesDirectory, in loaded: [AuditRule]) -> [AuditRule] {
        let kept = Set(directory.sharedRules(boot: host.boot))
        let changes = RuleChanges(
            wanted: [],
            loaded: loaded.filter { !kept.contains(String(decoding: $0.listed(machine: plan.machine), as: UTF8.self)) },
            own: directory.ownRules,
            foreign: directory.foreignRules,
            machine: plan.machine,
            isDead: { _ in false }
        )
        return changes.steps.compactMap { step in if case .delete(let rule) = step { rule } else { nil } }
    }

    private func changes(_ loaded: [AuditRule], _ directory: RulesDirectory, _ map: HostMap?) -> RuleChanges {
        RuleChanges(
            wanted: plan.applicable.map(\.rule),
            loaded: loaded,
            own: directory.ownRules,
            foreign: directory.foreignRules,
            machine: plan.machine,
            isDead: { rule in
                guard rule.isOnDirectory, let path = rule.path else { return false }
                return map?.isReplaced(FilePath(String(decoding: path, as: UTF8.self)), on: host.files) ?? false
            }
        )
    }

    /// The rules that others had loaded before us: those that our file remembers of this boot, and what is found now.
    private func shared(_ changes: RuleChanges?, _ directory: RulesDirectory) -> (boot: String, rules: [String]) {
        guard !host.boot.isEmpty else { return ("", []) }
        var rules: [String] = []
        let now = (changes?.shared ?? []).map { String(decoding: $0.listed(machine: plan.machine), as: UTF8.self) }
        for text in directory.sharedRules(boot: host.boot) + now where !rules.contains(text) { rules.append(text) }
        return (host.boot, rules)
    }

    private static func asking<Result>(_ body: () throws(KernelAuditError) -> Result) throws(Refusal) -> Result {
        do { return try body() } catch { throw .kernel(error) }
    }

    private static func writing<Result>(_ body: () throws(RulesFileError) -> Result) throws(Refusal) -> Result {
        do { return try body() } catch { throw .file(error) }
    }
}
