import AuditEvents
import AuditLogs
import AuditRecords
import Detections
import DockerActivity

/// Puts a report together from the scans of all hosts.
struct ReportBuilder {
    private var report = Report()
    private var coverage = CoverageBuilder()
    private var nodes: Set<[UInt8]> = []
    private let isWhole: Bool
    private var recordsByType: [[UInt8]: UInt64] = [:]
    private var eventsByKey: [[UInt8]: UInt64] = [:]
    private var beyondRows: UInt64 = 0
    private var furtherUsersActivities: UInt64 = 0
    private var furtherSessionsActivities: UInt64 = 0
    private var furtherContainersActivities: UInt64 = 0

    /// The report over all hosts of a value.
    static func report(of result: consuming PartialResult) -> Report {
        let accounts = [result.account] + result.hosts.map(\.account)
        // As soon as more than one thing was named, names say where files lie.
        let isWhole = accounts.reduce(0) { $0 + $1.operands } > 1
        var builder = ReportBuilder(isWhole: isWhole)
        builder.add(accounts)
        // Each host goes as soon as it has been added, and is changed where it is: full tables are large.
        var hosts = result.hosts
        let filter = result.filter
        result = PartialResult()
        hosts.reverse()
        while let host = hosts.popLast() { builder.add(host) }
        return builder.finish(filter)
    }

    private init(isWhole: Bool) {
        self.isWhole = isWhole
    }

    /// Adds what discovery found beside the logs.
    private mutating func add(_ accounts: [InputAccount]) {
        var account = InputAccount()
        for part in accounts { account.add(part) }
        if isWhole { account = account.withWholeNames() }
        report.coverage.problems = account.problems
        report.coverage.notes =
            account.notes + account.entries.compactMap { $0.status == .empty ? "\($0.path) is empty" : nil }
        report.engineState = account.engineState
        report.hostMaps = account.hostMaps
        report.accountFiles = account.accountFiles
        report.unread = account.entries.compactMap { entry in
            entry.status.words.map { Report.UnreadFile(name: entry.path, reason: $0) }
        }
        coverage.add(account)
    }

    /// Adds what one host's scan counted, and its activities.
    private mutating func add(_ host: consuming HostResult) {
        host.end()
        let scan = host.scan
        let tally = scan.tally
        let place = CoverageBuilder.Place(set: report.sets.count, firstSource: report.sources.count)
        host.tables.fill(&report, set: report.sets.count, names: host.names)
        report.name(host.names, set: report.sets.count)
        beyondRows += host.tables.beyondRows
        furtherUsersActivities += host.tables.furtherUsersActivities
        furtherSessionsActivities += host.tables.furtherSessionsActivities
        furtherContainersActivities += host.tables.furtherContainersActivities
        report.sets.append(host.name)
        report.totals.events += tally.events
        for (type, count) in tally.recordsByType { recordsByType[type, default: 0] += count }
        for (key, count) in tally.eventsByKey { eventsByKey[key, default: 0] += count }
        for (index, file) in host.files.enumerated() {
            let whole = file.mapNames(host.account.wholeName)
            let name = isWhole ? whole.name : file.name
            add(whole, name: name, scan.sources[index], sha256: scan.digests[index])
        }
        report.coverage.problems += scan.problems
        report.coverage.notes += scan.notes
        if let note = Foreknowledge.note(untoldFiles: host.ending.untoldFiles) { report.coverage.notes.append(note) }
        if let note = NodeTrails.note(unfollowed: host.ending.unfollowed) { report.coverage.notes.append(note) }
        if host.ending.forgottenMatches > 0 {
            report.coverage.notes.append(
                "\(host.ending.forgottenMatches) groups of matches were forgotten before their time, so that detections "
                    + "which count matches may have missed some: \(CorrelationState.groupLimit) groups with "
                    + "\(CorrelationState.eventLimit) events are kept at most"
            )
        }
        for name in tally.ledgers.names where !name.isEmpty { nodes.insert(name) }
        let names = host.files.map { isWhole ? host.account.wholeName($0.name) : $0.name }
        coverage.add(scan, host.ending.coverage, of: names, at: place)
        noteLimits(of: tally)
    }

    private mutating func add(_ file: HostResult.File, name: String, _ tally: SourceTally, sha256: String?) {
        report.sources.append(
            Report.Source(
                set: report.sets.count - 1,
                name: name,
                path: file.outermostName,
                memberNames: file.memberNames,
                sha256: sha256,
                storedBytes: file.storedBytes,
                compression: file.storage,
                tally: tally
            )
        )
        if tally.records == 0, tally.lines > 0 { report.coverage.notes.append("\(name) holds no audit record") }
        report.totals.lines += tally.lines
        report.totals.records += tally.records
        report.totals.malformed += tally.malformed
        if let times = tally.times {
            report.period.from = min(report.period.from ?? .max, times.lowerBound)
            report.period.to = max(report.period.to ?? .min, times.upperBound)
        }
    }

    /// Says which limits of the scan were reached.
    private mutating func noteLimits(of tally: ScanTally) {
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
    }

    /// The report, complete.
    private mutating func finish(_ filter: ActivityFilter) -> Report {
        noteLimits()
        report.filter = filter
        if let since = filter.since { report.period.from = since }
        if let until = filter.until { report.period.to = until }
        report.nodes = nodes.sorted { $0.lexicographicallyPrecedes($1) }
        report.totals.recordsByType = sorted(recordsByType)
        report.totals.eventsByKey = sorted(eventsByKey).map { ($0.type, $0.count) }
        report.findings.sort { left, right in
            let (first, second) = (left.finding, right.finding)
            return first.stamp != second.stamp
                ? first.stamp < second.stamp : (first.detection, left.set) < (second.detection, right.set)
        }
        report.joinFindings()
        report.changes.sort { $0.stamp < $1.stamp }
        report.groupChanges.sort { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.coverage.rules.sort { ($0.milliseconds, $0.serial) < ($1.milliseconds, $1.serial) }
        report.containers.sort { ($0.times.lowerBound, $0.set) < ($1.times.lowerBound, $1.set) }
        coverage.fill(&report.coverage, sources: report.sources)
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
        if report.changesOmitted > 0 {
            report.coverage.notes.append(
                "the report lists a host's latest \(limits.edits) changes of Docker files, or \(limits.editBytes >> 20) MiB "
                    + "of text; \(report.changesOmitted) earlier ones are only counted by file and user"
            )
        }
        if furtherContainersActivities > 0 {
            report.coverage.notes.append(
                "the report lists at most \(limits.containers) containers of a host; "
                    + "\(furtherContainersActivities) activities are of further containers, which are not listed"
            )
        }
        if report.findingsOmitted > 0 {
            report.coverage.notes.append(
                "the report lists a host's \(limits.findings) gravest findings, or \(limits.findingBytes >> 20) MiB of text; "
                    + "\(report.findingsOmitted) of lower or equal level are not listed"
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
