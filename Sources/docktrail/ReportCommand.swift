import Analysis
import ArgumentParser
import AuditEvents
import AuditLogs
import Reports

/// The forensic report over the logs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print the whole account of the logs: findings, files, users, groups, and what is missing.",
        usage: "docktrail report [<options>] [PATH ...]",
        discussion: """
            docktrail report /var/log/audit
            docktrail report --format json -o report.json archive/
            zcat old.gz | docktrail report -
            docktrail report --host web1 --partial web1.partial /var/log/audit
            docktrail report --after web1.partial --partial web1.partial next-day/
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup
    var report: ReportOptions

    @Option(
        help: ArgumentHelp(
            "Go on with the analysis that --partial saved in this file; the logs are later ones of the same host.",
            valueName: "file"
        )
    )
    var after: String?

    @Option(help: ArgumentHelp("The host's name, for logs of one host; else where its logs lie.", valueName: "name"))
    var host: String?

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func validate() throws {
        if after != nil, host != nil { throw ValidationError("--after goes on with a host that has its name already.") }
        if host == "" { throw ValidationError("--host: a name is needed.") }
    }

    func run() throws {
        let zone = try look.zone(for: paths)
        let earlier = try after.map { (path: $0, result: try PartialFile.read($0)) }
        var analysis = try input.analysis(of: paths, filter: try filters.filter(in: zone))
        try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
        let detections = try detections.load()
        analysis.detections = detections.library
        if analysis.filter.choosesFindings {
            if analysis.hasStream { throw FindingOptions.streamIsReadOnce("--level, --finding, --incident") }
            // Later logs may add to a finding, or make it graver.
            if after != nil || report.partial != nil {
                throw ValidationError(
                    "--level, --finding, --incident: what is saved for later logs holds all findings; leave the option out."
                )
            }
        }
        if host != nil, analysis.inventory.sets.count > 1 {
            throw ValidationError("--host names one host, and these are logs of \(analysis.inventory.sets.count).")
        }
        let inputs =
            GivenFile.logs(of: analysis) + (after.map { [GivenFile(.partial, $0)] } ?? [])
            + input.givenFiles(for: paths) + engine.givenFiles(isOwnLog: paths.isEmpty) + self.detections.givenFiles
        let status = try report.finish(ReportNames(AccountNames()), zone, look, inputs: inputs) {
            try result(analysis, after: earlier)
        }
        throw detections.status(status)
    }

    private func result(
        _ analysis: LogAnalysis,
        after earlier: (path: String, result: PartialResult)?
    ) throws -> PartialResult {
        var analysis = analysis
        let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress)
        if let progress { analysis.progress = { progress.note($0) } }
        defer { progress?.finish() }
        if let earlier {
            return try PartialFile.orExit { () throws(PartialError) in
                try analysis.result(after: earlier, hashing: true)
            }
        }
        var result = analysis.result(hashing: true)
        if let host { result.name(host) }
        return result
    }
}
