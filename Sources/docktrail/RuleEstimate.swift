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
        let timeline = LogAnalysis(logs).timeline()
        while let piece = timeline.next() {
            for run in piece.runs {
                for position in run.positions { Self.note(run.batch.activities[position], of: run.batch, in: &tally) }
            }
        }
        return (tally.counts, Messages.status(after: timeline.outcome()))
    }

    private static func note(_ activity: Activity, of batch: borrowing ActivityBatch, in tally: inout RuleTally) {
        guard let file = activity.file, let access = access(activity.action) else { return }
        let path = batch.bytes.span.extracting(file.path.indices)
        guard !path.isEmpty else { return }
        tally.note(time: activity.stamp.milliseconds, serial: activity.stamp.serial, path: path, access)
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
