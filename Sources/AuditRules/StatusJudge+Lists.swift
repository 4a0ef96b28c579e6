import SystemPackage

extension StatusJudge {
    /// The recommendations of the CIS Docker benchmark (1.3 to 1.7) about auditing, with the paths they name.
    private static let recommendations: [(id: String, path: FilePath, isDirectory: Bool)] = [
        ("1.1.3", "/usr/bin/dockerd", false), ("1.1.4", "/run/containerd", false), ("1.1.5", "/var/lib/docker", true),
        ("1.1.6", "/etc/docker", true), ("1.1.7", "/usr/lib/systemd/system/docker.service", false),
        ("1.1.8", "/run/containerd/containerd.sock", false), ("1.1.9", "/usr/lib/systemd/system/docker.socket", false),
        ("1.1.10", "/etc/default/docker", false), ("1.1.11", "/etc/docker/daemon.json", false),
        ("1.1.12", "/etc/containerd/config.toml", false), ("1.1.13", "/etc/sysconfig/docker", false),
        ("1.1.14", "/usr/bin/containerd", false), ("1.1.15", "/usr/bin/containerd-shim", false),
        ("1.1.16", "/usr/bin/containerd-shim-runc-v1", false), ("1.1.17", "/usr/bin/containerd-shim-runc-v2", false),
        ("1.1.18", "/usr/bin/runc", false),
    ]

    /// How the benchmark's recommendations fare.
    func benchmark() -> [RuleStatus.Coverage] {
        Self.recommendations.map { id, path, isDirectory in
            let place = host.places(of: path).first ?? path
            let (verdict, why) = verdict(on: place, isDirectory: isDirectory)
            return RuleStatus.Coverage(name: id, what: place.string, verdict: verdict, why: why)
        }
    }

    /// How the nine lines of the hardening guides fare, word for word.
    func guides() -> [RuleStatus.Coverage] {
        SeedList.lines.map { line in
            let (verdict, why) = guide(line)
            return RuleStatus.Coverage(name: line.path.string, what: line.text, verdict: verdict, why: why)
        }
    }

    private func guide(_ line: SeedList.Line) -> (RuleStatus.Coverage.Verdict, String) {
        let isLoaded = coverage.rules.contains { $0.action == .always && $0.path == line.path.bytes }
        if host.files.resolved(line.path) == nil, SeedList.obsolete.contains(line.path) {
            let successor = line.successors.first { host.files.resolved($0) != nil }
            let obsolete = "the name is obsolete since Docker 18.09" + (isLoaded ? ": its rule never fires" : "")
            guard let successor else { return (.notApplicable, "\(obsolete); nothing of the kind is on this host") }
            let (verdict, why) = verdict(on: successor, isDirectory: false)
            let what = verdict == .covered ? "is watched" : verdict == .partly ? "is watched in part" : "is not watched"
            return (verdict, "\(obsolete); \(successor), its successor, \(what)\(why.isEmpty ? "" : "; \(why)")")
        }
        let isDirectory = ["/var/lib/docker", "/etc/docker"].contains(line.path)
        // The documents mean the data root where it really is.
        return verdict(
            on: isLoaded ? line.path : host.places(of: line.path).first ?? line.path,
            isDirectory: isDirectory
        )
    }

