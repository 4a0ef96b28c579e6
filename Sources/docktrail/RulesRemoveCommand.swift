import ArgumentParser
import AuditRules
import Reports

/// Takes away what was installed.
struct RulesRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove docktrail's own rules from the kernel and from rules.d; those of others stay."
    )

    @Flag(help: "Remove the file only; the kernel keeps the rules until the next boot.")
    var fileOnly = false

    func run() throws {
        let files = HostFiles()
        let host = DockerHost(files: files)
        let plan = RulePlan(RulePlanOptions(), host: host)
        do {
            let kernel = fileOnly ? nil : try RulesInstallCommand.kernel()
            let outcome = try RuleInstaller(plan, host: host, kernel: kernel).remove()
            if outcome.isEmpty { Messages.tell("nothing to remove: there is no \(RulesDirectory.ownFile)") }
            for (rule, error) in outcome.failed {
                Messages.tell("\(String(decoding: rule.listed(machine: plan.machine), as: UTF8.self)): \(error)")
            }
            if outcome.isLocked {
                Messages.tell("the kernel's rules are locked until the next boot (enabled 2), and stay until then")
            }
            if outcome.changedFile {
                var text = OutputBuffer()
                text.append(verbatim: "\(outcome.deleted.count) rules and \(RulesDirectory.ownFile) removed\n")
                try Output().write(&text)
            }
            throw ExitCode(outcome.failed.isEmpty ? 0 : 2)
        } catch let error as RuleInstaller.Refusal {
            Messages.tell("the rules were not removed: \(error)")
            throw ExitCode(2)
        }
    }
}
