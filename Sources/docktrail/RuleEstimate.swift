import Analysis
import ArgumentParser
import AuditRecords
import AuditRules
import DockerActivity

/// Counts what a plan's rules would have recorded of existing logs.
struct RuleEstimate {
    private let plan: RulePlan

    init(_ plan: RulePlan) {
        self.plan = plan
    }

    /// One number for each rule of the plan, and the exit status of the reading.
    func count(_ logs: [String]) -> ([UInt64], ExitCode) {
        var tally = RuleTally(plan)
        let outcome = LogAnalysis(logs)
            .timeline { position, batch in
                let activity = batch.activities[position]
                guard let file = activity.file, let access = Self.access(activity.action) else { return }
                let path = batch.bytes.span.extracting(file.path.indices)
                guard !path.isEmpty else { return }
                tally.note(
                    time: activity.stamp.milliseconds,
                    serial: activity.stamp.serial,
                    path: path,
                    access
                )
            }
        return (tally.counts, Messages.status(after: outcome))
    }

    private static func access(_ action: Action) -> RuleTally.Access? {
        switch action {
        case .openWrite, .create, .delete, .rename, .symlink, .mkdir, .rmdir, .mknod, .truncate, .bind:
            .permission(.write)
        case .link: .permission([.write, .attributes])
        case .chmod, .chown, .setxattr, .removexattr: .permission(.attributes)
        case .openRead: .permission(.read)
        case .execute: .permission(.execute)
        case .connect: .connection
        default: nil
        }
    }
}
