import Analysis
import ArgumentParser
import AuditEvents
import Reports

/// What an auditor asks of a period: was it recorded, and who changed what.
struct AttestCommand: ParsableCommand {
    /// What the attestation is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Print for an auditor when Docker's places were watched, the exceptions, and who changed what.",
        usage: "docktrail attest [--period <from..to>] [<options>] [PATH ...]",
        discussion: """
            docktrail attest --period 2026-11-01..2026-11-30 --changes approved.yml archive/
            docktrail attest --period 2026-11-01.. --format json -o november.json archive/

            Exit status 1 if a place is not known to have been watched all the time, something is missing, or a change needs \
            an explanation.
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "The time from..to, each as for --since; either can be left out. Without it, all that the logs span.",
            valueName: "from..to"
        )
    )
    var period: String?

    @Option(help: ArgumentHelp("What the attestation is written as.", valueName: "format"))
    var format = Format.text

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
    var output: String?

    @OptionGroup
    var manifest: ManifestOption

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        let filter = try filter(in: zone)
        var analysis = try input.analysis(of: paths, filter: filter)
        try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
        let detections = try detections.load()
        analysis.detections = detections.library
        let draft = try manifest.begin(beside: output)
        let destination = try ReportDestination(output, isHashed: manifest.isWanted)
        let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress)
        if let progress { analysis.progress = { progress.note($0) } }
        let report = analysis.report(hashing: true)
        progress?.finish()
        let attestation = Attestation(of: report, from: filter.since, to: filter.until)
        let names = ReportNames(AccountNames())
        var text: OutputBuffer
        switch format {
        case .text:
            let writer = AttestationText(names: names, zone: zone, columns: columns, style: look.style)
            text = writer.text(of: attestation, from: report)
        case .json:
            let writer = AttestationJSON(names: names, version: Docktrail.version, generated: Clock.now)
            text = writer.text(of: attestation, from: report)
        }
        let written = try destination.write(&text)
        let status = Messages.status(after: report)
        let isFine = attestation.isWhole && attestation.openChanges.isEmpty
        let inputs =
            GivenFile.logs(of: analysis) + input.givenFiles(for: paths) + engine.givenFiles(isOwnLog: paths.isEmpty)
            + self.detections.givenFiles
        let final = detections.status(status == .success && !isFine ? ExitCode(1) : status)
        throw try draft?.write(inputs: inputs, outputs: [written], final) ?? final
    }

    /// The period as a filter; times are read in `zone`.
    private func filter(in zone: DisplayZone) throws -> ActivityFilter {
        var filters = try FilterOptions.parse([])
        guard let period else { return try filters.filter(in: zone) }
        let parts = period.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !(parts[0].isEmpty && parts[1].isEmpty) else {
            throw ValidationError(
                "--period: two times with .. between them are needed, such as 2026-11-01..2026-11-30."
            )
        }
        filters.since = parts[0].isEmpty ? nil : String(parts[0])
        filters.until = parts[1].isEmpty ? nil : String(parts[1])
        return try filters.filter(in: zone)
    }
}