    /// What the rules record of one place, for writes and changes of attributes.
    private func verdict(on path: FilePath, isDirectory: Bool) -> (RuleStatus.Coverage.Verdict, String) {
        guard let canonical = host.files.canonical(path) else {
            return (.notApplicable, "\(path.removingLastComponent()) does not exist here, so no such rule loads")
        }
        var place = canonical
        var remark = ""
        if host.files.entry(canonical)?.kind == .link {
            guard let target = host.files.resolved(canonical) else { return (.not, "it is a link that leads nowhere") }
            remark = "a link to \(target): a watch on the link sees nothing"
            place = target
        }
        let rule = AuditRule(
            watch: place.bytes,
            isDirectory: isDirectory,
            permissions: [.write, .attributes],
            keys: []
        )
        let wanted = RuleMeaning(rule, machine: plan.machine)
        let answer = coverage.answer(to: wanted)
        func with(_ text: String) -> String { [text, remark].filter { !$0.isEmpty }.joined(separator: "; ") }
        if let muted = answer.mutedBy, muted.isWhole {
            return (.not, with("muted by \(text(coverage.rules[muted.index]))"))
        }
        if answer.isWhole {
            if let reason = answer.coveredBy.lazy.compactMap({ death(of: coverage.rules[$0]) }).first {
                return (.not, with(reason))
            }
            if host.files.entry(place) == nil {
                let isTree = answer.coveredBy.allSatisfy { coverage.rules[$0].path == place.bytes }
                let awaits = "it does not exist yet"
                if isDirectory, isTree { return (.not, with("\(awaits): a watch on its name would not see into it")) }
                return (.covered, with("\(awaits); the rule waits for it"))
            }
            let by = answer.coveredBy.filter { coverage.meanings[$0].path != place.bytes }
            return (
                .covered, with(by.isEmpty ? "" : "by \(by.map { text(coverage.rules[$0]) }.joined(separator: "; "))")
            )
        }
        if answer.nameWatch != nil {
            return (.not, with("the rule on it watches the bare name, and sees nothing inside the directory"))
        }
        if !answer.coveredBy.isEmpty {
            return (.partly, with("\(answer.gaps.joined(separator: ", ")) is not recorded"))
        }
        let below = Set(
            coverage.meanings.filter { $0.action == .always }.compactMap(\.path).filter { $0.isBelow(place.bytes) }
        )
        if isDirectory, !below.isEmpty {
            let names = below.map { String(decoding: $0, as: UTF8.self) }.sorted()
            return (
                .partly,
                with("not as a whole, but \(names.prefix(4).joined(separator: ", "))\(names.count > 4 ? " …" : "")")
            )
        }
        if host.files.entry(place) == nil { return (.notApplicable, "it does not exist here") }
        return (.not, with(""))
    }

    /// What is worth saying of disk and kernel, and what of it is drift.
    func surroundings() -> (notes: [String], drift: [String]) {
        var notes = plan.notes
        var drift: [String] = []
        if evidence.loaded == nil, evidence.directory != nil {
            notes.append("the kernel was not asked: the rules on disk are judged as if they were loaded")
        }
        if let kernel = evidence.kernel { about(kernel, &notes, &drift) }
        if let directory = evidence.directory { about(directory, &notes, &drift) }
        if evidence.loaded != nil, evidence.directory?.own == nil, evidence.directory != nil {
            notes.append("\(RulesDirectory.ownFile) does not exist: what is loaded is gone after the next boot")
        }
        return (notes, drift)
    }

    private func about(_ kernel: AuditStatus, _ notes: inout [String], _ drift: inout [String]) {
        if kernel.enabled == 0 {
            drift.append("auditing is off (enabled 0): nothing is recorded; auditd or auditctl -e 1 turns it on")
        }
        if kernel.isLocked {
            notes.append("the rules are locked until the next boot (enabled 2): what is installed now is loaded then")
        }
        if kernel.pid == 0 { notes.append("no audit daemon is connected (pid 0): records go to the kernel's log") }
        if kernel.lost > 0 {
            notes.append("\(kernel.lost) records were lost since boot: the backlog limit is \(kernel.backlogLimit)")
        }
        if kernel.rateLimit > 0 { notes.append("no more than \(kernel.rateLimit) records a second are let through") }
    }

    private func about(_ directory: RulesDirectory, _ notes: inout [String], _ drift: inout [String]) {
        for name in directory.unreadable { notes.append("\(RulesDirectory.folder)/\(name) could not be read") }
        for source in directory.sources {
            for error in source.content.errors.prefix(3) {
                notes.append("\(source.name), \(error): without -c, auditctl loads nothing behind it")
            }
        }
        let handmade = directory.handmadeLines
        if !handmade.isEmpty {
            notes.append(
                "\(RulesDirectory.generated) has \(handmade.count) lines that rules.d lacks, such as “\(handmade[0])”: they go when it is made anew"
            )
        }
        if !directory.pendingLines.isEmpty, directory.generated != nil {
            notes.append(
                "\(RulesDirectory.generated) is older than rules.d: augenrules makes it anew when auditd starts"
            )
        }
        guard let own = directory.own else { return }
        let wanted = plan.applicable.map { RuleMeaning($0.rule, machine: plan.machine) }
        let written = own.content.rules.map { RuleMeaning($0, machine: plan.machine) }
        let lacking = wanted.filter { rule in !written.contains { $0.isSame(as: rule) } }.count
        let extra = written.filter { rule in !wanted.contains { $0.isSame(as: rule) } }.count
        if lacking + extra > 0 {
            drift.append(
                "\(RulesDirectory.ownFile) lacks \(lacking) of the rules that this host should have and has \(extra) others: install writes it anew"
            )
        }
    }
}
