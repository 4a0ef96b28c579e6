public import Detections
public import DockerActivity

/// Which activities are wanted.
///
/// What is empty or nil does not narrow; what is given must all hold. Of several in one list any may hold.
public struct ActivityFilter: Hashable, Sendable {
    /// Earliest and latest time, in milliseconds since 1970.
    public var since: Int64?
    /// As `since`, the latest.
    public var until: Int64?
    /// Login users.
    public var users: [UserPattern] = []
    /// Files: a path with all that lies below it, or a pattern, by the true path, the old one or the recorded name.
    public var paths: [FilterText] = []
    /// Files by the rows that a report counts them in: the true or old path, or below a data root what stands for it.
    public var files: [FilterText] = []
    /// Kinds of files, by the same rows.
    public var places: [DockerPlace] = []
    /// Files by inode.
    public var inodes: [InodePattern] = []
    /// Containers that acted.
    public var containers: [ContainerPattern] = []
    /// Addresses that the session's login came from.
    public var sources: [AddressPattern] = []
    /// Login sessions.
    public var sessions: [UInt32] = []
    /// Processes whose own activities and whose descendants' are wanted.
    public var trees: [UInt32] = []
    /// Actions.
    public var actions: [Action] = []
    /// Keys of the audit rule.
    public var keys: [FilterText] = []
    /// Serials.
    public var serials: [UInt64] = []
    /// Nodes; the empty one is that of records which name none.
    public var nodes: [FilterText] = []
    /// Sets of logs, by their names in the report.
    public var sets: [FilterText] = []
    /// The level of a finding that activities are part of.
    public var level: Level?
    /// Findings that activities are part of: their ids, or those of their detections or incidents.
    public var findings: [FilterText] = []
    /// Incidents of whose findings activities are part.
    public var incidents: [FilterText] = []

    /// A filter that lets everything through.
    public init() {}

    /// Whether it lets everything through.
    public var isEmpty: Bool {
        // Asked of each activity: this makes no other filter to compare with.
        since == nil && until == nil && users.isEmpty && paths.isEmpty && files.isEmpty && places.isEmpty
            && inodes.isEmpty && containers.isEmpty && sources.isEmpty && sessions.isEmpty && trees.isEmpty
            && actions.isEmpty && keys.isEmpty && serials.isEmpty && nodes.isEmpty && sets.isEmpty && !choosesFindings
    }

    /// Whether it asks for what only all findings together tell.
    public var choosesFindings: Bool { level != nil || !findings.isEmpty || !incidents.isEmpty }

    /// Whether a finding, of the incident with an id if of any, is one of those that activities have to be part of.
    func wants(_ finding: Finding, of incident: String?) -> Bool {
        if let level, finding.level < level { return false }
        func isAny(of texts: [FilterText], _ ids: [String?]) -> Bool {
            texts.isEmpty || ids.contains { id in id.map { id in texts.contains { $0.matches(id.utf8.span) } } == true }
        }
        return isAny(of: findings, [finding.id, finding.detection, incident]) && isAny(of: incidents, [incident])
    }

    /// Whether anything of a node is wanted.
    func admits(node: Span<UInt8>) -> Bool { nodes.isEmpty || nodes.contains { $0.matches(node) } }

    /// Whether activities of a set of logs are wanted.
    func wants(set name: String) -> Bool { sets.isEmpty || sets.contains { $0.matches(name.utf8.span) } }
}
