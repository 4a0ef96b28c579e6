import AuditEvents
import AuditLogs
import AuditRecords
import Detections
import DockerActivity

/// Gathers what the logs of all hosts cannot tell.
struct CoverageBuilder {
    /// Gaps that one report lists.
    static let gapsLimit = 10_000

    /// Which part of the report a host's logs are.
    struct Place {
        /// The host's set, as an index into the report's.
        let set: Int
        /// The number of the host's first source among the report's.
        let firstSource: Int
    }

    private var gaps: [Report.Gap] = []
    private var places: [Report.Place] = []
    private var placesOmitted: UInt64 = 0
    private var omitted: UInt64 = 0
    /// The sources between which some of the gaps lie.
    private var neighbours: [Int: (older: String, newer: String)] = [:]

    /// Adds a gap.
    mutating func add(_ gap: Report.Gap) {
        if gaps.count < Self.gapsLimit {
            gaps.append(gap)
        } else {
            omitted += 1
        }
    }

    /// Adds gaps that are only counted.
    mutating func add(omitted count: UInt64) { omitted += count }

    /// Adds what discovery found beside the logs.
    mutating func add(_ account: InputAccount) {
        for problem in account.problems {
            add(Report.Gap(.unreadableSource, source: problem.path, detail: problem.description))
        }
        for hole in account.holes {
            let count = hole.numbers.upperBound - hole.numbers.lowerBound + 1
            let numbers =
                count == 1 ? "\(hole.numbers.lowerBound)" : "\(hole.numbers.lowerBound) to \(hole.numbers.upperBound)"
            let detail = "no \(hole.baseName) numbered \(numbers) lies between \(hole.older) and \(hole.newer)"
            add(
                Report.Gap(.missingRotation, count: count, source: hole.older, detail: detail),
                between: hole.older,
                hole.newer
            )
        }
        for logs in account.misnumbered {
            let detail =
                "\(logs.earlier) begins before \(logs.later), though their numbers tell the opposite: "
                + "their names were exchanged, or the clock was set back"
            add(Report.Gap(.outOfOrder, source: logs.earlier, detail: detail), between: logs.earlier, logs.later)
        }
    }

    /// Adds a gap between two sources, which may not have been met yet.
    private mutating func add(_ gap: Report.Gap, between older: String, _ newer: String) {
        neighbours[gaps.count] = (older, newer)
        add(gap)
    }

    /// Adds what was found missing or odd in one host's logs, which have these names: by the scan, and by the trail.
    mutating func add(_ scan: ScanResult, _ found: CoverageFindings, of names: [String], at place: Place) {
        addProblems(of: scan, names, place)
        for (name, tally) in zip(names, scan.sources) { addOddities(of: tally, name, place) }
        for (name, ledger) in zip(scan.tally.ledgers.names, scan.tally.ledgers.ledgers) {
            for gap in ledger.gaps { add(gap, of: name, names, found, place) }
            omitted += ledger.forgottenGaps
        }
        addOddEvents(of: scan.tally, place)
        let times = scan.sources.compactMap(\.times)
        guard let from = times.map(\.lowerBound).min(), let to = times.map(\.upperBound).max() else { return }
        add(found, until: to, of: names, at: place)
        places += PlaceJudge(found, period: from...to, set: place.set).places
        placesOmitted += found.placesOmitted
    }

    /// Puts what was gathered into the coverage of a report with these sources, by time.
    func fill(_ coverage: inout Report.Coverage, sources: [Report.Source]) {
        var gaps = gaps
        for (index, names) in neighbours where index < gaps.count {
            gaps[index].from = sources.last { $0.name == names.older }?.tally.times?.upperBound
            gaps[index].to = sources.first { $0.name == names.newer }?.tally.times?.lowerBound
        }
        coverage.gaps = gaps.sorted { left, right in
            let (first, second) = (left.from ?? .min, right.from ?? .min)
            return first != second
                ? first < second : (left.kind.rawValue, left.detail) < (right.kind.rawValue, right.detail)
        }
        coverage.gapsOmitted = omitted
        coverage.places = places
        coverage.placesOmitted = placesOmitted
    }
}

extension CoverageBuilder {
    /// What could not be read: from the last record before it to the first of the next source.
    private mutating func addProblems(of scan: ScanResult, _ names: [String], _ place: Place) {
        for problem in scan.problems {
            var gap = Report.Gap(.unreadableSource, source: problem.path, detail: problem.description)
            gap.set = place.set
            if let index = names.firstIndex(where: { problem.path == $0 || problem.path.hasSuffix("/\($0)") }) {
                gap.from = scan.sources[...index].last { $0.times != nil }?.times?.upperBound
                gap.to = scan.sources[(index + 1)...].first { $0.times != nil }?.times?.lowerBound
            }
            add(gap)
        }
    }

