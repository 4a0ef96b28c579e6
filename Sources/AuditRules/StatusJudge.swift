import SystemPackage

/// Judges the rules found on a host, one by one.
struct StatusJudge {
    let plan: RulePlan
    let host: DockerHost
    let evidence: RuleStatus.Evidence
    /// The rules that are judged: the loaded ones, else those on disk.
    let coverage: RuleCoverage
    private let onDisk: RuleCoverage?
    private let own: Set<RuleMeaning>

    init(plan: RulePlan, host: DockerHost, evidence: RuleStatus.Evidence) {
        self.plan = plan
        self.host = host
        self.evidence = evidence
        let files = host.files
        let canonical: ([UInt8]) -> [UInt8] = { path in
            files.canonical(FilePath(String(decoding: path, as: UTF8.self)))?.bytes ?? path
        }
        let diskRules = evidence.directory?.rules
        coverage = RuleCoverage(rules: evidence.loaded ?? diskRules ?? [], machine: plan.machine, canonical: canonical)
        onDisk = diskRules.map { RuleCoverage(rules: $0, machine: plan.machine, canonical: canonical) }
        own = Set(
            (evidence.directory?.own?.content.rules ?? [])
                .map { RuleMeaning($0, machine: plan.machine, canonical: canonical) }
        )
    }

    private func meaning(_ rule: AuditRule) -> RuleMeaning {
        RuleMeaning(rule, machine: plan.machine)
    }

    private var isKernelKnown: Bool { evidence.loaded != nil }

    func entries() -> [RuleStatus.Entry] {
        var taken: Set<Int> = []
        var entries: [RuleStatus.Entry] = []
        for planned in plan.rules {
            let meaning = meaning(planned.rule)
            let index = planned.isApplicable ? coverage.index(of: meaning) : nil
            if let index { taken.insert(index) }
            let (state, why) = judge(planned, meaning, index)
            entries.append(
                RuleStatus.Entry(
                    rule: text(planned.rule),
                    state: state,
                    why: why,
                    cis: planned.cis,
                    isOnDisk: onDisk.map { $0.index(of: meaning) != nil },
                    isInKernel: isKernelKnown ? index != nil : nil
                )
            )
        }
        return entries + others(but: taken)
    }

    private func judge(_ planned: PlannedRule, _ meaning: RuleMeaning, _ index: Int?) -> (RuleStatus.State, String) {
        if case .notApplicable(let reason) = planned.place { return (.notApplicable, reason) }
        if planned.rule.action == .never {
            // An exception records nothing, so that there is nothing to be covered or muted.
            if let index, let reason = death(of: coverage.rules[index]) { return (.dead, reason) }
            return (index == nil ? .missing : .loaded, "")
        }
        let answer = coverage.answer(to: meaning)
        if let index {
            if let muted = answer.mutedBy, muted.isWhole {
                return (.shadowed, "muted by a rule before it: \(text(coverage.rules[muted.index]))")
            }
            if let reason = death(of: coverage.rules[index]) { return (.dead, reason) }
            return (.loaded, remarks(planned, meaning, answer, index))
        }
        if let name = answer.nameWatch, !answer.isWhole {
            return (.dead, "\(text(coverage.rules[name])) watches the bare name, and sees nothing inside the directory")
        }
        guard let first = answer.coveredBy.first else { return (.missing, "") }
        let by = text(coverage.rules[first])
        if !answer.isWhole { return (.different, "\(by) does not record \(answer.gaps.joined(separator: ", "))") }
        if let muted = answer.mutedBy, muted.isWhole {
            return (.shadowed, "muted by a rule before it: \(text(coverage.rules[muted.index]))")
        }
        if let reason = answer.coveredBy.lazy.compactMap({ death(of: coverage.rules[$0]) }).first {
            return (.dead, reason)
        }
        if answer.coveredBy.allSatisfy({ coverage.meanings[$0].keys.isSuperset(of: meaning.keys) }) {
            let isSamePlace = answer.coveredBy.allSatisfy { coverage.meanings[$0].path == meaning.path }
            let rules = answer.coveredBy.map { text(coverage.rules[$0]) }.joined(separator: "; ")
            return (.loaded, isSamePlace ? "written otherwise: \(rules)" : "recorded by \(rules)")
        }
        return (.different, "recorded without the key: \(by)")
    }

    /// What to say of a rule that is loaded as wanted.
    private func remarks(
        _ planned: PlannedRule,
        _ meaning: RuleMeaning,
        _ answer: RuleCoverage.Answer,
        _ index: Int
    ) -> String {
        var remarks: [String] = []
        if planned.place == .awaited { remarks.append("the file does not exist yet; the rule waits for it") }
        if let muted = answer.mutedBy {
            remarks.append("partly muted by a rule before it: \(text(coverage.rules[muted.index]))")
        }
        if let first = answer.coveredBy.min(), first < index, coverage.meanings[first].keys != meaning.keys {
            remarks.append("an earlier rule gives its events another key: \(text(coverage.rules[first]))")
        }
        return remarks.joined(separator: "; ")
    }

    /// Why a loaded rule watches nothing; nil where it does.
    func death(of rule: AuditRule) -> String? {
        guard let bytes = rule.path else { return nil }
        let path = FilePath(String(decoding: bytes, as: UTF8.self))
        guard let canonical = host.files.canonical(path) else {
            return "\(path.removingLastComponent()) is gone"
        }
        let entry = host.files.entry(canonical)
        if entry?.kind == .link { return "\(path) is a link, and a watch does not follow it" }
        guard rule.isOnDirectory else { return nil }
        guard let entry else { return "\(path) is gone, and a rule on a directory goes with it" }
        if entry.kind != .directory { return "\(path) is no directory any more" }
        if evidence.map?.isReplaced(canonical, on: host.files) == true {
            return
                "\(path) was made anew since the rules were loaded, and the rule stayed with the old one: install again"
        }
        return nil
    }

    /// Rules that no wanted one claims: obsolete ones of ours, and those of others.
    private func others(but taken: Set<Int>) -> [RuleStatus.Entry] {
        var entries: [RuleStatus.Entry] = []
        for (index, rule) in coverage.rules.enumerated() where !taken.contains(index) {
            let meaning = coverage.meanings[index]
            let isOwn = own.contains { $0.isSame(as: meaning) }
            entries.append(
                RuleStatus.Entry(
                    rule: text(rule),
                    state: isOwn ? .different : .foreign,
                    why: isOwn ? "installed earlier and not wanted any more: install removes it" : "",
                    cis: [],
                    isOnDisk: onDisk.map { $0.index(of: meaning) != nil },
                    isInKernel: isKernelKnown ? true : nil
                )
            )
        }
        return entries
    }

    func text(_ rule: AuditRule) -> String {
        String(decoding: rule.listed(machine: plan.machine), as: UTF8.self)
    }
}
