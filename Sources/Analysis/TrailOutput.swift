import Detections
import DockerActivity

/// What a host's trail gives its results to, as soon as it has them.
protocol TrailOutput {
    /// Takes a judged activity.
    mutating func add(_ activity: Activity, of batch: borrowing ActivityBatch)
    /// Takes a complete edit, whose steps were taken before.
    mutating func add(_ edit: Edit)
    /// Takes what became known of a login session.
    mutating func add(_ session: LoginSession)
    /// Takes a finding.
    mutating func add(_ finding: Finding)
    /// Takes that the steps of an edit, which were taken before, are part of a finding.
    mutating func add(_ verdict: Verdicts.Verdict)
}

extension ActivityTables: TrailOutput {
    mutating func add(_ verdict: Verdicts.Verdict) {
        if verdict.makesSuspicious { markSuspicious(verdict.edit) }
    }
}
