import Analysis
import ArgumentParser
import AuditEvents
import AuditLogs
import Glibc
import Reports

/// The records that findings rest on.
struct ExhibitCommand: ParsableCommand {
    /// Ids that are named where one is missing.
    private static let namedIDs = 20

    static let configuration = CommandConfiguration(
        commandName: "exhibit",
        abstract: "Write the records that a finding or an incident rests on, as they stand in the logs.",
        usage: "docktrail exhibit ID ... [PATH ...] [<options>]",
        discussion: """
            docktrail exhibit i.52c01e7b archive/
            docktrail exhibit cfg-daemon-json-write.9f3c2a17 archive/ -o evidence/
            docktrail exhibit --raw i.52c01e7b archive/ | ausearch -i

            Each record comes with its file, its line and the offset of its first byte in the uncompressed file. With -o, \
            DIR/records.log holds the records' own bytes, and DIR/records.csv where each of its lines stood. Nothing is \
            redacted.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Ids of findings, detections or incidents, as a report has them, and behind them the logs.",
            valueName: "id"
        )
    )
    var words: [String]

    @Flag(help: "Only the records' own bytes, as ausearch reads them.")
    var raw = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to files in this directory.", valueName: "dir"))
    var output: String?

    @OptionGroup(title: "Input")
    var input: InputOptions

    @OptionGroup(title: "Input")
    var engine: HostStateOptions

    @OptionGroup(title: "Findings")
    var detections: DetectionOptions

    @OptionGroup(title: "Text")
    var look: LookOptions

    /// The first word is an id, and so is what looks like a finding's or an incident's behind it; the rest are logs.
    private var parts: (ids: [String], paths: [String]) {
        let count = words.dropFirst().prefix { Self.isID($0) }.count + 1
        return (Array(words.prefix(count)), Array(words.dropFirst(count)))
    }

    /// Whether a word is of the form `cfg-daemon-json-write.9f3c2a17` or `i.52c01e7b`.
    private static func isID(_ word: String) -> Bool {
        let parts = word.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isDigit = { (byte: UInt8) in Unicode.Scalar(byte).properties.isASCIIHexDigit }
        return parts.count == 2 && parts[1].count == 8 && parts[1].allSatisfy(isDigit)
            && !parts[0].isEmpty && !parts[0].contains(UInt8(ascii: "/"))
    }

    func validate() throws {
        if raw, output != nil { throw ValidationError("--raw writes to standard output, and -o to files: give one.") }
    }

    func run() throws {
        let (ids, paths) = parts
        if raw, Terminal.isOutput {
            throw ValidationError(
                "--raw gives the log's bytes as they are, which a terminal may obey: use a pipe, or -o."
            )
        }
        let zone = try look.zone(for: paths)
        var analysis = try input.analysis(of: paths)
        if analysis.hasStream { throw FindingOptions.streamIsReadOnce("exhibit") }
        try engine.add(to: &analysis, isOwnLog: paths.isEmpty)
        let detections = try detections.load()
        analysis.detections = detections.library
        let directory = try output.map { try ExhibitDirectory($0) }
        let exhibit = analysis.exhibit(ids)
        if !exhibit.items.isEmpty {
            try write(exhibit, to: directory, ExhibitText(sources: analysis.sourceNames, zone: zone, style: look.style))
            Messages.tell("note: records are as the log has them, and nothing is redacted: look before handing them on")
        }
        let status = detections.status(Messages.status(after: exhibit.outcome))
        if exhibit.omitted > 0 {
            Messages.tell(
                "\(exhibit.omitted) further events are left out: an exhibit has \(Exhibit.eventsLimit) at most"
            )
        }
        tellMissing(exhibit)
        throw exhibit.omitted > 0 || !exhibit.missing.isEmpty ? ExitCode(2) : status
    }

    private func write(_ exhibit: Exhibit, to directory: ExhibitDirectory?, _ text: ExhibitText) throws {
        var text = text
        var buffer = OutputBuffer()
        if let directory {
            ExhibitText.appendRecords(exhibit, to: &buffer)
            try directory.write(buffer, as: ExhibitDirectory.records)
            buffer = OutputBuffer()
            text.appendTable(exhibit, to: &buffer)
            try directory.write(buffer, as: ExhibitDirectory.table)
        } else {
            if raw { ExhibitText.appendRecords(exhibit, to: &buffer) } else { text.append(exhibit, to: &buffer) }
            let output = try Output()
            try output.write(&buffer)
        }
    }

    private func tellMissing(_ exhibit: Exhibit) {
        for id in exhibit.missing { Messages.tell("there is no finding or incident \(id) in the logs") }
        guard !exhibit.missing.isEmpty else { return }
        if exhibit.ids.isEmpty { return Messages.tell("the logs give no findings at all") }
        let named = exhibit.ids.prefix(Self.namedIDs).joined(separator: ", ")
        let more = exhibit.ids.count - Self.namedIDs
        Messages.tell("there are: \(named)\(more > 0 ? " and \(more) more, which `docktrail report` lists" : "")")
    }
}
