import AuditRecords
import DockerActivity

/// A finding that further events may belong to.
struct Case: Sendable {
    /// What makes one finding.
    let story: DetectionCard.Story
    /// Whether all that concerns one image is one story, as long as the log is: what a site does daily.
    let isOfImage: Bool
    /// The finding as far as it is known.
    var finding: Finding
    /// The burst that its latest edit is of.
    var burst: UInt64
    /// Whether one of its edits is among what was asked for.
    var isWanted: Bool
    /// The latest time, in milliseconds since 1970.
    private(set) var latest: Int64
    /// What it is about, to see what follows from it.
    var watch = Watch()
    /// When nothing more belonged to it, in milliseconds since 1970.
    var closedAt: Int64 = 0

    init(_ finding: Finding, _ card: DetectionCard, on edit: Edit, isWanted: Bool) {
        story = card.story
        isOfImage = card.once == .image && !finding.image.isEmpty
        self.finding = finding
        burst = edit.burst
        self.isWanted = isWanted
        latest = edit.last.milliseconds
        add(edit.events)
        if isFollowed { watch.add(edit) }
    }

    /// Whether it matters what follows from it: it needs an explanation that nobody has given.
    private var isFollowed: Bool { finding.level.isAlerting && finding.acceptance.isEmpty && !isOfImage }

    /// Whether an edit tells more of the same.
    func isContinued(by edit: Edit, of finding: Finding) -> Bool {
        let gap = edit.activity.stamp.milliseconds - latest
        guard self.finding.node == finding.node, self.finding.acceptance == finding.acceptance else { return false }
        if isOfImage { return self.finding.image == finding.image && self.finding.file == finding.file }
        guard abs(gap) <= Self.patience(story) else { return false }
        if burst == edit.burst { return true }
        guard self.finding.actor.isSame(as: finding.actor) else { return false }
        switch story {
        case .edit:
            if self.finding.file == finding.file { return true }
            // What only sudo's record tells of one program and directory is one story.
            return self.finding.outcome == .claimed && finding.outcome == .claimed
                && self.finding.process.executable == finding.process.executable
                && (Self.directory(of: self.finding) == Self.directory(of: finding)
                    || self.finding.file[...] == Self.directory(of: finding))
        case .process: return false
        case .actor: return true
        }
    }

    /// Milliseconds after which the same is another story.
    private static func patience(_ story: DetectionCard.Story) -> Int64 {
        switch story {
        case .edit: 10 * 60_000
        case .process: 60_000
        case .actor: longestPatience
        }
    }

    /// The longest of them.
    static let longestPatience: Int64 = 30 * 60_000

    /// When nothing can belong to it any more, in milliseconds since 1970.
    var deadline: Int64 { isOfImage ? .max : latest + Self.patience(story) }

    /// Takes an edit that tells more of the same.
    mutating func add(_ edit: Edit, _ other: Finding, isWanted: Bool) {
        if edit.burst != burst { finding.count &+= 1 }
        burst = edit.burst
        self.isWanted = self.isWanted || isWanted
        if !other.file.isEmpty, other.file != finding.file {
            finding.files = max(finding.files, 1) + 1
            finding.hasTruePath = other.hasTruePath && (finding.hasTruePath || finding.file.isEmpty)
            finding.file = finding.file.isEmpty ? other.file : Self.commonDirectory(finding.file, other.file)
        }
        if finding.member.isEmpty { finding.member = other.member }
        if finding.group.isEmpty { finding.group = other.group }
        if other.outcome == .success { finding.outcome = .success }
        add(edit.events)
        if isFollowed { watch.add(edit) }
    }

    /// Takes events of what was done.
    mutating func add(_ events: [Edit.Event]) {
        for event in events {
            finding.stamp = min(finding.stamp, event.stamp)
            finding.last = max(finding.last, event.stamp)
            latest = max(latest, event.stamp.milliseconds)
        }
        cite(events)
    }

    /// Takes events that belong to it without being what was done: neither its time nor its id changes.
    mutating func cite(_ events: [Edit.Event]) {
        for event in events {
            let evidence = Finding.Evidence(event)
            // Several activities can rest on one event; it is cited once.
            if finding.evidence.contains(where: { $0.stamp == evidence.stamp && $0.line == evidence.line }) { continue }
            if finding.evidence.count < Finding.evidenceLimit {
                finding.evidence.append(evidence)
            } else {
                finding.evidenceOmitted &+= 1
            }
        }
    }

    /// The finding, complete.
    func closed() -> Finding {
        var finding = finding
        finding.consequences = watch.consequences
        finding.consequencesOmitted = watch.omitted
        finding.evidence.sort { ($0.stamp, $0.line) < ($1.stamp, $1.line) }
        return finding
    }

    private static func directory(of finding: Finding) -> ArraySlice<UInt8> {
        if finding.files > 1 { return finding.file[...] }
        return finding.file[..<(finding.file.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
    }

    /// The directory that two paths lie in, or that one of them is.
    private static func commonDirectory(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let parts = zip(left.split(separator: slash), right.split(separator: slash)).prefix { $0 == $1 }.map(\.0)
        return parts.isEmpty ? [slash] : parts.reduce(into: []) { $0 += [slash] + $1 }
    }
}

extension Finding.Evidence {
    init(_ event: Edit.Event) {
        stamp = event.stamp
        source = event.evidence.source
        line = event.evidence.line
    }
}

extension Finding.Actor {
    /// Whether it is the same person, or the same container.
    func isSame(as other: Self) -> Bool {
        guard let container, let others = other.container else {
            return self.container == nil && other.container == nil && loginID == other.loginID
        }
        return container.id == others.id && container.startedByID == others.startedByID
    }
}

extension Case: SavedState {
    /// Whether its times can be some.
    var isSound: Bool { Stamp.isTime(latest) && Stamp.isTime(closedAt) }
}
