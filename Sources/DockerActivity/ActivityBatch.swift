public import AuditRecords

/// Activities in the order they were found, with the bytes that they name.
///
/// One array of plain values and one of bytes, both reused from batch to batch, so that an activity costs no
/// allocation.
public struct ActivityBatch: Sendable {
    /// The activities.
    public private(set) var activities: [Activity] = []
    /// The text of all of them.
    public private(set) var bytes: [UInt8] = []

    /// A batch without activities.
    public init() {}

    /// Adds an activity whose ranges point into `bytes`.
    public mutating func append(_ activity: Activity) {
        activities.append(activity)
    }

    /// Adds an activity of another batch, with its text.
    public mutating func append(_ activity: Activity, from batch: borrowing ActivityBatch) {
        var activity = activity
        let text = batch.bytes.span
        activity.mapText { store(text.extracting($0.indices)) }
        activities.append(activity)
    }

    /// Copies text into the batch and gives its place.
    public mutating func store(_ text: Span<UInt8>) -> ByteRange {
        let start = bytes.count
        bytes.append(copying: text)
        return ByteRange(start: start, end: bytes.count)
    }

    /// Stores what `append` adds to the batch's bytes and gives its place.
    public mutating func storing(_ append: (inout [UInt8]) -> Void) -> ByteRange {
        let start = bytes.count
        append(&bytes)
        return ByteRange(start: start, end: bytes.count)
    }

    /// Lets go of activities, but not of their text.
    public mutating func removeAll(where isUnwanted: (Activity, borrowing ActivityBatch) -> Bool) {
        let all = self
        activities.removeAll { isUnwanted($0, all) }
    }

    /// Counts the numbers of the lines that the activities rest on from further back.
    public mutating func moveLines(by count: UInt64) {
        for index in activities.indices { activities[index].evidence.line &+= count }
    }

    /// Lets go of all activities and keeps the memory.
    public mutating func removeAll() {
        activities.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
