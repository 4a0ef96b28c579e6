import SystemPackage

/// Puts a plan together, rule by rule.
struct RulePlanner {
    let host: DockerHost
    let machine: AuditMachine
    let form: RulePlanOptions.Form
    private(set) var rules: [PlannedRule] = []
    private var seen: Set<AuditRule> = []

    init(host: DockerHost, machine: AuditMachine, form: RulePlanOptions.Form) {
        self.host = host
        self.machine = machine
        self.form = form
    }

    private var files: HostFiles { host.files }

    /// Adds what becomes of a profile's rule on this host.
    mutating func add(_ wanted: ProfileRule) {
        guard let path = wanted.rule.path else { return add(withoutPath: wanted) }
        let first = FilePath(String(decoding: path, as: UTF8.self))
        var places = host.places(of: first)
        if places == [first], files.resolved(first) == nil {
            // The first of the other places that is there; the usual one where none is.
            if let other = wanted.facts.alternatives.map({ FilePath($0) }).first(where: { files.resolved($0) != nil }) {
                places = [other]
            }
        }
        for place in places { add(wanted, at: place, insteadOf: place == first ? nil : first) }
    }

    /// Adds a path that the administrator named.
    mutating func add(site path: String) {
        var facts = ProfileRule.Facts()
        facts.why = "A path of this site's own."
        facts.isDirectory = files.resolvedKind(of: path) == .directory
        let rule = AuditRule(
            watch: Array(path.utf8).withoutTrailingSlashes,
            isDirectory: facts.isDirectory,
            permissions: [.write, .attributes],
            keys: [Array(RulePlan.siteKey.utf8)]
        )
        add(ProfileRule(rule: rule, facts: facts), at: FilePath(path), insteadOf: nil)
    }

    /// Adds the certificates and keys that the engine's settings name, where no directory rule has them.
    mutating func addCertificates() {
        for engine in host.engines {
            for path in engine.certificates where !path.starts(with: "/etc/docker") {
                var facts = ProfileRule.Facts()
                facts.why = "A certificate or key that \(engine.configFile) names."
                facts.noise = "renewals"
                let rule = AuditRule(
                    watch: Array(path.string.utf8),
                    isDirectory: false,
                    permissions: [.write, .attributes],
                    keys: [Array("dkr-tls".utf8)]
                )
                add(ProfileRule(rule: rule, facts: facts), at: path, insteadOf: nil)
            }
        }
    }

    private mutating func add(withoutPath wanted: ProfileRule) {
        var place = PlannedRule.Place.present
        if wanted.rule.list == .ioUring, AuditNames.name(of: .ioUring) == nil {
            place = .notApplicable("the audit tools here do not know io_uring's list: their 3.1 does")
        }
        append(wanted.rule, wanted.facts, place, [], [])
    }

    private mutating func add(_ wanted: ProfileRule, at place: FilePath, insteadOf original: FilePath?) {
        var notes: [String] = []
        if let original { notes.append("here instead of \(original)") }
        let canonical = files.canonical(place)
        var path = canonical ?? place
        if let canonical, files.entry(canonical)?.kind == .link {
            guard let target = files.resolved(canonical) else {
                let reason = "\(place) is a link that leads nowhere"
                return append(wanted, at: path, .notApplicable(reason), original ?? place, notes)
            }
            notes.append("\(canonical) is a link, and a watch on a link sees nothing: the file behind it is watched")
            path = target
        }
        let state = state(of: path, hasParent: canonical != nil, wanted.facts)
        append(wanted, at: path, state, original ?? place, notes)
    }

    private func state(of path: FilePath, hasParent: Bool, _ facts: ProfileRule.Facts) -> PlannedRule.Place {
        if path == "/" {
            return .notApplicable("the root directory cannot be watched: all of the host would be recorded")
        }
        if path.length >= AuditRule.pathLimit || !path.isAbsolute {
            return .notApplicable("a path must begin with / and be shorter than \(AuditRule.pathLimit) bytes")
        }
        if path.bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            return .notApplicable("the name has control characters, which no rules file can hold")
        }
        if files.isClosed(path) {
            return .notApplicable(
                "a directory on the way is closed to you: plan as root to know whether \(path) is there"
            )
        }
        if files.entry(path) != nil { return .present }
        if !hasParent {
            return .notApplicable("\(path.removingLastComponent()) does not exist here")
        }
        if facts.onlyIfPresent { return .notApplicable("\(path) does not exist here") }
        if facts.isDirectory {
            return .notApplicable(
                "\(path) does not exist yet, and a watch on its bare name would not see into it: install again once it does"
            )
        }
        return .awaited
    }

    private mutating func append(
        _ wanted: ProfileRule,
        at path: FilePath,
        _ place: PlannedRule.Place,
        _ original: FilePath,
        _ notes: [String]
    ) {
        var facts = wanted.facts
        // What was meant as a directory may be a file here; a rule on a tree needs one.
        if facts.isDirectory, let kind = files.entry(path)?.kind, kind != .directory { facts.isDirectory = false }
        var rule = wanted.rule
        rule.fields = rule.fields.map { field in
            guard field.code == .path || field.code == .directory else { return field }
            return AuditRule.Field(
                facts.isDirectory ? .directory : .path,
                .equal,
                .text(path.bytes)
            )
        }
        // The guides ask for changes, not for executions.
        let answers = rule.permissions?.contains(.write) == true ? SeedList.answers(to: [original, path]) : []
        for rule in inForm(rule) { append(rule, facts, place, answers, notes) }
    }

    private func inForm(_ rule: AuditRule) -> [AuditRule] {
        guard form == .syscall, rule.isWatch else { return [rule] }
        return machine.architectures.map { architecture in
            var rule = rule
            rule.fields.insert(AuditRule.Field(.architecture, .equal, .number(architecture)), at: 0)
            return rule
        }
    }

    private mutating func append(
        _ rule: AuditRule,
        _ facts: ProfileRule.Facts,
        _ place: PlannedRule.Place,
        _ answers: [String],
        _ notes: [String]
    ) {
        // An ABI that the machine does not have.
        if let architecture = rule.architecture, !machine.architectures.contains(architecture) { return }
        guard seen.insert(rule).inserted else { return }
        rules.append(
            PlannedRule(
                rule: rule,
                place: place,
                line: String(decoding: rule.line(isOnDirectoryItself: isOnDirectoryItself(rule)), as: UTF8.self),
                why: facts.why,
                cis: facts.cis,
                answers: answers,
                noise: facts.noise,
                notes: notes,
                isWholeTree: facts.isWholeTree
            )
        )
    }

    /// Whether a rule watches a directory and not what lies in it: `-w` cannot say that.
    private func isOnDirectoryItself(_ rule: AuditRule) -> Bool {
        guard !rule.isOnDirectory, let path = rule.path else { return false }
        return files.resolvedKind(of: String(decoding: path, as: UTF8.self)) == .directory
    }
}

extension FilePath {
    /// The path's bytes.
    var bytes: [UInt8] { Array(string.utf8) }
}
