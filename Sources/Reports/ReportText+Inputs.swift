internal import Analysis

extension ReportText {
    /// What was read, with sizes, times and digests.
    mutating func sources(_ sources: [Report.Source], limit: Int) {
        for source in sources.prefix(limit) {
            let tally = source.tally
            line(source.name, indent: 2)
            var size = source.storedBytes.map { Quantity.bytes($0) } ?? "a stream"
            if source.compression != "none" { size += " \(source.compression)" }
            let facts = [
                size, "\(Quantity.count(tally.records)) records", tally.format ?? "no names to tell its format",
                span(tally.times?.lowerBound, tally.times?.upperBound),
            ]
            paragraph(facts.filter { !$0.isEmpty }.joined(separator: ", "), indent: 4)
            if let sha256 = source.sha256 { line("sha256 \(sha256)", indent: 4) }
        }
        if sources.count > limit {
            line("and \(Quantity.count(sources.count - limit)) more", indent: 2)
        }
    }

    /// What else was given: the engine's files, and snapshots of which file was which.
    mutating func hostState(of report: Report) {
        for source in report.engineState {
            line(
                "\(source.path): the engine's files of \(Quantity.count(source.containers)) containers\(Self.of(source.host))",
                indent: 2
            )
            for problem in source.problems { paragraph(problem, indent: 4) }
        }
        for source in report.hostMaps {
            line(
                "\(source.path): which file was which, of \(Quantity.count(source.files)) files\(Self.of(source.host))",
                indent: 2
            )
        }
        for file in report.accountFiles {
            let what = file.kind == .passwd ? "users" : "groups"
            line("\(file.path): names of \(what)\(Self.of(file.host))", indent: 2)
        }
    }

    private static func of(_ host: String?) -> String { host.map { ", of \($0)" } ?? "" }

    /// What was found and not read, and why.
    mutating func unread(_ files: [Report.UnreadFile], limit: Int) {
        for file in files.prefix(limit) {
            paragraph(file.reason.contains(file.name) ? file.reason : "\(file.name) \(file.reason)")
        }
        if files.count > limit {
            line("and \(Quantity.count(files.count - limit)) more", indent: 2)
        }
    }
}
