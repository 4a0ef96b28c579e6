import AuditRecords
import DockerActivity

/// Activities that nobody changes any more, shared by all who still have to give some of them out.
final class SharedActivities: Sendable {
    let batch: ActivityBatch

    init(_ batch: consuming ActivityBatch) { self.batch = batch }
}

/// Where one activity lies, with what puts it into order.
struct ActivityEntry: Sendable {
    /// Time and serial of its event.
    let stamp: Stamp
    /// The source and the line that it rests on.
    let source: UInt32
    let line: UInt64
    /// Bytes of its text.
    let textBytes: Int
    /// The number of its batch on the shelf, and its place in it.
    let batch: Int
    let position: Int

    /// Whether its line stands before another's; activities of one line stay in their order.
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        if left.source != right.source { return left.source < right.source }
        return left.line != right.line ? left.line < right.line : left.position < right.position
    }
}

/// The batches of which some activity has still to be given out.
struct ActivityShelf {
    private var batches: [(activities: SharedActivities, left: Int)] = []
    /// The number of the first batch that is still there.
    private var first = 0

    /// The batch with a number, which has to be there still.
    subscript(_ number: Int) -> SharedActivities { batches[number - first].activities }

    /// Puts a batch onto the shelf, and gives an entry for each of its activities.
    mutating func add(_ batch: consuming ActivityBatch, each body: (ActivityEntry) -> Void) {
        guard !batch.activities.isEmpty else { return }
        let shared = SharedActivities(batch)
        let activities = shared.batch.activities
        for position in activities.indices {
            body(
                ActivityEntry(
                    stamp: activities[position].stamp,
                    source: activities[position].evidence.source,
                    line: activities[position].evidence.line,
                    textBytes: activities[position].textBytes,
                    batch: first + batches.count,
                    position: position
                )
            )
        }
        batches.append((shared, activities.count))
    }

    /// Takes an entry's batch for giving it out; the shelf lets go of batches as soon as none before them is needed.
    mutating func take(_ entry: ActivityEntry) -> SharedActivities {
        let activities = batches[entry.batch - first].activities
        batches[entry.batch - first].left -= 1
        while let oldest = batches.first, oldest.left == 0 {
            batches.removeFirst()
            first += 1
        }
        return activities
    }

    /// By time, serial and path; what is still equal stays in the order of the log.
    func isBefore(_ left: ActivityEntry, _ right: ActivityEntry) -> Bool {
        if left.stamp != right.stamp { return left.stamp < right.stamp }
        let order = compare(left, right)
        return order != 0 ? order < 0 : ActivityEntry.isBefore(left, right)
    }

    private func compare(_ left: ActivityEntry, _ right: ActivityEntry) -> Int {
        let (first, second) = (self[left.batch].batch, self[right.batch].batch)
        let firstPath = first.activities[left.position].file?.path ?? ByteRange()
        let secondPath = second.activities[right.position].file?.path ?? ByteRange()
        let (bytes, others) = (first.bytes.span, second.bytes.span)
        for offset in 0..<min(firstPath.count, secondPath.count) {
            let byte = bytes[Int(firstPath.start) + offset]
            let other = others[Int(secondPath.start) + offset]
            if byte != other { return Int(byte) - Int(other) }
        }
        return firstPath.count - secondPath.count
    }
}
