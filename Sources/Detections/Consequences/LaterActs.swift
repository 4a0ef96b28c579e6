import AuditRecords

/// Acts that wait until it is known what the findings of their time are about.
///
/// A finding is made only when an edit is complete, or when rules that were removed have not been loaded again
/// (`RemovedRules.patience`): by then acts that follow from it may have passed.
struct LaterActs: Sendable {
    /// Milliseconds that an act waits.
    static let wait: Int64 = 2 * RemovedRules.patience
    /// Acts that wait; of more the first goes before its time.
    static let limit = 512

    private var waiting: [LaterAct] = []
    /// How many of them stand up to the last one that a finding may be about.
    private var settledUses = 0

    /// Takes an act; what repeats a use since the last change of anything is left out, since the first one counts.
    mutating func add(_ act: LaterAct) {
        if act.kind.isUse {
            let isRepeated = waiting[settledUses...]
                .contains {
                    $0.kind == act.kind && $0.name == act.name && $0.actor.isSame(as: act.actor)
                }
            if isRepeated { return }
        }
        waiting.append(act)
        if !act.kind.isUse { settledUses = waiting.count }
    }

    /// Takes out the acts that have waited long enough at a time, in milliseconds since 1970, in order.
    mutating func due(at time: Int64) -> [LaterAct] {
        if waiting.isEmpty { return [] }
        let young = waiting.firstIndex { time < .max && $0.event.stamp.milliseconds > time - Self.wait }
        return takeFirst(young ?? waiting.count)
    }

    /// Takes out the first acts where there are too many, several at a time, since what stays has to be moved.
    mutating func excess() -> [LaterAct] {
        waiting.count > Self.limit ? takeFirst(Self.limit / 4) : []
    }

    private mutating func takeFirst(_ count: Int) -> [LaterAct] {
        let first = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        settledUses = max(0, settledUses - count)
        return first
    }
}

extension LaterActs: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool { waiting.count <= Self.limit && (0...waiting.count).contains(settledUses) }
}
