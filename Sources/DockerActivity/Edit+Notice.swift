import AuditRecords

extension Edit {
    /// What is no act on a file, as an edit of one step: for judging it like others.
    public init(_ notice: Notice, of batch: borrowing ActivityBatch) {
        var activity = Activity(stamp: notice.stamp, action: .execute, evidence: notice.evidence)
        activity.node = notice.node
        activity.subject = notice.subject
        activity.outcome = notice.outcome
        activity.keys = notice.keys
        var own = ActivityBatch()
        own.append(activity, from: batch)
        self.init(own.activities[0], text: own.bytes)
    }

    /// An activity that is an edit by itself.
    init(_ activity: Activity, text: [UInt8]) {
        self.init(
            activity: activity,
            text: text,
            change: .act,
            last: activity.stamp,
            steps: 1,
            isRepetition: false
        )
        events = [Event(activity)]
        // No burst's: numbers of steps begin at 0, and never come near this.
        burst = Self.noBurst
    }

    /// The number of an edit that belongs to no burst.
    public static let noBurst: UInt64 = 1 << 35
}
