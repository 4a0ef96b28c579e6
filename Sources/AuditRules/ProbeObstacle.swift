/// Why a rule cannot be probed.
struct ProbeObstacle: Error, Equatable {
    /// The reason, as a sentence without an end.
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
