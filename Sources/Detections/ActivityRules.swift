import DockerActivity

/// The rules of a library that look at one activity at a time.
struct ActivityRules: Sendable {
    /// Calls `body` with the number of each detection that an activity matches.
    func matches(_ activity: Activity, of batch: borrowing ActivityBatch, _ body: (Int) -> Void) {}
}
