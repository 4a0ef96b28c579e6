public import AuditRecords

/// Activities in the order they were found, with the bytes that they name.
///
/// Arrays of plain values and one of bytes, all reused from batch to batch, so that an activity costs no allocation.
public struct ActivityBatch: Sendable {
    /// The activities.
    public private(set) var activities: [Activity] = []
    /// What the trail has to know besides.
    public private(set) var notices: [Notice] = []
    /// The engine's own upkeep that needs no trail, where it is kept apart: only what counting takes.
    public private(set) var upkeep: [UpkeepAct] = []
    /// The text of the upkeep.
    public private(set) var upkeepBytes: [UInt8] = []
    /// The files that activities and notices name.
    public private(set) var items: [FileItem] = []
    /// The text of all of them.
    public private(set) var bytes: [UInt8] = []

    /// A batch without activities.
    public init() {}

    /// Whether it holds nothing that somebody wants to have.
    public var isEmpty: Bool { activities.isEmpty && notices.isEmpty && upkeep.isEmpty }

    /// Adds an activity whose ranges point into `bytes`, and into `items`.
    public mutating func append(_ activity: Activity) {
        activities.append(activity)
    }

    /// Adds a notice, likewise.
    public mutating func append(_ notice: Notice) {
        notices.append(notice)
    }

    /// Adds an act of upkeep, whose ranges point into `upkeepBytes`.
    mutating func append(_ act: UpkeepAct) {
        upkeep.append(act)
    }

    /// Has all text stored among the upkeep's, or again among the other: what was the one's place is now the other's.
    mutating func exchangeTexts() {
        swap(&bytes, &upkeepBytes)
    }

    /// Moves the upkeep's text from an offset on to the other, and gives by how much ranges fall short of their place there.
    mutating func moveUpkeepText(from start: Int) -> Int {
        let distance = bytes.count - start
        Self.moveText(from: start, of: &upkeepBytes, to: &bytes)
        return distance
    }

    private static func moveText(from start: Int, of bytes: inout [UInt8], to other: inout [UInt8]) {
        other.append(copying: bytes.span.extracting(start..<bytes.count))
        bytes.removeLast(bytes.count - start)
    }

    /// Lets go of the upkeep and keeps the memory.
    public mutating func removeUpkeep() {
        upkeep.removeAll(keepingCapacity: true)
        upkeepBytes.removeAll(keepingCapacity: true)
    }

    /// Adds an activity of another batch, with its text and its files.
    public mutating func append(_ activity: Activity, from batch: borrowing ActivityBatch) {
        var activity = activity
        var text = TextRegion()
        activity.mapText { text.cover($0) }
        text.cover(activity.items, of: batch)
        let copy = copy(text, from: batch)
        activity.mapText(copy)
        activity.items = append(activity.items, of: batch, copy)
        activities.append(activity)
    }

    /// Adds a notice of another batch, likewise.
    public mutating func append(_ notice: Notice, from batch: borrowing ActivityBatch) {
        var notice = notice
        var text = TextRegion()
        notice.mapText { text.cover($0) }
        text.cover(notice.items, of: batch)
        let copy = copy(text, from: batch)
        notice.mapText(copy)
        notice.items = append(notice.items, of: batch, copy)
        notices.append(notice)
    }

    /// Copies a region of another batch's text in one piece, and gives what a range of it is called here.
    ///
    /// All text of an activity was stored at one time, and so stands together.
    private mutating func copy(_ text: TextRegion, from batch: borrowing ActivityBatch) -> (ByteRange) -> ByteRange {
        guard text.start < text.end else { return { _ in ByteRange() } }
        let distance = bytes.count - text.start
        bytes.append(copying: batch.bytes.span.extracting(text.start..<text.end))
        return { $0.shifted(by: distance) }
    }

    private mutating func append(
        _ range: ItemRange,
        of batch: borrowing ActivityBatch,
        _ copy: (ByteRange) -> ByteRange
    ) -> ItemRange {
        var copied = range
        copied.start = UInt32(items.count)
        for index in range.indices {
            var item = batch.items[index]
            item.mapText { range in range = range.isEmpty ? ByteRange() : copy(range) }
            items.append(item)
        }
        return copied
    }

    /// Where the text of one activity or notice stands.
    private struct TextRegion {
        var start = Int.max
        var end = 0

        /// Takes a range in, and gives it back as it is.
        mutating func cover(_ range: ByteRange) -> ByteRange {
            start = min(start, Int(range.start))
            end = max(end, Int(range.end))
            return range
        }

        mutating func cover(_ items: ItemRange, of batch: borrowing ActivityBatch) {
            for index in items.indices {
                let item = batch.items[index]
                if !item.recorded.isEmpty { _ = cover(item.recorded) }
                if !item.path.isEmpty { _ = cover(item.path) }
            }
        }
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

    /// Adds a file; the activity or notice that it belongs to names it by its index.
    public mutating func append(_ item: FileItem) {
        items.append(item)
    }

    /// Changes the activity that was added last.
    public mutating func changeLast(_ change: (inout Activity) -> Void) {
        guard !activities.isEmpty else { return }
        change(&activities[activities.count - 1])
    }

    /// Adds the step that says most of an edit.
    public mutating func append(_ edit: Edit) {
        var activity = edit.activity
        activity.mapText { range in store(edit.text.span.extracting(range.indices)) }
        activity.items = ItemRange()
        activities.append(activity)
    }

    /// Says which detections an activity matches: their ids, with the byte 0x01 between them.
    ///
    /// It is not routine then.
    public mutating func setDetections(_ ids: Span<UInt8>, ofActivity position: Int) {
        activities[position].detections = store(ids)
        activities[position].disposition = max(activities[position].disposition, .noteworthy)
    }

    /// Says that an activity is part of a finding that makes it suspicious.
    public mutating func setSuspicious(_ position: Int) {
        activities[position].disposition = .suspicious
    }

    /// Lets go of the activity that was added last, but not of its text.
    mutating func removeLast() {
        _ = activities.popLast()
    }

    /// Counts the numbers of the lines that the activities rest on from further back.
    public mutating func moveLines(by count: UInt64) {
        for index in activities.indices { activities[index].evidence.line &+= count }
        for index in notices.indices { notices[index].evidence.line &+= count }
    }

    /// Lets go of all activities and keeps the memory.
    public mutating func removeAll() {
        activities.removeAll(keepingCapacity: true)
        notices.removeAll(keepingCapacity: true)
        removeUpkeep()
        items.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}

extension ActivityBatch: SavedState {
    /// Upkeep is counted at once and never waits.
    private enum CodingKeys: CodingKey {
        case activities, notices, items, bytes
    }

    /// Whether all text lies in the bytes, and all files among the items.
    public var isSound: Bool {
        items.allSatisfy { $0.recorded.end <= bytes.count && $0.path.end <= bytes.count }
            && notices.allSatisfy { $0.isWithin(bytes: bytes.count, items: items.count) }
            && activities.allSatisfy { $0.isWithin(bytes: bytes.count, items: items.count) }
    }
}
