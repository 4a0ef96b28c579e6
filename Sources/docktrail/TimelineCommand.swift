import Analysis
import ArgumentParser
import AuditLogs
import Detections
import DockerActivity
import Reports

/// One line for each edit, or for each activity.
struct TimelineCommand: ParsableCommand {
    /// What the timeline is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, ndjson, csv, ecs
        case ecsBulk = "ecs-bulk"
    }

    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Print what was done, line by line, in order of time.",
        usage: "docktrail timeline [<options>] [PATH ...]",
        discussion: """
            docktrail timeline --path /etc/docker archive/ | less
            docktrail timeline --format ndjson archive/ | jq -r .file.path
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("What each line is written as.", valueName: "format"))
    var format = Format.text

    @Flag(help: "In text, a line for each step of an edit; ndjson and csv always list them all.")
    var steps = false

    @OptionGroup
    var redaction: RedactionOption

    @OptionGroup
    var manifest: ManifestOption

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @Option(help: ArgumentHelp("Another name of --level.", visibility: .hidden))
    var minLevel: Level?

    @OptionGroup(title: "Findings")
    var failing: FailureOption

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        var filter = try filters.filter(in: zone)
        filter.level = filter.level ?? minLevel
        var analysis = try input.analysis(of: paths, filter: filter)
        try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
        let detections = try detections.load()
        analysis.detections = detections.library
        if analysis.hasStream, !filter.findings.isEmpty || !filter.incidents.isEmpty {
            throw FindingOptions.streamIsReadOnce("--finding, --incident")
        }
        if analysis.hasStream, filter.level != nil || failing.failOn != nil {
            Messages.tell(
                "note: a stream is read only once, so findings that take several events are not known; "
                    + "--level and --fail-on go by what each activity matches by itself"
            )
        }
        let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress && !Terminal.isOutput)
        if let progress { analysis.progress = { progress.note($0) } }
        let draft = try manifest.begin()
        let output = try Output(isHashed: manifest.isWanted)
        let timeline = analysis.timeline()
        try write(timeline, ActivityContext(analysis), zone, columns, analysis.cores, to: output)
        progress?.finish()
        let outcome = timeline.outcome()
        let status = detections.status(failing.status(Messages.status(after: outcome), gravest: outcome.gravest))
        let inputs =
            GivenFile.logs(of: analysis) + input.givenFiles(for: paths) + engine.givenFiles(isOwnLog: paths.isEmpty)
            + self.detections.givenFiles
        throw try draft?.write(inputs: inputs, outputs: [output.written], status) ?? status
    }

    private func write(
        _ timeline: TimelineReader,
        _ context: ActivityContext,
        _ zone: DisplayZone,
        _ columns: Int?,
        _ cores: Int,
        to output: borrowing Output
    ) throws {
        let redactor = redaction.redactor
        switch format {
        case .ndjson: try write(timeline, NDJSONTimeline(context: context, redactor: redactor), cores, to: output)
        case .csv: try write(timeline, CSVTimeline(context: context, redactor: redactor), cores, to: output)
        case .ecs, .ecsBulk:
            let renderer = ECSTimeline(context: context, redactor: redactor, isBulk: format == .ecsBulk)
            try write(timeline, renderer, cores, to: output)
        case .text where steps:
            let renderer = TextTimeline(context: context, zone: zone, width: columns, style: look.style)
            try write(timeline, renderer, cores, to: output)
        case .text:
            let renderer = EditTimeline(context: context, zone: zone, width: columns, style: look.style)
            try write(timeline, renderer, cores, to: output)
        }
    }

    private func write(
        _ timeline: TimelineReader,
        _ renderer: some TimelineRenderer,
        _ cores: Int,
        to output: borrowing Output
    ) throws {
        let redactions = try TimelineWriter(renderer, cores: cores)
            .write(timeline) { buffer in try output.write(&buffer) }
        RedactionOption.tell(redactions)
    }
}
