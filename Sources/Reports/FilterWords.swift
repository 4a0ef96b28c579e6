internal import Analysis
internal import Detections
internal import DockerActivity

/// The words that, behind `docktrail timeline`, list what a number of a report counts.
///
/// All in them can be seen, and each is one argument; a shell needs quotes around some.
struct FilterWords {
    /// Login users that are compared with each other for the shortest word that means one of them alone.
    private static let comparedLogins = 1000

    private let report: Report
    /// The short words of those login users that have one.
    private var shortWords: [Report.LoginName: String] = [:]

    init(_ report: Report, names: ReportNames) {
        self.report = report
        let logins = Set(report.users.map(\.login))
        if logins.count > Self.comparedLogins { return }
        for login in logins {
            let word = Self.exactly(names.login(login))
            let pattern = UserPattern(word)
            let meant = logins.filter { pattern.matches($0.id, $0.name.span, userName: names.name(ofUser:)) }
            if meant == [login] { shortWords[login] = word }
        }
    }

    /// The options with which the report itself was made.
    var ofReport: [String] { Self.words(report.filter) }

    /// What lists a user's acts on a file; nil for what is counted together beyond a limit.
    func words(of user: Report.FileUser, on entry: Report.FileEntry) -> [String]? {
        filter(of: user, on: entry).map(Self.words)
    }

    /// The same as a filter.
    func filter(of user: Report.FileUser, on entry: Report.FileEntry) -> ActivityFilter? {
        guard !entry.path.isEmpty, var filter = filter(entry.set, entry.node, user.login) else { return nil }
        filter.files = [FilterText(Self.exactly(entry.path))]
        filter.places = [entry.place]
        return filter
    }

    /// What lists a user's activities; nil for users beyond a limit.
    func words(of user: Report.UserEntry) -> [String]? { filter(user.set, user.node, user.login).map(Self.words) }

    /// What lists a container's activities; nil where its id is not known.
    func words(of container: Report.ContainerEntry) -> [String]? {
        guard container.id.count >= ContainerPattern.fewestDigits else { return nil }
        var filter = filter(container.set, container.node)
        filter.containers = [ContainerPattern(Self.exactly(container.id))]
        return Self.words(filter)
    }

    /// What lists the activities behind a finding.
    func words(of entry: Report.FindingEntry) -> [String] {
        var filter = filter(entry.set, entry.finding.node)
        filter.findings = [FilterText(entry.finding.id)]
        return Self.words(filter)
    }

    /// What lists the activities behind the findings of an incident.
    func words(of entry: Report.IncidentEntry) -> [String] {
        var filter = report.filter
        if report.sets.count > 1 { filter.sets = [FilterText(Self.exactly(Array(report.sets[entry.set].utf8)))] }
        filter.incidents = [FilterText(entry.incident.id)]
        return Self.words(filter)
    }

    private func filter(_ set: Int, _ node: [UInt8]) -> ActivityFilter {
        var filter = report.filter
        if !report.nodes.isEmpty { filter.nodes = [FilterText(Self.exactly(node))] }
        if report.sets.count > 1 { filter.sets = [FilterText(Self.exactly(Array(report.sets[set].utf8)))] }
        return filter
    }

    private func filter(_ set: Int, _ node: [UInt8], _ login: Report.LoginName) -> ActivityFilter? {
        guard let word = word(login) else { return nil }
        var filter = filter(set, node)
        filter.users = [UserPattern(word)]
        return filter
    }

    /// The word that means a login user and no other of the report's; nil for all beyond a limit.
    private func word(_ login: Report.LoginName) -> String? {
        if login.isFurther { return nil }
        return shortWords[login] ?? "uid:\(login.id.map(String.init) ?? ""):\(Self.exactly(login.name))"
    }

    // MARK: - Text

    /// The text of a filter that stands for some bytes and nothing else.
    static func exactly(_ bytes: [UInt8]) -> String {
        var word = ""
        var position = 0
        while position < bytes.count {
            let unit = TextUnit(in: bytes.span, at: position)
            let isOption = position == 0 && unit.scalar == "-"
            if let scalar = unit.scalar, !scalar.isHidden, !isOption {
                if scalar == "*" || scalar == "?" || scalar == "\\" { word += "\\" }
                word.unicodeScalars.append(scalar)
            } else {
                word += spelt(bytes[position..<position + unit.length])
            }
            position += unit.length
        }
        return word
    }

    private static func spelt(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { $0 < 16 ? "\\x0\(String($0, radix: 16))" : "\\x\(String($0, radix: 16))" }.joined()
    }

    /// A filter's options and their values, in the order in which `--help` lists them.
    static func words(_ filter: ActivityFilter) -> [String] {
        var words: [String] = []
        func add(_ option: String, _ values: [String]) {
            for value in values {
                let visible = visible(value)
                words += visible.hasPrefix("-") ? ["\(option)=\(visible)"] : [option, visible]
            }
        }
        add("--since", [filter.since].compactMap { $0.map(moment) })
        add("--until", [filter.until].compactMap { $0.map(moment) })
        add("--user", filter.users.map(\.text))
        add("--path", filter.paths.map(\.text))
        add("--file", filter.files.map(\.text))
        add("--class", filter.places.map(\.rawValue))
        add("--inode", filter.inodes.map(\.text))
        add("--container", filter.containers.map(\.text))
        add("--source", filter.sources.map(\.text))
        add("--session", filter.sessions.map { "\($0)" })
        add("--tree", filter.trees.map { "\($0)" })
        add("--key", filter.keys.map(\.text))
        add("--action", filter.actions.map(\.rawValue))
        add("--level", [filter.level].compactMap { $0?.rawValue })
        add("--finding", filter.findings.map(\.text))
        add("--incident", filter.incidents.map(\.text))
        add("--serial", filter.serials.map { "\($0)" })
        add("--node", filter.nodes.map(\.text))
        add("--set", filter.sets.map(\.text))
        return words
    }

    private static func moment(_ milliseconds: Int64) -> String {
        var output = OutputBuffer()
        TimeText.appendUTC(milliseconds, to: &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    /// A given text in which what cannot be seen is spelt, which a filter takes for the same.
    private static func visible(_ text: String) -> String {
        if !text.unicodeScalars.contains(where: \.isHidden) { return text }
        return text.unicodeScalars.map { $0.isHidden ? spelt(Array(String($0).utf8)[...]) : String($0) }.joined()
    }
}
