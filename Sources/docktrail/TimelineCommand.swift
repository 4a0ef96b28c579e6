import Analysis
import ArgumentParser
import DockerActivity
import Reports

/// One line for each activity.
struct TimelineCommand: ParsableCommand {
    /// What the timeline is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, ndjson, csv }

    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Print one line for each activity, in order of time.",
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

    @OptionGroup(title: "Filters")
    var filters: FilterOptions

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    func run() throws {
        let zone = try look.zone(for: paths)
        let columns = try look.columns()
        var analysis = try input.analysis(of: paths, filter: try filters.filter(in: zone))
        let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress && !Terminal.isOutput)
        if let progress { analysis.progress = { progress.note($0) } }
        let context = ActivityContext(analysis)
        let outcome =
            switch format {
            case .ndjson: try print(analysis, NDJSONTimeline(context: context))
            case .csv: try print(analysis, CSVTimeline(context: context))
            case .text:
                try print(analysis, TextTimeline(context: context, zone: zone, width: columns, style: look.style))
            }
        progress?.finish()
        throw Messages.status(after: outcome)
    }

    private func print(
        _ analysis: LogAnalysis,
        _ renderer: some TimelineRenderer
    ) throws -> LogAnalysis.Outcome {
        var renderer = renderer
        var buffer = OutputBuffer()
        let output = try Output()
        renderer.appendHeader(to: &buffer)
        var failure: (any Error)?
        let outcome = analysis.timeline { position, batch in
            guard failure == nil else { return }
            renderer.append(position..<position + 1, of: copy batch, to: &buffer)
            do {
                if buffer.isFull { try output.write(&buffer) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        try output.write(&buffer)
        return outcome
    }
}
