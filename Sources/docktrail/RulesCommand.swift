public import ArgumentParser
public import AuditRules
import Reports
import SystemPackage

/// Audit rules: planned, installed, compared, proved and removed.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Tell the kernel what to record about Docker, and check that it does.",
        discussion: """
            Exit status: 0 done; 1 the rules are not as they should be (status), or one did not fire (probe); 2 something \
            could not be done; 64 wrong arguments.
            """,
        subcommands: [
            RulesPlanCommand.self, RulesInstallCommand.self, RulesStatusCommand.self, RulesProbeCommand.self,
            RulesRemoveCommand.self,
        ]
    )
}

extension RuleProfile: ExpressibleByArgument {}
extension RuleAddition: ExpressibleByArgument {}
extension RulePlanOptions.Form: ExpressibleByArgument {}

/// Which rules: options of the commands that plan.
struct RuleChoiceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The set of rules; standard, or what was installed.", valueName: "profile"))
    var profile: RuleProfile?

    @Option(help: ArgumentHelp("How paths are watched; watch, or what was installed.", valueName: "form"))
    var form: RulePlanOptions.Form?

    @Option(help: ArgumentHelp("Rules for this engine too. Can be repeated.", valueName: "engine"))
    var add: [RuleAddition] = []

    @Option(
        help: ArgumentHelp("Watch this path too, such as a volume's directory. Can be repeated.", valueName: "path")
    )
    var watch: [String] = []

    /// What was chosen here, on top of what an installed file remembers.
    func choice(_ files: HostFiles) throws -> RulePlanOptions {
        for path in watch where !path.hasPrefix("/") {
            throw ValidationError("--watch: \(path) does not begin with /.")
        }
        let remembered = files.bytes(of: RulesDirectory.ownFile).flatMap { RulesFileText($0).options }
        var options = remembered ?? RulePlanOptions()
        if let profile { options.profile = profile }
        if let form { options.form = form }
        if !add.isEmpty { options.additions = add }
        if !watch.isEmpty { options.watches = watch }
        return options
    }
}

/// Which host: an option of the commands that change nothing.
struct HostRootOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look at the host whose file system lies here, such as a mounted image.",
            valueName: "folder"
        )
    )
    var root = "/"

    /// The host's files.
    func files() throws -> HostFiles {
        let path = FilePath(root)
        guard HostFiles().resolvedKind(of: root) == .directory else {
            throw ValidationError("--root: \(root) is no directory.")
        }
        return HostFiles(root: path)
    }
}