    /// What is odd about the lines of one source.
    private mutating func addOddities(of tally: SourceTally, _ name: String, _ place: Place) {
        func torn(_ count: UInt64, _ detail: String) -> Report.Gap {
            var gap = Report.Gap(.tornRecord, count: count, source: name, detail: detail)
            gap.set = place.set
            return gap
        }
        if tally.cutLines > 0 {
            let detail =
                "\(tally.cutLines) lines are longer than \(LineSplitter.defaultLimit) bytes; "
                + "\(tally.cutBytes) bytes behind that were not read"
            add(torn(tally.cutLines, detail))
        }
        if tally.nulBytes > 0 {
            let first = tally.firstNulOffset.map { ", the first at offset \($0)" } ?? ""
            add(torn(1, "\(tally.nulBytes) NUL bytes stand between lines\(first): a power cut, or a sparse copy"))
        }
        if tally.endsInsideLine {
            var gap = torn(1, "the last line has no newline and may be cut short")
            gap.confidence = .possible
            gap.from = tally.times?.upperBound
            add(gap)
        }
        if let (line, reason) = tally.firstMalformed {
            let lines =
                tally.malformed == 1
                ? "line \(line) holds no record that can be recognised"
                : "\(tally.malformed) lines hold no record that can be recognised, the first is line \(line)"
            var gap = torn(tally.malformed, "\(lines): \(reason.reason.rawValue) at byte \(reason.offset)")
            gap.from = tally.timeBeforeMalformed ?? tally.times?.lowerBound
            gap.to = tally.malformed == 1 ? gap.from : gap.from.map { max($0, tally.times?.upperBound ?? $0) }
            add(gap)
        }
    }

    /// A hole in the numbering of one boot, and what may be its cause.
    private mutating func add(
        _ hole: SerialLedger.Gap,
        of node: [UInt8],
        _ names: [String],
        _ found: CoverageFindings,
        _ place: Place
    ) {
        var detail = "\(hole.serialsText) \(hole.missing == 1 ? "stands" : "stand") nowhere in the log"
        if Self.daemonGap(hole, of: node, in: found) != nil {
            detail += ": auditd was not running"
        } else if hole.first.source != hole.last.source, let older = names.at(hole.first.source),
            let newer = names.at(hole.last.source)
        {
            detail += ": a log is missing between \(older) and \(newer), or the end of one is cut off"
        } else {
            detail += ": lines were cut out, or the kernel's rate limit dropped events"
        }
        var gap = Report.Gap(.serialGap, count: hole.missing, source: nil, detail: detail)
        (gap.from, gap.to) = (hole.from, hole.to)
        gap.node = node
        gap.set = place.set
        gap.evidence = [place.evidence(hole.first), place.evidence(hole.last)]
        add(gap)
    }

    /// What is odd about events.
    private mutating func addOddEvents(of tally: ScanTally, _ place: Place) {
        let beginnings = Set(tally.ledgers.ledgers.compactMap { $0.boots.first?.first?.first })
        for kind in OddEvents.Kind.allCases {
            guard let words = kind.words(tally) else { continue }
            for span in tally.odd[kind].clusters {
                if kind == .lacksCall, span.count == 1, beginnings.contains(span.first) {
                    addBeginning(span.first, place)
                    continue
                }
                var gap = Report.Gap(words.kind, count: span.count, source: nil, detail: words.detail(span.count))
                (gap.from, gap.to) = (span.first.stamp.milliseconds, span.last.stamp.milliseconds)
                gap.confidence = words.confidence
                gap.set = place.set
                gap.evidence = [place.evidence(span.first)]
                if span.last != span.first { gap.evidence.append(place.evidence(span.last)) }
                add(gap)
            }
        }
    }
}

extension CoverageBuilder {
    /// A log whose older part was cut off within an event, as rotation does.
    private mutating func addBeginning(_ mark: RecordMark, _ place: Place) {
        var gap = Report.Gap(
            .tornRecord,
            source: nil,
            detail: "the log begins within an event, whose SYSCALL record stood before"
        )
        (gap.from, gap.to) = (mark.stamp.milliseconds, mark.stamp.milliseconds)
        gap.set = place.set
        gap.evidence = [place.evidence(mark)]
        add(gap)
    }
}

extension CoverageBuilder.Place {
    /// A record as the report cites it.
    func evidence(_ mark: RecordMark) -> Finding.Evidence {
        Finding.Evidence(stamp: mark.stamp, source: mark.source &+ UInt32(firstSource), line: mark.line)
    }
}

extension Report.Gap {
    /// A gap of which no time is known.
    init(_ kind: Kind, count: UInt64 = 1, source: String?, detail: String) {
        self.init(kind: kind, from: nil, to: nil, count: count, source: source, detail: detail)
    }
}

extension SerialLedger.Gap {
    /// `serial 7`, `serials 7 to 9`.
    var serialsText: String { missing == 1 ? "serial \(before + 1)" : "serials \(before + 1) to \(after - 1)" }
}

extension [String] {
    /// A source's name by its number; nil if there is no such source.
    fileprivate func at(_ source: UInt32) -> String? { indices.contains(Int(source)) ? self[Int(source)] : nil }
}
