import AuditRecords
import DockerActivity

/// Activities that nobody changes any more, shared by all who still have to give some of them out.
final class SharedActivities: Sendable {
    let batch: ActivityBatch

    init(_ batch: consuming ActivityBatch) { self.batch = batch }
}

/// Where one activity or notice lies, with what puts it into order.
struct ActivityEntry: Sendable {
    /// Time and serial of its event.
    let stamp: Stamp
    /// The source and the line that it rests on.
    let source: UInt32
    let line: UInt64
    /// Bytes of text that it holds, as its share of its batch's.
    let textBytes: Int
    /// The number of its batch on the shelf, and its place in it.
    let batch: Int
    let position: Int
    /// Whether it is a notice, and its place among those.
    let isNotice: Bool

    /// Whether its line stands before another's; notices come before activities, and those of one line stay in their order.
    static func isBefore(_ left: Self, _ right: Self) -> Bool {
        if left.source != right.source { return left.source < right.source }
        if left.line != right.line { return left.line < right.line }
        return left.isNotice != right.isNotice ? left.isNotice : left.position < right.position
    }
}

/// The batches of which some activity has still to be given out.
struct ActivityShelf {
    private var batches: [(activities: SharedActivities, left: Int)] = []
    /// The number of the first batch that is still there.
    private var first = 0

    /// The batch with a number, which has to be there still.
    subscript(_ number: Int) -> SharedActivities { batches[number - first].activities }

    /// Puts a batch onto the shelf, and gives an entry for each of its activities and notices.
    mutating func add(_ batch: consuming ActivityBatch, each body: (ActivityEntry) -> Void) {
        guard !batch.activities.isEmpty || !batch.notices.isEmpty else { return }
        let count = batch.notices.count + batch.activities.count
        let textBytes = batch.bytes.count / count
        let shared = SharedActivities(batch)
        let number = first + batches.count
        for position in shared.batch.notices.indices {
            let (stamp, evidence) = (shared.batch.notices[position].stamp, shared.batch.notices[position].evidence)
            body(Self.entry(stamp, evidence, textBytes, number, position, isNotice: true))
        }
        for position in shared.batch.activities.indices {
            let (stamp, evidence) = (
                shared.batch.activities[position].stamp, shared.batch.activities[position].evidence
            )
            body(Self.entry(stamp, evidence, textBytes, number, position, isNotice: false))
        }
        batches.append((shared, count))
    }

    private static func entry(
        _ stamp: Stamp,
        _ evidence: Activity.Evidence,
        _ textBytes: Int,
        _ batch: Int,
        _ position: Int,
        isNotice: Bool
    ) -> ActivityEntry {
        ActivityEntry(
            stamp: stamp,
            source: evidence.source,
            line: evidence.line,
            textBytes: textBytes,
            batch: batch,
            position: position,
            isNotice: isNotice
        )
    }

    /// Takes an entry's batch for giving it out; the shelf lets go of batches as soon as none before them is needed.
    mutating func take(_ entry: ActivityEntry) -> SharedActivities {
        let activities = self[entry.batch]
        letGo(entry)
        return activities
    }

    /// Lets go of a batch as soon as all its entries, and those of the batches before it, have been let go.
    mutating func letGo(_ entry: ActivityEntry) {
        batches[entry.batch - first].left -= 1
        while let oldest = batches.first, oldest.left == 0 {
            batches.removeFirst()
            first += 1
        }
    }

    /// By time, serial and path; what is still equal stays in the order of the log.
    func isBefore(_ left: ActivityEntry, _ right: ActivityEntry) -> Bool {
        if left.stamp != right.stamp { return left.stamp < right.stamp }
        if left.isNotice || right.isNotice { return ActivityEntry.isBefore(left, right) }
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
