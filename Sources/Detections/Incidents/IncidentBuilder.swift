import AuditRecords
import DockerActivity

/// Joins the findings of one host into incidents: those that share an event, a process, a container, a person or a file,
/// close in time.
///
/// Findings without a login user are never joined for having none, and root's only within one session, since several people
/// may work as root. Findings that a site expects belong to no story. Where steps of different people are joined, it is
/// through an event, a container, a file that one changed and the other used, or a group that one put the other into.
public struct IncidentBuilder {
    /// Milliseconds between two findings of a person.
    public static let personWindow: Int64 = 4 * 3_600_000
    /// Milliseconds between two findings of a process, whose number another one may have later.
    public static let processWindow: Int64 = 60_000
    /// Milliseconds between two findings on a file.
    public static let fileWindow: Int64 = 3_600_000
    /// Milliseconds between two findings of a container, of a group's new member, or on the same event; and how long after
    /// its first finding an incident takes others: after a day another one begins.
    public static let lengthLimit: Int64 = 24 * 3_600_000

    private let findings: [Finding]
    private var stories: IncidentStories
    private var latest: [IncidentKey: Mention] = [:]

    /// A finding that had a key.
    private struct Mention {
        var finding: Int
        var until: Int64
    }

    /// The incidents that findings of one host tell, in the order of their first findings.
    ///
    /// The findings are in order of time. A single finding is no incident, and one of level medium or above has to be
    /// among them.
    public static func incidents(of findings: [Finding]) -> [Incident] {
        var builder = IncidentBuilder(findings)
        for index in findings.indices where findings[index].acceptance.isEmpty { builder.add(index) }
        return builder.stories.groups().compactMap { builder.incident($0) }
    }

    private init(_ findings: [Finding]) {
        self.findings = findings
        stories = IncidentStories(findings)
    }

    private mutating func add(_ index: Int) {
        let finding = findings[index]
        for event in finding.evidence {
            let key = IncidentKey.event(source: event.source, line: event.line)
            join(index, key, by: .event)
            note(index, key, window: Self.lengthLimit)
        }
        if let container = finding.containerKey {
            join(index, container, by: .container)
            note(index, container, window: Self.lengthLimit)
        }
        if let starter = finding.startingContainerKey { join(index, starter, by: .starter) }
        addProcess(of: index)
        if let person = finding.personKey {
            join(index, person, by: .person)
            join(index, .member(node: finding.node, name: finding.personName), by: .member)
            note(index, person, window: Self.personWindow)
        }
        for member in finding.newMembers {
            note(index, .member(node: finding.node, name: Array(member)), window: Self.lengthLimit)
        }
        if let path = finding.sharedFile {
            let (changed, used) = (
                IncidentKey.changed(node: finding.node, path: path), IncidentKey.used(node: finding.node, path: path)
            )
            let isChange = finding.action.isChangeOfFile
            join(index, isChange ? used : changed, by: .file)
            if isChange { note(index, changed, window: Self.fileWindow) }
            note(index, used, window: Self.fileWindow)
        }
    }

    /// Joins what a process did to what its parent and its children did.
    private mutating func addProcess(of index: Int) {
        let node = findings[index].node
        if let number = findings[index].process.number {
            join(index, .process(node: node, number: number), by: .process)
            join(index, .child(node: node, of: number), by: .process)
            note(index, .process(node: node, number: number), window: Self.processWindow)
        }
        // What the first process started has nothing in common.
        if let parent = findings[index].process.parent, parent > 1 {
            join(index, .process(node: node, number: parent), by: .process)
            note(index, .child(node: node, of: parent), window: Self.processWindow)
        }
    }

    private mutating func join(_ index: Int, _ key: IncidentKey, by kind: Incident.Link.Kind) {
        guard let mention = latest[key], findings[index].stamp.milliseconds <= mention.until else { return }
        var link = Incident.Link(kind: kind, other: mention.finding, confidence: .certain)
        let starters = [mention.finding, index].compactMap { findings[$0].actor.container }
        if kind == .person, !starters.isEmpty { link.kind = .starter }
        if link.kind == .starter || kind == .member {
            link.confidence = starters.compactMap(\.confidence).max { $0.doubt < $1.doubt } ?? .certain
        }
        stories.join(index, by: link)
    }

    private mutating func note(_ index: Int, _ key: IncidentKey, window: Int64) {
        let finding = findings[index]
        // What a site does daily is one finding for the whole log: it keeps nothing together.
        let end = min(finding.last.milliseconds, finding.stamp.milliseconds + Self.lengthLimit)
        latest[key] = Mention(finding: index, until: max(end + window, latest[key]?.until ?? .min))
    }

    private func incident(_ members: [Int]) -> Incident? {
        let own = members.map { findings[$0] }
        guard members.count > 1, let first = own.first, let level = own.map(\.level).max(), level.isAlerting else {
            return nil
        }
        let title = own.first { $0.isChain } ?? own.first { $0.level == level } ?? first
        var hash = StableHash()
        hash.add(first.id.utf8.span)
        return Incident(
            id: "i." + hash.digits,
            title: title.title,
            level: level,
            first: first.stamp,
            last: own.map(\.last).max() ?? first.last,
            steps: members.map { index in
                let (basis, confidence) = findings[index].basis
                return Incident.Step(
                    finding: index,
                    link: stories.links[index],
                    basis: basis,
                    confidence: confidence
                )
            }
        )
    }
}

extension Confidence {
    /// The less sure one has more.
    fileprivate var doubt: Int {
        switch self {
        case .certain: 0
        case .likely: 1
        case .possible: 2
        }
    }
}
