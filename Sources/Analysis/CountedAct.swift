import AuditRecords
import DockerActivity

/// What counting takes of an activity.
struct CountedAct {
    let stamp: Stamp
    let action: Action
    let outcome: Outcome
    let disposition: Disposition

    init(_ activity: Activity) {
        stamp = activity.stamp
        action = activity.action
        outcome = activity.outcome
        disposition = activity.disposition
    }

    init(_ act: UpkeepAct) {
        stamp = act.stamp
        action = act.action
        outcome = act.outcome
        disposition = .routine
    }
}
