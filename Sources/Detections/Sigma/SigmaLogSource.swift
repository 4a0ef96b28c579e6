/// Which log a rule is for, and so what it looks at.
struct SigmaLogSource: Hashable, Sendable {
    /// What a rule looks at.
    enum View: String, Hashable, Sendable {
        /// One record at a time, with its fields as they are named in the log.
        case record
        /// One activity at a time, with docktrail's own fields.
        case activity
        /// One execution at a time, with Sigma's fields for processes.
        case processCreation = "process_creation"
        /// One change of a file at a time, with Sigma's fields for files.
        case fileEvent = "file_event"
    }

    /// The category of the rules that look at activities.
    static let ownCategory = "docker_host"
    /// The taxonomy that those rules' fields are of.
    static let ownTaxonomy = "docktrail"

    /// What the rule looks at.
    let view: View

    /// Reads the mapping under `logsource:`, and the name under `taxonomy:`.
    init(_ node: YAMLNode, taxonomy: String?) throws(DetectionError) {
        guard node.entries != nil else {
            throw DetectionError(line: node.line, reason: "\"logsource\" must be a mapping, and is \(node.kindName)")
        }
        let names = [node["product"], node["service"], node["category"]].map { $0?.text?.lowercased() }
        switch (names[0], names[1], names[2]) {
        case ("linux", "auditd", nil): view = .record
        case ("linux", "auditd", Self.ownCategory): view = .activity
        case ("linux", nil, View.processCreation.rawValue): view = .processCreation
        case ("linux", nil, View.fileEvent.rawValue): view = .fileEvent
        default:
            let keys = ["product", "service", "category"]
            let given = zip(keys, names).compactMap { key, name in name.map { "\(key): \($0)" } }
                .joined(separator: ", ")
            let reason =
                "docktrail does not read the log source {\(given)}: it reads {product: linux, service: auditd}, the same "
                + "with {category: \(Self.ownCategory)}, {product: linux, category: process_creation} and "
                + "{product: linux, category: file_event}"
            throw DetectionError(line: node.line, reason: reason)
        }
        let expected = view == .activity ? Self.ownTaxonomy : "sigma"
        guard taxonomy == expected || (taxonomy == nil && view != .activity) else {
            let reason = "rules for this log source need \"taxonomy: \(expected)\""
            throw DetectionError(line: node.line, reason: reason)
        }
    }
}
