import Analysis
public import ArgumentParser
import AuditLogs
import DockerActivity
public import Reports

/// Activities that a list of indicators names.
struct HuntCommand: ParsableCommand {
    /// Bytes of a list.
    private static let listLimit = 16 << 20

    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract: "Look for indicators of compromise in all activities, routine ones as well.",
        usage: "docktrail hunt --ioc FILE [<options>] [PATH ...]",
        discussion: """
            docktrail hunt --ioc indicators.txt archive/
            docktrail hunt --ioc indicators.txt --count --format csv archive/ > hits.csv

            One indicator a line: path:/etc/docker/* exe:/tmp/x name-sha256: name-sha1: name-md5: (of a path or its last \
            part) address:203.0.113.0/24 user:mallory container:ID|NAME image:evil/miner. Without the word before the \
            colon its form tells: paths begin with /, images have a slash or colon, what looks like a digest may be an id, \
            and any other name is a user's. Blank lines and such that begin with # are passed over.

            Looks at files (also old and recorded names), programs, users, members of groups, containers, images, and \
            addresses of sessions. Does not see: logins and processes without an activity on a watched file, what is in \
            files, and words of command lines; ausearch finds those.
            """
    )

    @Argument(help: ArgumentHelp("Logs: files, directories, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    @Option(name: .customLong("ioc"), help: ArgumentHelp("The list of indicators.", valueName: "file"))
    var list: String

    @Option(help: ArgumentHelp("What each line is written as.", valueName: "format"))
    var format = HuntWriter.Format.text

    @Flag(help: "Only how often each indicator was found, those that were not included.")
    var count = false

    @Flag(help: "Exit with status 1 if any indicator was found.")
    var failOnMatch = false

    @OptionGroup
    var redaction: RedactionOption

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

    func run() throws {
        let indicators = IndicatorList(try SmallFile.bytes(of: list, limit: Self.listLimit))
        for mistake in indicators.mistakes.prefix(Messages.limit) {
            Messages.tell("\(list):\(mistake.line): \(mistake.reason)")
        }
        if indicators.mistakes.count > Messages.limit {
            Messages.tell("\(indicators.mistakes.count - Messages.limit) further lines of \(list) cannot be understood")
        }
        if indicators.indicators.isEmpty { throw ValidationError("--ioc: \(list) holds no indicator.") }
        let zone = try look.zone(for: paths)
        var analysis = try input.analysis(of: paths, filter: try filters.filter(in: zone))
        if analysis.hasStream, analysis.filter.choosesFindings {
            throw FindingOptions.streamIsReadOnce("--level, --finding, --incident")
        }
        try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
        let detections = try detections.load()
        analysis.detections = detections.library
        let progress = Progress(total: analysis.storedBytes, isWanted: !input.noProgress && !Terminal.isOutput)
        if let progress { analysis.progress = { progress.note($0) } }
        let context = ActivityContext(analysis)
        var hunt = Hunt(indicators.indicators, userName: context.userName)
        let timeline = analysis.timeline()
        try write(timeline, context, zone, &hunt)
        progress?.finish()
        let status = detections.status(Messages.status(after: timeline.outcome()))
        if !indicators.mistakes.isEmpty { throw ExitCode(2) }
        let isFound = hunt.tallies.contains { $0.hits > 0 }
        throw status == .success && failOnMatch && isFound ? ExitCode(1) : status
    }

    private func write(
        _ timeline: TimelineReader,
        _ context: ActivityContext,
        _ zone: DisplayZone,
        _ hunt: inout Hunt
    ) throws {
        var writer = HuntWriter(
            format,
            context: context,
            redactor: redaction.redactor,
            zone: zone,
            columns: try look.columns(),
            style: look.style
        )
        var buffer = OutputBuffer()
        let output = try Output()
        if !count { writer.appendHeader(to: &buffer) }
        while let piece = timeline.next() {
            for run in piece.runs {
                for position in run.positions {
                    let found = hunt.matches(run.batch.activities[position], of: run.batch)
                    if count || found.isEmpty { continue }
                    writer.append(position, of: run.batch, found.map { hunt.indicators[$0] }, to: &buffer)
                }
            }
            if buffer.isFull { try output.write(&buffer) }
        }
        // One CSV file holds one table.
        if count || format != .csv {
            if !count, format == .text { buffer.append("\n") }
            writer.appendTable(of: hunt, to: &buffer)
        }
        try output.write(&buffer)
        RedactionOption.tell(writer.redactions)
    }
}

extension HuntWriter.Format: ExpressibleByArgument {}
