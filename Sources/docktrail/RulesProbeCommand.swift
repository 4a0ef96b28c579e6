import ArgumentParser
import AuditRules
import Reports
import SystemPackage

/// Proves that the rules record what they should.
struct RulesProbeCommand: ParsableCommand {
    /// What the results are written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Do something harmless at each watched place, and look for its event.",
        usage: "docktrail rules probe [<options>]",
        discussion: """
            sudo docktrail rules probe

            Every act is a call that has to fail after the kernel has looked up the path, such as creating a file that is there: \
            nothing changes, not even a time stamp. Programs are loaded and killed before they run. The events are found in \
            auditd's log or, where no daemon is connected, in what the kernel sends to listeners. Exit status 1 where an event \
            did not come.
            """
    )

    @Option(help: ArgumentHelp("What the results are written as.", valueName: "format"))
    var format = Format.text

    @OptionGroup(title: "Rules")
    var choice: RuleChoiceOptions

    @Option(help: ArgumentHelp("The log to look in; the one that auditd.conf names.", valueName: "file"))
    var log: String?

    @Flag(help: "Listen to the kernel instead of reading a log.")
    var stream = false

    @Flag(help: "Make a file in each watched directory and remove it, to prove that what lies below is seen.")
    var makeFiles = false

    @Option(help: ArgumentHelp("How long to wait for the events.", valueName: "seconds"))
    var wait = 10

    @OptionGroup(title: "Text")
    var look: TerminalOptions

    func run() throws {
        guard (1...3600).contains(wait) else { throw ValidationError("--wait: 1 to 3600 seconds.") }
        let columns = try look.columns()
        let files = HostFiles()
        let host = DockerHost(files: files)
        let plan = RulePlan(try choice.choice(files), host: host)
        let kernel: KernelAudit
        var evidence = RuleStatus.Evidence(map: StoredHostMap(path: HostMap.defaultPath).stored)
        do {
            kernel = try KernelAudit()
            evidence.kernel = try kernel.status()
            evidence.loaded = try kernel.rules()
        } catch {
            Messages.tell("nothing was probed: \(error)")
            throw ExitCode(2)
        }
        let (source, name) = try self.source(evidence.kernel, files)
        let status = RuleStatus(plan, host: host, evidence: evidence)
        kernel.note("docktrail rules probe begins: what this process does until it ends is a test of the rules")
        let results = RuleProbe(plan, host: host, status: status, mayMakeFiles: makeFiles)
            .run(source: source, milliseconds: wait * 1000)
        kernel.note("docktrail rules probe ends")
        let report = RuleProbeReport(results, source: name)
        var text =
            switch format {
            case .text: report.text(columns: columns, style: look.style)
            case .json: report.json()
            }
        try Output().write(&text)
        throw ExitCode(results.contains { $0.verdict == .notSeen } ? 1 : 0)
    }

    /// Where the events are looked for, and what that is called.
    private func source(_ status: AuditStatus?, _ files: HostFiles) throws -> (any ProbeSource, String) {
        do {
            if !stream, log != nil || (status?.pid ?? 0) != 0 {
                let path = log.map { FilePath($0) } ?? AuditDaemonSettings(files: files).logFile
                return (try ProbeLog(path), path.string)
            }
            return (try ProbeStream(), "the kernel's messages")
        } catch let error as RulesFileError {
            Messages.tell("nothing was probed: \(error)")
        } catch let error as KernelAuditError {
            Messages.tell("nothing was probed: \(error)")
        }
        throw ExitCode(2)
    }
}
