import AuditEvents
import AuditRecords

/// Follows what the log can tell: when auditd ran, when the kernel audited, which places its rules watched.
///
/// Takes activities and notices in order of time, those of each node by themselves. What it concludes:
/// - auditd was off from DAEMON_END to the next DAEMON_START, and from an unknown moment to a DAEMON_START that follows
///   another; not where the machine started anew meanwhile.
/// - Nothing was audited from `audit_enabled=0` to the kernel's next event, since no record says that auditing began again.
/// - What `WatchedPlaces` says of rules.
struct CoverageTrail: Sendable, Codable {
    /// Nodes that are told apart; what further ones did is not followed.
    static let nodesLimit = 1024
    /// Gaps that are kept; further ones are counted.
    static let gapsLimit = 4096
    /// How long after auditd a machine's start is put on record at most, in milliseconds.
    static let bootTime: Int64 = 300_000
    /// How long after another rule was refused a refusal belongs to the same loading, in milliseconds.
    static let loadingTime: Int64 = 10_000

    private var nodes: [[UInt8]: NodeCoverage] = [:]
    private(set) var gaps: [CoverageGap] = []
    /// Gaps beyond the limit.
    private(set) var omitted: UInt64 = 0
    /// The node met last, whose coverage is taken out of `nodes` as long as events are its.
    private var latest: [UInt8]?
    private var present = NodeCoverage()

    /// Takes an activity, whose file is known as far as it will be.
    mutating func note(_ activity: Activity, in bytes: Span<UInt8>) {
        if activity.looksLikeUpkeep { return }
        let mark = RecordMark(stamp: activity.stamp, source: activity.evidence.source, line: activity.evidence.line)
        guard turn(to: activity.node, in: bytes) else { return }
        switch activity.action {
        case .auditDaemonStart: noteStart(mark)
        case .auditDaemonStop: noteStop(mark)
        case .auditDisable where activity.outcome != .failure:
            noteEvent(mark)
            present.auditOff = mark
        case .auditRuleAdd, .auditRuleRemove:
            noteEvent(mark)
            noteRule(activity, mark, in: bytes)
        default:
            if activity.isDaemonsWord { return }
            noteEvent(mark)
            if let file = activity.fileOfRule { present.places.note(activity, file, in: bytes) }
            if activity.outcome == .claimed, activity.group != nil { noteClaim(mark) }
        }
    }

    /// Takes what has to be known besides.
    mutating func note(_ notice: Notice, of batch: borrowing ActivityBatch) {
        let bytes = batch.bytes.span
        let mark = RecordMark(stamp: notice.stamp, source: notice.evidence.source, line: notice.evidence.line)
        guard turn(to: notice.node, in: bytes) else { return }
        if notice.kind == .boot {
            noteBoot(mark)
            return
        }
        noteEvent(mark)
        if notice.kind == .sighting, notice.loadsRule {
            present.places.note(loading: batch.items[notice.items.indices], at: notice.stamp, in: bytes)
        }
        if notice.kind == .fact, notice.fact == .clockSet { noteClock(notice, mark, in: bytes) }
    }

    /// What was found, if no more events come.
    func finished() -> CoverageFindings {
        var found = CoverageFindings(gaps: gaps, omitted: omitted)
        var nodes = nodes
        if let latest { nodes[latest] = present }
        for (name, node) in nodes.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            if var gap = node.openGap {
                gap.node = name
                found.gaps.append(gap)
            }
            found.places += node.places.places.map { place in
                var place = place
                place.node = name
                return place
            }
            found.placesOmitted += node.places.omitted
        }
        return found
    }

    /// Makes an event's node the present one; false if there are too many.
    private mutating func turn(to node: ByteRange, in bytes: Span<UInt8>) -> Bool {
        if let latest, latest.span.holdsSame(as: bytes.extracting(node.indices)) { return true }
        let name = [UInt8](copying: bytes.extracting(node.indices))
        guard nodes[name] != nil || nodes.count < Self.nodesLimit else { return false }
        if let latest { nodes[latest] = present }
        present = nodes[name] ?? NodeCoverage()
        nodes[name] = present
        latest = name
        return true
    }

    private mutating func add(_ gap: CoverageGap) {
        guard gaps.count < Self.gapsLimit else {
            omitted += 1
            return
        }
        var gap = gap
        gap.node = latest ?? []
        gaps.append(gap)
    }
}

// MARK: - auditd and the kernel

extension CoverageTrail {
    /// Takes an event of the kernel: it audits.
    private mutating func noteEvent(_ mark: RecordMark) {
        if let off = present.auditOff, mark.stamp > off.stamp {
            var gap = CoverageGap(.auditOff, at: off)
            gap.end(at: mark)
            add(gap)
            present.auditOff = nil
        }
        present.latest = mark
    }

    private mutating func noteStart(_ mark: RecordMark) {
        if let stop = present.stop {
            var gap = CoverageGap(.daemonEnded, at: stop)
            gap.end(at: mark)
            add(gap)
        } else if present.start != nil, let latest = present.latest {
            var gap = CoverageGap(.daemonKilled, at: latest)
            gap.end(at: mark)
            add(gap)
        }
        present.latestBeforeStart = present.latest
        present.start = mark
        present.stop = nil
    }

