import SystemPackage

/// What has to be done so that the kernel has the wanted rules in the wanted order, and nothing of ours beside them.
///
/// Rules of others are never part of it.
public struct RuleChanges: Sendable {
    /// One step.
    public enum Step: Hashable, Sendable {
        /// A rule is added to the end of its list.
        case add(AuditRule)
        /// A rule that is loaded in the wrong place, or died, is removed and added again.
        case renew(old: AuditRule, new: AuditRule)
        /// A rule of ours that is not wanted any more is removed.
        case delete(AuditRule)
    }

    /// The steps in their order.
    public let steps: [Step]
    /// Wanted rules that somebody else has loaded, or writes into a file of theirs: they are not ours to remove.
    let shared: [AuditRule]

    /// Compares wanted rules with the kernel's, both in their order.
    ///
    /// `own` are rules that our files had until now, `foreign` those that other files have; `isDead` tells whether a loaded
    /// rule watches a directory that is there no more.
    init(
        wanted: [AuditRule],
        loaded: [AuditRule],
        own: [AuditRule],
        foreign: [AuditRule],
        machine: AuditMachine,
        isDead: (AuditRule) -> Bool
    ) {
        let wantedMeanings = wanted.map { RuleMeaning($0, machine: machine) }
        let loadedMeanings = loaded.map { RuleMeaning($0, machine: machine) }
        let ownMeanings = Set(own.map { RuleMeaning($0, machine: machine) })
        let foreignMeanings = Set(foreign.map { RuleMeaning($0, machine: machine) })
        // Where each wanted rule stands in the kernel; nil where it does not.
        let places = wantedMeanings.map { meaning in loadedMeanings.firstIndex { $0.isSame(as: meaning) } }
        func isOurs(_ meaning: RuleMeaning) -> Bool {
            ownMeanings.contains(meaning) && !foreignMeanings.contains(meaning)
        }

        var renewed = Set(wanted.indices.filter { places[$0] == nil })
        for index in wanted.indices where isOurs(wantedMeanings[index]) {
            if let place = places[index], isDead(loaded[place]) { renewed.insert(index) }
        }
        // A rule is added behind all others. What it must stand before, and is ours, has to be added again behind it.
        for index in wanted.indices {
            let isLate = (0..<index)
                .contains { earlier in
                    guard wantedMeanings[earlier].mustPrecede(wantedMeanings[index]) else { return false }
                    guard let place = places[index] else { return true }
                    return renewed.contains(earlier) || (places[earlier].map { $0 > place } ?? true)
                }
            if isLate, isOurs(wantedMeanings[index]) { renewed.insert(index) }
        }
        var steps: [Step] = []
        for index in wanted.indices where renewed.contains(index) {
            if let place = places[index] {
                steps.append(.renew(old: loaded[place], new: wanted[index]))
            } else {
                steps.append(.add(wanted[index]))
            }
        }
        for (place, meaning) in loadedMeanings.enumerated()
        where isOurs(meaning) && !wantedMeanings.contains(where: { $0.isSame(as: meaning) }) {
            steps.append(.delete(loaded[place]))
        }
        self.steps = steps
        shared = wanted.indices.filter { places[$0] != nil && !ownMeanings.contains(wantedMeanings[$0]) }
            .map { wanted[$0] }
    }
}

extension RuleMeaning {
    /// Whether it matters that this rule is asked before another one: both can match the same event.
    func mustPrecede(_ other: RuleMeaning) -> Bool {
        guard list == other.list, calls.intersects(other.calls) else { return false }
        if let one = architecture, let two = other.architecture, one != two { return false }
        if let one = permissions, let two = other.permissions, one.isDisjoint(with: two) { return false }
        guard keys != other.keys || action != other.action else { return false }
        guard let one = path, let two = other.path else { return action != other.action }
        return one == two || one.isBelow(two) || two.isBelow(one)
    }
}
