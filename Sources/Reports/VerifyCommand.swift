internal import Analysis
internal import AuditRecords
internal import Detections

/// The command with which anybody can look at a finding's event in the log: ausearch(8), and what decompresses before it.
///
/// Serials begin anew with each start of a machine, so the second of the event stands beside its serial. ausearch reads
/// times in the zone and the form of its locale, which the command therefore sets.
struct VerifyCommand {
    /// The command's words, each one a whole for the shell.
    let words: [String]

    /// The command as one line.
    var line: String { words.joined(separator: " ") }

    /// The command for a finding's first event; nil where no event of it is cited.
    init?(_ finding: Finding, of report: Report) {
        let event = finding.evidence.first { $0.stamp == finding.stamp } ?? finding.evidence.first
        guard let event, Int(event.source) < report.sources.count else { return nil }
        let source = report.sources[Int(event.source)]
        let time = CalendarTime(milliseconds: event.stamp.milliseconds)
        let moment = [Self.date(time), Self.timeOfDay(time)]
        let reading = Self.reading(source)
        var words = reading.pipe
        words += ["TZ=UTC", "LC_ALL=C", "ausearch"] + reading.input + ["-a", "\(event.stamp.serial)"]
        if !finding.node.isEmpty { words += ["--node", ShellText.word(finding.node)] }
        self.words = words + ["--start"] + moment + ["--end"] + moment + ["-i"]
    }

    /// What stands before ausearch, with its `|`, and what tells ausearch where to read.
    ///
    /// What was read once and is gone, such as standard input, has to be given once more.
    private static func reading(_ source: Report.Source) -> (pipe: [String], input: [String]) {
        if source.storedBytes == nil { return ([], ["-if", "/dev/stdin"]) }
        let path = ShellText.word(bytes(of: source.path))
        var members = source.memberNames[...]
        var pipe: [String] = []
        // From the outside in.
        for layer in source.compression.split(separator: "+").reversed() where layer != "none" {
            let program = layer == "tar" ? extraction(of: members.popFirst() ?? []) : decompressor(layer)
            // The first one reads the file by a redirection, which takes any name for what it is.
            pipe += program + (pipe.isEmpty ? ["< \(path)", "|"] : ["|"])
        }
        // A pipe is the input of an ausearch that is told of no file.
        return pipe.isEmpty ? ([], ["-if", path]) : (pipe, [])
    }

    /// The program that decompresses its standard input, by the name that `LogCompression` has.
    private static func decompressor(_ compression: some StringProtocol) -> [String] {
        switch compression {
        case "gzip": ["zcat"]
        case "xz": ["xzcat"]
        case "zstd": ["zstdcat"]
        case "bzip2": ["bzcat"]
        default: ["lz4cat"]
        }
    }

    /// GNU tar, giving out a member of the archive on its standard input.
    private static func extraction(of member: [UInt8]) -> [String] {
        var words = ["tar", "-xOf", "-"]
        // Without these it would refuse the one, and read the other as an escape.
        if member.split(separator: UInt8(ascii: "/")).contains(Array("..".utf8)[...]) { words.append("-P") }
        if member.contains(UInt8(ascii: "\\")) { words.append("--no-unquote") }
        if member.first == UInt8(ascii: "-") { words.append("--") }
        return words + [ShellText.word(member)]
    }

    /// A path's bytes, from the text in which those that are not UTF-8 stand as `\xNN`.
    ///
    /// One that begins with a hyphen would be an option.
    private static func bytes(of path: String) -> [UInt8] {
        var bytes: [UInt8] = path.hasPrefix("-") ? Array("./".utf8) : []
        var rest = Array(path.utf8)[...]
        while let byte = rest.first {
            let digits = rest.dropFirst(2).prefix(2)
            if byte == UInt8(ascii: "\\"), rest.dropFirst().first == UInt8(ascii: "x"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), value >= 0x80
            {
                bytes.append(value)
                rest = rest.dropFirst(4)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return bytes
    }

    /// `11/20/26`, as ausearch reads a day in the C locale.
    private static func date(_ time: CalendarTime) -> String {
        "\(twoDigits(time.month))/\(twoDigits(time.day))/\(twoDigits(time.year % 100))"
    }

    private static func timeOfDay(_ time: CalendarTime) -> String {
        "\(twoDigits(time.hour)):\(twoDigits(time.minute)):\(twoDigits(time.second))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
