import ArgumentParser
import AuditRules
import Reports

/// What a host should record, and why.
struct RulesPlanCommand: ParsableCommand {
    /// What a plan is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case rules, table, json }

    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Print the audit rules that this host should have, and why. Changes nothing.",
        usage: "docktrail rules plan [<options>]",
        discussion: """
            docktrail rules plan
            docktrail rules plan --profile seed --format rules > 70-docker.rules
            docktrail rules plan --estimate /var/log/audit
            """
    )

    @Option(help: ArgumentHelp("What the plan is written as.", valueName: "format"))
    var format = Format.table

    @Flag(help: "Print the nine watches of the hardening guides word for word, and nothing else.")
    var literal = false

    @OptionGroup(title: "Rules")
    var choice: RuleChoiceOptions

    @Option(
        help: ArgumentHelp("Count what each rule would have recorded of this log. Can be repeated.", valueName: "log")
    )
    var estimate: [String] = []

    @OptionGroup(title: "Host")
    var host: HostRootOptions

    @OptionGroup(title: "Text")
    var look: TerminalOptions

    func run() throws {
        let columns = try look.columns()
        let files = try host.files()
        var text = OutputBuffer()
        if literal {
            for line in SeedList.lines { text.append(verbatim: "\(line.text)\n") }
            return try Output().write(&text)
        }
        var plan = RulePlan(try choice.choice(files), host: DockerHost(files: files))
        var status = ExitCode(0)
        if !estimate.isEmpty {
            let (counts, outcome) = RuleEstimate(plan).count(estimate)
            plan.note(estimates: counts)
            status = outcome
        }
        let report = RulePlanReport(plan)
        text =
            switch format {
            case .rules: report.rules()
            case .table: report.table(columns: columns, style: look.style)
            case .json: report.json()
            }
        try Output().write(&text)
        throw status
    }
}
