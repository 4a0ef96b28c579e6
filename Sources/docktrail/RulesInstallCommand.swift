import ArgumentParser
import AuditRules
import Reports
import SystemPackage

/// Brings the rules to the disk and into the kernel.
struct RulesInstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Write the rules to rules.d and load them, without touching rules of others.",
        usage: "docktrail rules install [<options>]",
        discussion: """
            docktrail rules install --dry-run
            sudo docktrail rules install --profile standard --watch /srv/vault/secrets
            sudo docktrail rules install --confirm-within 10m

            Rules that were installed before and are not wanted any more are removed. Where the rules are locked until the \
            next boot (auditctl -e 2) only the file is written, and loaded then.
            """
    )

    @OptionGroup(title: "Rules")
    var choice: RuleChoiceOptions

    @Flag(help: "Print what would be changed, and change nothing.")
    var dryRun = false

    @Flag(help: "Write the file only; the rules are loaded at the next boot.")
    var fileOnly = false

    @Flag(help: "Load rules on the whole data root although containers run: thousands of events a second.")
    var whileRunning = false

    @Option(
        help: ArgumentHelp(
            "Undo everything unless `yes` is typed within this time, such as 30s or 10m: for a host that is far away.",
            valueName: "time"
        )
    )
    var confirmWithin: String?

    @Option(help: ArgumentHelp("Where to keep which file was which (path, device, inode).", valueName: "file"))
    var hostMap = HostMap.defaultPath.string

    func run() throws {
        let files = HostFiles()
        let host = DockerHost(files: files)
        let plan = RulePlan(try choice.choice(files), host: host)
        let seconds = try confirmWithin.map { try Confirmation.seconds(of: $0) }
        do {
            let kernel = fileOnly ? nil : try Self.kernel()
            let installer = RuleInstaller(plan, host: host, kernel: kernel)
            let map = StoredHostMap(path: FilePath(hostMap))
            let preview = try installer.preview(map: map.stored)
            if dryRun { return try Self.print(preview, plan) }
            if !preview.floods.isEmpty {
                Messages.tell(
                    whileRunning
                        ? "warning: containers run, and a rule on the whole data root now records each of their writes"
                        : "the rule on the whole data root is loaded at the next boot: containers run, and loaded now it would "
                            + "record each of their writes (--while-running loads it all the same)"
                )
            }
            let outcome = try installer.install(map: map.stored, loadsFloods: whileRunning) {
                guard let seconds else { return true }
                return Confirmation.isGiven(within: seconds)
            }
            if seconds != nil, outcome.isEmpty, !preview.isEmpty {
                Messages.tell("not confirmed: the rules are as they were before")
                throw ExitCode(2)
            }
            let status = Self.tell(outcome, plan)
            // The map says which directory a loaded rule stands on, so it must not be newer than the rules.
            guard !fileOnly, !outcome.isLocked, outcome.failed.isEmpty || map.stored == nil else { throw status }
            do {
                try map.store(plan, files)
            } catch {
                Messages.tell("\(error); the rules are installed all the same")
                throw ExitCode(2)
            }
            throw status
        } catch let error as RuleInstaller.Refusal {
            Messages.tell("the rules were not installed: \(error)")
            throw ExitCode(2)
        }
    }

    static func kernel() throws(RuleInstaller.Refusal) -> KernelAudit {
        do { return try KernelAudit() } catch { throw .kernel(error) }
    }

    /// Prints what would be changed, as a difference: `+` is added, `-` is removed, `~` is added anew in its place.
    private static func print(_ preview: RuleInstaller.Preview, _ plan: RulePlan) throws {
        var text = RulesChangeReport(preview, machine: plan.machine).text()
        try Output().write(&text)
    }

    /// Tells what was done; the exit status for it.
    static func tell(_ outcome: RuleInstaller.Outcome, _ plan: RulePlan) -> ExitCode {
        for (rule, error) in outcome.failed {
            Messages.tell("\(String(decoding: rule.listed(machine: plan.machine), as: UTF8.self)): \(error)")
        }
        if outcome.isLocked {
            Messages.tell("the kernel's rules are locked until the next boot (enabled 2): the file is loaded then")
        }
        var text = OutputBuffer()
        text.append(
            verbatim: "\(outcome.added.count) rules added, \(outcome.renewed.count) renewed, "
                + "\(outcome.deleted.count) removed; \(RulesDirectory.ownFile) \(outcome.changedFile ? "written" : "unchanged")\n"
        )
        try? Output().write(&text)
        return ExitCode(outcome.failed.isEmpty ? 0 : 2)
    }
}

extension RuleInstaller.Preview {
    /// Whether there is nothing to do.
    fileprivate var isEmpty: Bool { (changes?.steps.isEmpty ?? true) && oldText == newText }
}
