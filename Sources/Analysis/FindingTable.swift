import AuditRecords
import Detections

/// Findings, of which the gravest are kept where there are too many, and of those the latest.
struct FindingTable: Sendable {
    /// The findings; `sorted` gives them in order.
    private(set) var findings: [Finding] = []
    /// Findings that were not kept.
    private(set) var beyondLimit: UInt64 = 0

    private let limits: ActivityTables.Limits
    private var textBytes = 0
    private var bound = KeyBound<GravestFirst>()

    init(limits: ActivityTables.Limits) {
        self.limits = limits
    }

    /// Bytes of memory that the table holds, about.
    var heldBytes: Int { findings.capacity * MemoryLayout<Finding>.stride + textBytes }

    /// The findings by time, serial and detection.
    var sorted: [Finding] {
        findings.sorted { ($0.stamp, $0.detection, $0.last) < ($1.stamp, $1.detection, $1.last) }
    }

    /// Adds a finding.
    mutating func add(_ finding: Finding) {
        let key = GravestFirst(finding)
        let room = ActivityTables.Limits.room(limits.findings)
        let isFull =
            findings.count >= room
            || textBytes + finding.textBytes > ActivityTables.Limits.room(limits.findingBytes)
        if isFull, bound.admits(key) { prune() }
        guard bound.admits(key) else {
            beyondLimit += 1
            return
        }
        textBytes += finding.textBytes
        findings.append(finding, upTo: room)
    }

    /// Adds the findings of another part of the log.
    mutating func add(_ other: FindingTable) {
        if bound.fall(to: other.bound) { letGo() }
        for finding in other.findings { add(finding) }
        beyondLimit += other.beyondLimit
    }

    /// Cuts the table to its limits.
    mutating func prune() {
        guard findings.count > limits.findings || textBytes > limits.findingBytes else { return }
        let entries = findings.map { (key: GravestFirst($0), bytes: $0.textBytes) }
        bound.fall(for: entries, countLimit: limits.findings, byteLimit: limits.findingBytes)
        letGo()
    }

    /// Forgets the findings that the bound no longer admits.
    private mutating func letGo() {
        let kept = findings.map { bound.admits(GravestFirst($0)) }
        beyondLimit += UInt64(kept.count { !$0 })
        findings.keep(kept)
        textBytes = findings.reduce(0) { $0 + $1.textBytes }
    }
}

/// The highest level first, and of one level the latest.
private struct GravestFirst: Comparable, Sendable, Codable {
    let level: Level
    let stamp: Stamp

    init(_ finding: Finding) {
        level = finding.level
        stamp = finding.stamp
    }

    static func < (left: Self, right: Self) -> Bool {
        left.level != right.level ? left.level > right.level : left.stamp > right.stamp
    }
}

extension Finding {
    /// Bytes of its texts and its evidence, about.
    fileprivate var textBytes: Int {
        let container =
            actor.container.map {
                $0.id.count + $0.name.count + $0.image.count + $0.startedBy.count + $0.startedFrom.count
            } ?? 0
        let texts = [
            node, actor.login, actor.source, actor.user, process.executable, process.command, file, from, group,
        ]
        return texts.reduce(container + member.count + setting.count) { $0 + $1.count }
            + evidence.count * MemoryLayout<Finding.Evidence>.stride
            + consequences.count * MemoryLayout<Finding.Consequence>.stride
    }
}

extension FindingTable {
    private struct Saved: Codable {
        var findings: [Finding]
        var beyondLimit: UInt64
        var smallestRefused: GravestFirst?
    }

    func write(to writer: inout PartialWriter) {
        let saved = Saved(findings: sorted, beyondLimit: beyondLimit, smallestRefused: bound.smallestRefused)
        // `Encodable` lets types refuse, and none of these does; a reader refuses an empty text.
        writer.text((try? StateEncoder.bytes(of: saved)) ?? [])
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        self.init(limits: .host)
        let saved = try StateDecoder.value(of: Saved.self, from: PartialReader(try reader.slice()))
        bound = KeyBound(smallestRefused: saved.smallestRefused)
        beyondLimit = saved.beyondLimit
        for finding in saved.findings { add(finding) }
        guard findings.count == saved.findings.count, beyondLimit == saved.beyondLimit else {
            throw reader.invalid("there are more findings than are kept")
        }
    }
}
