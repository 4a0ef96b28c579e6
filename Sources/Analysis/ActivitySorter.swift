import AuditRecords
import DockerActivity

/// Puts activities in order of time, serial and path as they stream by.
///
/// A log is almost in order, so a window is enough: of `2 × window` activities at hand, the earliest `window` are given
/// out. What comes later than that, as after a clock that was set back, is given out at once and counted.
struct ActivitySorter {
    /// How many activities are held back at least.
    static let window = 2048
    /// Bytes of text that may be held back; beyond it fewer activities are.
    static let bytesLimit = 32 << 20

    /// Activities that were given out behind later ones.
    private(set) var outOfOrder: UInt64 = 0
    /// What is held back.
    private(set) var held: [ActivityEntry] = []
    private var heldBytes = 0
    private var last: Stamp?

    /// Takes the next activity in the order of the log, and gives out, in order, those that can go.
    mutating func add(_ entry: ActivityEntry, on shelf: ActivityShelf, give: (ActivityEntry) -> Void) {
        held.append(entry)
        heldBytes += entry.textBytes
        if held.count >= 2 * Self.window || heldBytes >= Self.bytesLimit {
            release(held.count - held.count / 2, on: shelf, give)
        }
    }

    /// Takes back what was held when the log was left.
    mutating func restore(_ entry: ActivityEntry) {
        held.append(entry)
        heldBytes += entry.textBytes
    }

    /// Gives out all that is held.
    mutating func finish(on shelf: ActivityShelf, give: (ActivityEntry) -> Void) {
        release(held.count, on: shelf, give)
    }

    private mutating func release(_ count: Int, on shelf: ActivityShelf, _ give: (ActivityEntry) -> Void) {
        held.sort { shelf.isBefore($0, $1) }
        for entry in held[..<count] {
            if let last, entry.stamp < last { outOfOrder += 1 }
            last = entry.stamp
            heldBytes -= entry.textBytes
            give(entry)
        }
        held.removeFirst(count)
    }
}
