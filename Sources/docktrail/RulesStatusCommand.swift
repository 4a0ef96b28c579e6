import ArgumentParser
import AuditRules
import Reports
import SystemPackage

/// Compares wanted rules, rules on disk and rules in the kernel.
struct RulesStatusCommand: ParsableCommand {
    /// What the comparison is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Compare the rules that are wanted with those on disk and in the kernel.",
        usage: "docktrail rules status [<options>]",
        discussion: """
            sudo docktrail rules status
            docktrail rules status --listing auditctl-l.txt --root /mnt/image

            Exit status 1 where something is not as it should be. Without root the rules on disk are judged, or those of the \
            files that are given.
            """
    )

    @Option(help: ArgumentHelp("What the comparison is written as.", valueName: "format"))
    var format = Format.text

    @OptionGroup(title: "Rules")
    var choice: RuleChoiceOptions

    @Option(help: ArgumentHelp("What `auditctl -l` printed, instead of this kernel's rules.", valueName: "file"))
    var listing: String?

    @Option(help: ArgumentHelp("A rules file, instead of those in rules.d.", valueName: "file"))
    var rulesFile: String?

    @Option(help: ArgumentHelp("Which file was which when the rules were installed.", valueName: "file"))
    var hostMap = HostMap.defaultPath.string

    @OptionGroup(title: "Host")
    var host: HostRootOptions

    @OptionGroup(title: "Text")
    var look: TerminalOptions

    func run() throws {
        let columns = try look.columns()
        let files = try host.files()
        let dockerHost = DockerHost(files: files)
        let plan = RulePlan(try choice.choice(files), host: dockerHost)
        let evidence = try evidence(files)
        guard evidence.loaded != nil || evidence.directory != nil else {
            Messages.tell("there is nothing to compare with: run this as root, or give --listing or --rules-file")
            throw ExitCode(2)
        }
        let status = RuleStatus(plan, host: dockerHost, evidence: evidence)
        let report = RuleStatusReport(status)
        var text =
            switch format {
            case .text: report.text(columns: columns, style: look.style)
            case .json: report.json()
            }
        try Output().write(&text)
        throw ExitCode(status.hasDrift ? 1 : 0)
    }

    /// What there is to compare with; the kernel only for this machine's own file system.
    private func evidence(_ files: HostFiles) throws -> RuleStatus.Evidence {
        let parser = RuleParser.forHost(files)
        var evidence = RuleStatus.Evidence()
        if let rulesFile {
            evidence.directory = RulesDirectory(
                file: try SmallFile.bytes(of: rulesFile),
                name: rulesFile,
                parser: parser
            )
        } else {
            let directory = RulesDirectory(files: files, parser: parser)
            evidence.directory = directory.isReadable ? directory : nil
            if !directory.isReadable {
                Messages.tell(
                    "the rules on disk cannot be read: \(RulesDirectory.folder) is missing, or closed to you (try sudo)"
                )
            }
        }
        if let listing {
            // What a path was when the listing was made is known only where the host's files are at hand.
            let file = RuleFile(listing: try SmallFile.bytes(of: listing), parser: RuleParser())
            for error in file.errors { Messages.tell("\(listing), \(error)") }
            evidence.loaded = file.rules
        } else if files.isOwn, rulesFile == nil {
            do {
                let kernel = try KernelAudit()
                evidence.kernel = try kernel.status()
                evidence.loaded = try kernel.rules()
            } catch {
                Messages.tell("the kernel's rules cannot be read: \(error)")
            }
            evidence.map = StoredHostMap(path: FilePath(hostMap)).stored
        }
        return evidence
    }
}
