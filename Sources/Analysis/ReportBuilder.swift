import AuditEvents
import AuditLogs
import AuditRecords

/// Puts a report together from the scans of all hosts.
struct ReportBuilder {
    /// Gaps that one report lists.
    static let gapsLimit = 10_000

    private var report = Report()
    private var recordsByType: [[UInt8]: UInt64] = [:]
    private var eventsByKey: [[UInt8]: UInt64] = [:]
    private var beyondRows: UInt64 = 0
    private var furtherUsersActivities: UInt64 = 0
    private var furtherSessionsActivities: UInt64 = 0

    init(_ inventory: LogInventory, notes: [String]) {
        report.coverage.problems = inventory.problems
        report.coverage.notes = notes
        report.unread = inventory.entries.compactMap { entry in
            entry.status.reason.map { Report.UnreadFile(name: entry.path, reason: $0) }
        }
        for problem in inventory.problems {
            add(Report.Gap(.unreadableSource, count: 1, source: problem.path, detail: problem.description))
        }
        for hole in inventory.holes {
            let count = hole.numbers.upperBound - hole.numbers.lowerBound + 1
            let numbers =
                count == 1 ? "\(hole.numbers.lowerBound)" : "\(hole.numbers.lowerBound) to \(hole.numbers.upperBound)"
            let detail = "no \(hole.baseName) numbered \(numbers) lies between \(hole.older) and \(hole.newer)"
            add(Report.Gap(.missingRotation, count: count, source: hole.older, detail: detail))
        }
    }

    /// Adds what one host's scan counted, and its activities.
    mutating func add(_ scan: ScanResult, _ tables: consuming ActivityTables, set: LogSet) {
        let tally = scan.tally
        tables.fill(&report, set: report.sets.count)
        beyondRows += tables.beyondRows
        furtherUsersActivities += tables.furtherUsersActivities
        furtherSessionsActivities += tables.furtherSessionsActivities
        report.sets.append(set.name)
        report.totals.events += tally.events
        for (type, count) in tally.recordsByType { recordsByType[type, default: 0] += count }
        for (key, count) in tally.eventsByKey { eventsByKey[key, default: 0] += count }
        for (index, file) in set.files.enumerated() {
            add(file, scan.sources[index], sha256: scan.digests[index])
        }
        report.coverage.problems += scan.problems
        report.coverage.notes += scan.notes
        for problem in scan.problems {
            add(Report.Gap(.unreadableSource, count: 1, source: problem.path, detail: problem.description))
        }
        for (name, ledger) in zip(tally.ledgers.names, tally.ledgers.ledgers) {
            if !name.isEmpty, !report.nodes.contains(name) { report.nodes.append(name) }
            for gap in ledger.gaps { add(gap) }
            report.coverage.gapsOmitted += ledger.forgottenGaps
        }
        add(tally)
    }

    private mutating func add(_ file: LogFile, _ tally: SourceTally, sha256: String?) {
        report.sources.append(
            Report.Source(
                set: report.sets.count - 1,
                name: file.name,
                sha256: sha256,
                storedBytes: file.storedBytes,
                compression: file.storage,
                tally: tally
            )
        )
        if tally.records == 0, tally.lines > 0 { report.coverage.notes.append("\(file.name) holds no audit record") }
        report.totals.lines += tally.lines
        report.totals.records += tally.records
        report.totals.malformed += tally.malformed
        if let times = tally.times {
            report.period.from = min(report.period.from ?? .max, times.lowerBound)
            report.period.to = max(report.period.to ?? .min, times.upperBound)
        }
        if tally.cutLines > 0 {
            let detail =
                "\(tally.cutLines) lines are longer than \(LineSplitter.defaultLimit) bytes; "
                + "\(tally.cutBytes) bytes behind that were not read"
            add(Report.Gap(.tornRecord, count: tally.cutLines, source: file.name, detail: detail))
        }
        if tally.nulBytes > 0 {
            let place = tally.firstNulOffset.map { ", the first at offset \($0)" } ?? ""
            let detail = "\(tally.nulBytes) NUL bytes stand between lines\(place): a power cut, or a sparse copy"
            add(Report.Gap(.tornRecord, count: 1, source: file.name, detail: detail))
        }
        if tally.endsInsideLine {
            let detail = "the last line has no newline and may be cut short"
            add(Report.Gap(.tornRecord, count: 1, source: file.name, detail: detail))
        }
        if let (line, reason) = tally.firstMalformed {
            let detail =
                "\(tally.malformed) lines hold no record that can be recognised, the first is line \(line): "
                + "\(reason.reason.rawValue) at byte \(reason.offset)"
            add(Report.Gap(.tornRecord, count: tally.malformed, source: file.name, detail: detail))
        }
    }