    private mutating func noteStop(_ mark: RecordMark) {
        present.stop = mark
    }

    /// Takes that the machine started anew, of which auditd's own start is the first that the log tells.
    private mutating func noteBoot(_ mark: RecordMark) {
        let start = present.start.flatMap { start in
            mark.stamp.milliseconds - start.stamp.milliseconds < Self.bootTime ? start : nil
        }
        if let start {
            gaps.removeAll { gap in
                gap.kind.isOfDaemon && gap.node == latest && gap.evidence.last == start
            }
        }
        let began = start?.stamp.milliseconds ?? mark.stamp.milliseconds
        let before = start == nil ? present.latest : present.latestBeforeStart
        present.places.restart(at: began, after: before?.stamp.milliseconds ?? began)
        present.auditOff = nil
        if start == nil { present.start = nil }
        present.stop = nil
        noteEvent(mark)
    }

    private mutating func noteClock(_ notice: Notice, _ mark: RecordMark, in bytes: Span<UInt8>) {
        guard let distance = notice.clockStep(in: bytes), notice.outcome != .failure else { return }
        var gap = CoverageGap(.clockSet, at: mark)
        gap.to = gap.from
        gap.distance = distance
        add(gap)
    }

    private mutating func noteClaim(_ mark: RecordMark) {
        var gap = CoverageGap(.unconfirmedClaim, at: mark)
        gap.to = gap.from
        add(gap)
    }
}

// MARK: - Rules

extension CoverageTrail {
    private mutating func noteRule(_ activity: Activity, _ mark: RecordMark, in bytes: Span<UInt8>) {
        guard let audit = activity.audit else { return }
        let key = [UInt8](copying: bytes.extracting(audit.key.indices))
        if activity.outcome == .failure {
            if activity.action == .auditRuleAdd { noteRefusal(mark, key) }
            return
        }
        let order = RuleOrder(activity, audit, in: bytes)
        if activity.action == .auditRuleAdd {
            present.places.add(key: key, path: order.path, at: mark.stamp)
            endDeath(of: key, order.path, at: mark)
        } else {
            present.places.remove(key: key, path: order.path, at: mark.stamp)
            if activity.subject.process == nil, activity.subject.loginID == nil { noteDeath(key, order.path, mark) }
        }
    }

    private mutating func noteRefusal(_ mark: RecordMark, _ key: [UInt8]) {
        if let last = gaps.indices.last, gaps[last].kind == .rulesRefused, gaps[last].node == latest,
            mark.stamp.milliseconds - (gaps[last].to ?? gaps[last].from) <= Self.loadingTime
        {
            gaps[last].count += 1
            gaps[last].to = mark.stamp.milliseconds
            return
        }
        var gap = CoverageGap(.rulesRefused, at: mark)
        gap.to = gap.from
        gap.key = key
        add(gap)
    }

    private mutating func noteDeath(_ key: [UInt8], _ path: [UInt8]?, _ mark: RecordMark) {
        var gap = CoverageGap(.ruleDied, at: mark)
        gap.key = key
        gap.path = path ?? []
        add(gap)
    }

    /// Takes that a rule was loaded that may be one that had died.
    private mutating func endDeath(of key: [UInt8], _ path: [UInt8]?, at mark: RecordMark) {
        let dead = gaps.indices.last { index in
            gaps[index].kind == .ruleDied && gaps[index].to == nil && gaps[index].node == latest
                && gaps[index].key == key && (path == nil || gaps[index].path.isEmpty || gaps[index].path == path)
        }
        if let dead { gaps[dead].end(at: mark) }
    }
}

extension CoverageTrail: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool {
        gaps.count <= Self.gapsLimit && omitted < 1 << 48 && nodes.count <= Self.nodesLimit
    }
}

extension Activity {
    /// Whether auditd wrote it by itself: that tells nothing of the kernel.
    fileprivate var isDaemonsWord: Bool {
        action == .auditLogRotate || action == .auditSetting && audit?.setting.isEmpty != false
    }

    /// The file that a rule watches, if the activity is on record because of that: rules about executions, reading and mounts
    /// are others.
    fileprivate var fileOfRule: FileFacts? {
        guard systemCall != nil, let file, !file.path.isEmpty, file.resolvedBy != .unresolved, file.place != .other
        else {
            return nil
        }
        switch action {
        case .execute, .openRead, .mount, .umount, .bind: return nil
        default: return file
        }
    }
}

extension Notice {
    /// By how many milliseconds the clock was moved; nil where it is less than a second, or not known.
    fileprivate func clockStep(in bytes: Span<UInt8>) -> Int64? {
        let text = bytes.extracting(object.indices)
        guard text.count > 0 else { return nil }
        let isNegative = text[0] == UInt8(ascii: "-")
        var position = isNegative ? 1 : 0
        guard let seconds = text.decimal(at: &position, end: text.count), seconds > 0, seconds < 1 << 40 else {
            return nil
        }
        return Int64(seconds) * (isNegative ? -1000 : 1000)
    }
}
