/// The highest process number that was seen lately.
///
/// The kernel gives numbers out in ascending order until it begins anew at the highest (pid_max, proc(5)), so that a process with a higher
/// number than all that were seen before is a younger one.
struct NumberClock: Sendable, Codable {
    /// Milliseconds after which a number counts no more, once or twice: after it numbers may have begun anew.
    static let window: Int64 = 60_000

    private var current: UInt32 = 0
    private var previous: UInt32 = 0
    private var windowStart = Int64.min

    /// A process acted.
    mutating func note(_ number: UInt32, at time: Int64) {
        if time >= windowStart &+ Self.window || windowStart == .min {
            previous = windowStart != .min && time < windowStart &+ 2 * Self.window ? current : 0
            current = 0
            windowStart = time
        }
        current = max(current, number)
    }

    /// The highest number; nil where none was seen lately.
    func highest(at time: Int64) -> UInt32? {
        guard windowStart != .min, time < windowStart &+ 2 * Self.window else { return nil }
        let highest = max(current, previous)
        return highest == 0 ? nil : highest
    }
}