    private mutating func add(_ gap: SerialLedger.Gap) {
        let detail = "serials \(gap.before + 1) to \(gap.after - 1) stand nowhere in the log"
        var entry = Report.Gap(.serialGap, count: gap.missing, source: nil, detail: detail)
        entry.from = gap.from
        entry.to = gap.to
        add(entry)
    }

    private mutating func add(_ tally: ScanTally) {
        if tally.incompleteEvents > 0 {
            let detail =
                "\(tally.incompleteEvents) events announce more path items or arguments than the log holds: "
                + "the kernel's backlog overflowed, or lines are missing"
            add(Report.Gap(.lostEvents, count: tally.incompleteEvents, source: nil, detail: detail))
        }
        if tally.unjoined > 0 {
            let detail =
                "\(tally.unjoined) records came more than \(EventAssembler.window) events after their event "
                + "and stand by themselves"
            add(Report.Gap(.tornRecord, count: tally.unjoined, source: nil, detail: detail))
        }
        if tally.cutShort > 0 {
            report.coverage.notes.append(
                "\(tally.cutShort) events have more than \(EventAssembler.recordsLimit) records "
                    + "or \(EventAssembler.eventBytesLimit >> 20) MiB and stand in parts"
            )
        }
        if tally.furtherKeys > 0 {
            report.coverage.notes.append(
                "\(tally.furtherKeys) events have keys beyond the first \(ScanTally.keysLimit), which are not counted by key"
            )
        }
        if tally.ledgers.recordsOfFurtherNodes > 0 {
            report.coverage.notes.append(
                "\(tally.ledgers.recordsOfFurtherNodes) records are of nodes beyond the first "
                    + "\(SerialLedgers.nodesLimit), or with too long a name, and count as of one node"
            )
        }
        if tally.forgedSeparators > 0 {
            let detail =
                "\(tally.forgedSeparators) records from user space hold the byte that divides auditd's names "
                + "from the rest: other tools believe the names behind it"
            add(Report.Gap(.tornRecord, count: tally.forgedSeparators, source: nil, detail: detail))
        }
    }

    private mutating func add(_ gap: Report.Gap) {
        if report.coverage.gaps.count < Self.gapsLimit {
            report.coverage.gaps.append(gap)
        } else {
            report.coverage.gapsOmitted += 1
        }
    }

    /// The report, complete.
    mutating func finish(_ filter: ActivityFilter) -> Report {
        noteLimits()
        if let since = filter.since { report.period.from = since }
        if let until = filter.until { report.period.to = until }
        report.nodes.sort { $0.lexicographicallyPrecedes($1) }
        report.totals.recordsByType = sorted(recordsByType)
        report.totals.eventsByKey = sorted(eventsByKey).map { ($0.type, $0.count) }
        report.groupChanges.sort { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.coverage.rules.sort { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.coverage.gaps.sort { ($0.from ?? .min, $0.detail) < ($1.from ?? .min, $1.detail) }
        return report
    }

    /// Says which limits of the tables were reached.
    private mutating func noteLimits() {
        let limits = ActivityTables.Limits.host
        if beyondRows > 0 {
            report.coverage.notes.append(
                "the report lists at most \(limits.rows) rows of file and user of a host, or \(limits.pathBytes >> 20) MiB "
                    + "of paths; \(beyondRows) acts on further files are counted by kind and user"
            )
        }
        if furtherUsersActivities > 0 {
            report.coverage.notes.append(
                "\(furtherUsersActivities) activities are of users beyond a host's first \(limits.users), "
                    + "or \(limits.userBytes >> 20) MiB of names, and are counted together"
            )
        }
        if furtherSessionsActivities > 0 {
            report.coverage.notes.append(
                "the report lists at most \(limits.sessions) sessions of a host; "
                    + "\(furtherSessionsActivities) activities are of further sessions, which are not listed"
            )
        }
        if report.coverage.rulesOmitted > 0 {
            report.coverage.notes.append(
                "the report lists a host's earliest \(limits.changes) changes of groups and of rules each, "
                    + "or \(limits.changeBytes >> 10) KiB of text; \(report.coverage.rulesOmitted) later ones are not listed"
            )
        }
    }

    private func sorted(_ counts: [[UInt8]: UInt64]) -> [(type: [UInt8], count: UInt64)] {
        counts.map { ($0.key, $0.value) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
    }
}

extension LogInventory.Status {
    /// Why a file is not read; nil if it is.
    fileprivate var reason: String? {
        switch self {
        case .read: nil
        case .empty: "is empty"
        case .notALog: "is no audit log"
        case .sameContent(let name): "has the same content as \(name)"
        case .beginningOf(let name): "is the beginning of \(name)"
        case .unreadable(let error): error.description
        }
    }
}

extension Report.Gap {
    fileprivate init(_ kind: Kind, count: UInt64, source: String?, detail: String) {
        self.init(kind: kind, from: nil, to: nil, count: count, source: source, detail: detail)
    }
}
