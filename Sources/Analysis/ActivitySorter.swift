public import DockerActivity
import AuditRecords

/// Puts activities in order of time, serial and path as they stream by.
///
/// A log is almost in order, so a window is enough: of `2 × window` activities at hand, the earliest `window` are given
/// out. What comes later than that, as after a clock that was set back, is given out at once and counted.
public struct ActivitySorter: Sendable {
    /// How many activities are held back at least.
    public static let window = 8192
    /// Bytes of text that may be held back; beyond it fewer activities are.
    public static let bytesLimit = 32 << 20

    /// Activities that were given out behind later ones.
    public private(set) var outOfOrder: UInt64 = 0
    private var held = ActivityBatch()
    private var spare = ActivityBatch()
    private var order: [Int] = []
    private var last: Activity?

    /// A sorter that holds nothing.
    public init() {}

    /// Takes a batch's activities and gives out, in order, those that can go.
    public mutating func add(_ batch: borrowing ActivityBatch, give: (Activity, borrowing ActivityBatch) -> Void) {
        for activity in batch.activities {
            held.append(activity, from: batch)
            if held.activities.count >= 2 * Self.window || held.bytes.count >= Self.bytesLimit {
                release(keeping: held.activities.count / 2, give: give)
            }
        }
    }

    /// Gives out all that is held.
    public mutating func finish(give: (Activity, borrowing ActivityBatch) -> Void) {
        release(keeping: 0, give: give)
    }

    private mutating func release(keeping kept: Int, give: (Activity, borrowing ActivityBatch) -> Void) {
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: held.activities.indices)
        let batch = held
        order.sort { Self.precedes($0, $1, in: batch) }
        let leaving = order.count - kept
        for index in order.prefix(leaving) {
            let activity = held.activities[index]
            if let last, activity.stamp < last.stamp { outOfOrder += 1 }
            last = activity
            give(activity, held)
        }
        spare.removeAll()
        for index in order.dropFirst(leaving) { spare.append(held.activities[index], from: held) }
        swap(&held, &spare)
    }

    /// By time, serial and path; what is still equal stays in the order of the log.
    private static func precedes(_ left: Int, _ right: Int, in batch: ActivityBatch) -> Bool {
        let (first, second) = (batch.activities[left], batch.activities[right])
        if first.stamp != second.stamp { return first.stamp < second.stamp }
        let bytes = batch.bytes.span
        let order = compare(bytes, first.file?.path ?? ByteRange(), second.file?.path ?? ByteRange())
        return order != 0 ? order < 0 : left < right
    }

    private static func compare(_ bytes: Span<UInt8>, _ left: ByteRange, _ right: ByteRange) -> Int {
        for offset in 0..<min(left.count, right.count) {
            let difference = Int(bytes[Int(left.start) + offset]) - Int(bytes[Int(right.start) + offset])
            if difference != 0 { return difference }
        }
        return left.count - right.count
    }
}
