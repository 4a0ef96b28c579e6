/// Tells what a list of loaded rules records of a place, whoever loaded them and however they were written.
///
/// The kernel asks the rules of a list in their order, and the first that matches decides: a `never` before an `always`
/// mutes it.
struct RuleCoverage {
    /// What is asked of one place.
    struct Answer {
        /// What is not recorded, in words; empty where all is.
        var gaps: [String] = []
        /// Which of the rules record it, by their place in the list.
        var coveredBy: [Int] = []
        /// A rule before them that mutes them, and whether it does so under any circumstances.
        var mutedBy: (index: Int, isWhole: Bool)?
        /// A rule on the same path that does not reach into the directory.
        var nameWatch: Int?

        var isWhole: Bool { gaps.isEmpty }
    }

    let rules: [AuditRule]
    let meanings: [RuleMeaning]
    let machine: AuditMachine

    init(rules: [AuditRule], machine: AuditMachine, canonical: ([UInt8]) -> [UInt8]) {
        self.rules = rules
        self.machine = machine
        meanings = rules.map { RuleMeaning($0, machine: machine, canonical: canonical) }
    }

    /// The first rule that means the same as a wanted one.
    func index(of wanted: RuleMeaning) -> Int? {
        meanings.firstIndex { $0.isSame(as: wanted) }
    }

    /// What the rules record of what a rule wants recorded.
    func answer(to wanted: RuleMeaning) -> Answer {
        var answer = Answer()
        let architectures = wanted.architecture.map { [$0] } ?? machine.architectures
        for architecture in architectures {
            let permissions: [AuditRule.Permissions?] = wanted.permissions?.single.map { $0 } ?? [nil]
            for permission in permissions {
                if let index = meanings.firstIndex(where: { covers($0, wanted, architecture, permission) }) {
                    if !answer.coveredBy.contains(index) { answer.coveredBy.append(index) }
                } else {
                    answer.gaps.append(gap(architecture, permission, architectures.count > 1))
                }
            }
        }
        answer.nameWatch = meanings.firstIndex { meaning in
            wanted.kind == .directory && meaning.kind == .file && meaning.path == wanted.path && wanted.path != nil
                && meaning.action == .always
        }
        if let first = answer.coveredBy.min() { answer.mutedBy = muting(wanted, before: first) }
        return answer
    }

    private func gap(_ architecture: UInt32, _ permission: AuditRule.Permissions?, _ isOneOfSome: Bool) -> String {
        let abi = isOneOfSome ? " of \(machine.name(of: architecture)) programs" : ""
        return switch permission {
        case .read?: "reading\(abi)"
        case .write?: "writing\(abi)"
        case .execute?: "execution\(abi)"
        case .attributes?: "changes of attributes\(abi)"
        default: "the calls\(abi)"
        }
    }

    private func covers(
        _ meaning: RuleMeaning,
        _ wanted: RuleMeaning,
        _ architecture: UInt32,
        _ permission: AuditRule.Permissions?
    ) -> Bool {
        guard meaning.action == .always, meaning.list == wanted.list,
            meaning.architecture == nil || meaning.architecture == architecture,
            meaning.others.isSubset(of: wanted.others), reaches(meaning, wanted)
        else { return false }
        guard let permission else {
            return meaning.permissions == nil && meaning.calls.isSuperset(of: wanted.calls)
        }
        return meaning.calls.isAll && meaning.permissions.map { $0.contains(permission) } ?? true
    }

    /// Whether a rule looks where another wants it to.
    private func reaches(_ meaning: RuleMeaning, _ wanted: RuleMeaning) -> Bool {
        guard let path = meaning.path else { return true }
        guard let wantedPath = wanted.path else { return false }
        if path == wantedPath {
            return meaning.kind == wanted.kind || meaning.kind == .unknown || wanted.kind == .unknown
                || meaning.kind == .directory
        }
        return meaning.kind != .file && wantedPath.isBelow(path)
    }

    /// A `never` rule that is asked before a place in the list.
    private func muting(_ wanted: RuleMeaning, before index: Int) -> (index: Int, isWhole: Bool)? {
        for (position, meaning) in meanings.enumerated() where meaning.action == .never {
            if meaning.list == .task, meaning.others.isEmpty { return (position, true) }
            guard meaning.list == wanted.list, position < index, overlaps(meaning, wanted) else { continue }
            let isWhole =
                meaning.others.isSubset(of: wanted.others) && meaning.calls.isSuperset(of: wanted.calls)
                && (meaning.architecture == nil || meaning.architecture == wanted.architecture)
                && (meaning.permissions == nil
                    || wanted.permissions.map { meaning.permissions?.isSuperset(of: $0) == true } ?? false)
            return (position, isWhole)
        }
        return nil
    }

    private func overlaps(_ meaning: RuleMeaning, _ wanted: RuleMeaning) -> Bool {
        guard reaches(meaning, wanted), meaning.calls.intersects(wanted.calls) else { return false }
        if let one = meaning.architecture, let other = wanted.architecture, one != other { return false }
        if let one = meaning.permissions, let other = wanted.permissions, one.isDisjoint(with: other) { return false }
        return true
    }
}

extension [UInt8] {
    /// Whether a path lies below another.
    func isBelow(_ directory: [UInt8]) -> Bool {
        starts(with: directory) && count > directory.count
            && (directory.last == UInt8(ascii: "/") || self[directory.count] == UInt8(ascii: "/"))
    }
}
