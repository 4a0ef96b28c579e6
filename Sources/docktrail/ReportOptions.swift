import Analysis
import ArgumentParser
import AuditLogs
import Reports

/// What a report is written as, and where: options of the commands that print one.
struct ReportOptions: ParsableArguments {
    /// What a report is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, ndjson }

    @Option(help: ArgumentHelp("What the report is written as.", valueName: "format"))
    var format = Format.text

    @Flag(help: "In text, also the names that an edit only passed through, such as temporary files.")
    var steps = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Print nothing and save the analysis to this file, for docktrail merge or --after.",
            valueName: "file"
        )
    )
    var partial: String?

    @OptionGroup
    var redaction: RedactionOption

    @OptionGroup
    var manifest: ManifestOption

    @OptionGroup(title: "Findings")
    var findings: FindingOptions

    func validate() throws {
        if partial != nil, output != nil { throw ValidationError("--partial saves no report, so -o has no use.") }
    }

    /// Makes and writes what the options say, tells what is missing, and gives the exit status.
    func finish(
        _ names: ReportNames,
        _ zone: DisplayZone,
        _ look: LookOptions,
        inputs: [GivenFile],
        making result: () throws -> PartialResult
    ) throws -> ExitCode {
        let draft = try manifest.begin(beside: output, partial)
        // Before the work: a path that cannot be written shows at once.
        if let partial {
            let file = try AtomicFile(partial)
            let result = try result()
            let bytes = result.bytes
            try file.write(bytes)
            var digest = RunningDigest()
            if draft != nil { digest.update(bytes.span) }
            let status = findings.status(after: result.report())
            let written = WrittenFile(path: partial, digest: digest)
            return try draft?.write(inputs: inputs, outputs: [written], status) ?? status
        }
        let columns = try look.columns()
        let destination = try ReportDestination(output, isHashed: manifest.isWanted)
        var report = try result().report()
        var redactor = redaction.redactor
        redactor.redact(&report, listing: format == .text ? findings.textLevel : findings.dataLevel)
        var text: OutputBuffer
        switch format {
        case .json: text = json(names).text(of: report)
        case .ndjson: text = json(names).lines(of: report)
        case .text:
            let writer = TextReport(
                names: names,
                zone: zone,
                columns: columns,
                style: look.style,
                listsSteps: steps,
                leastLevel: findings.textLevel
            )
            text = writer.text(of: report)
        }
        let written = try destination.write(&text)
        let status = findings.status(after: report)
        return try draft?.write(inputs: inputs, outputs: [written], status) ?? status
    }

    private func json(_ names: ReportNames) -> JSONReport {
        JSONReport(
            names: names,
            version: Docktrail.version,
            generated: Clock.now,
            leastLevel: findings.dataLevel
        )
    }
}
