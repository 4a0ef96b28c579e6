import AuditRecords

/// Activities close in time that may be steps of one edit, or of several.
///
/// They are one process's, or those of processes of one login session that went on with each other's new files.
struct Burst: Sendable {
    /// One edit of a burst, as long as it waits for its turn.
    struct Part: Sendable {
        /// The number of its first step.
        let first: UInt64
        /// Bytes of memory that its steps took.
        let heldBytes: Int
        let edit: Edit
    }

    /// One activity.
    struct Step: Sendable, Codable {
        /// Its place among all activities.
        let number: UInt64
        /// Its place in the burst's batch.
        let position: Int
        /// Which of the burst's processes did it.
        let process: Int
    }

    /// A name that the burst gave to a new file, which is still there.
    private struct NewName: Codable {
        let path: ByteRange
        let isSwapFile: Bool
    }

    /// The activities with their text.
    private(set) var batch = ActivityBatch()
    /// The steps, in order.
    private(set) var steps: [Step] = []
    private var processes: [EditProcess]
    private var newNames: [NewName] = []
    /// Names that were there before the burst, and that it took away: under them no new file is made.
    private var oldNames: [ByteRange] = []
    private var start = Int64.max
    private var end = Int64.min

    init(_ process: EditProcess) {
        processes = [process]
    }

    /// The number of the first step.
    var first: UInt64 { steps.first?.number ?? .max }
    /// The number of the last step.
    var last: UInt64 { steps.last?.number ?? .max }

    /// Whether a process is one of those that take part.
    func holds(_ process: EditProcess) -> Bool { processes.contains { $0.isSame(as: process) } }

    /// When no further step can come any more, in milliseconds since 1970.
    func deadline(_ limits: EditFolder.Limits) -> Int64 {
        let isEditing = newNames.contains { $0.isSwapFile }
        return min(
            end + (isEditing ? limits.editorPatience : limits.patience),
            start + (isEditing ? limits.editorAge : limits.age)
        )
    }

    /// Whether what happens at a time is no step any more; where the clock was set back as well.
    func isQuiet(at time: Int64, _ limits: EditFolder.Limits) -> Bool {
        time > deadline(limits) || time < start - limits.patience
    }

    /// Whether another process goes on with a file that was made here.
    func isContinued(
        by activity: Activity,
        of process: EditProcess,
        in other: borrowing ActivityBatch,
        _ limits: EditFolder.Limits
    ) -> Bool {
        guard !newNames.isEmpty, processes.count < limits.processes, processes[0].sharesLogin(with: process),
            activity.stamp.milliseconds - end <= limits.patience, activity.editRole != .single, let file = activity.file
        else { return false }
        let text = other.bytes.span
        return index(of: text.extracting(file.path.indices)) != nil
            || (activity.action != .symlink && index(of: text.extracting(file.from.indices)) != nil)
    }

    mutating func add(_ process: EditProcess) {
        processes.append(process)
    }

    mutating func append(_ activity: Activity, of other: borrowing ActivityBatch, number: UInt64) {
        let process = EditProcess(activity, of: other)
        let index = processes.firstIndex { $0.isSame(as: process) } ?? 0
        var activity = activity
        activity.items = ItemRange()  // of what a call named, an edit needs no more than its file
        batch.append(activity, from: other)
        steps.append(Step(number: number, position: batch.activities.count - 1, process: index))
        start = min(start, activity.stamp.milliseconds)
        end = max(end, activity.stamp.milliseconds)
        noteNames(of: batch.activities[batch.activities.count - 1])
    }

    /// Adds all that another burst holds.
    mutating func add(_ other: Burst) {
        let offset = processes.count
        processes += other.processes
        for step in other.steps {
            batch.append(other.batch.activities[step.position], from: other.batch)
            let position = batch.activities.count - 1
            steps.append(Step(number: step.number, position: position, process: offset + step.process))
            noteNames(of: batch.activities[position])
        }
        steps.sort { $0.number < $1.number }
        start = min(start, other.start)
        end = max(end, other.end)
    }

    /// Keeps track of the names that were given to new files.
    private mutating func noteNames(of activity: Activity) {
        guard activity.editRole == .change, let file = activity.file, !file.path.isEmpty else { return }
        let known = index(of: file.path)
        switch activity.action {
        case .create, .mkdir, .mknod, .bind, .link, .symlink:
            if known == nil, !isOld(file.path) { noteNew(file.path) }
        // A new file's second name is the one that it was made for: nobody goes on with that.
        case .rename: forget(file.from)
        case .delete, .rmdir: forget(file.path)
        default: break
        }
    }

    private mutating func forget(_ path: ByteRange) {
        if let index = index(of: path) {
            newNames.remove(at: index)
        } else {
            oldNames.append(path)
        }
    }

    private mutating func noteNew(_ path: ByteRange) {
        let isSwapFile = EditName.isSwapFile(batch.bytes.span.extracting(path.indices))
        newNames.append(NewName(path: path, isSwapFile: isSwapFile))
    }

    private func isOld(_ path: ByteRange) -> Bool {
        let text = batch.bytes.span
        return oldNames.contains { text.extracting($0.indices).holdsSame(as: text.extracting(path.indices)) }
    }

    private func index(of path: ByteRange) -> Int? { index(of: batch.bytes.span.extracting(path.indices)) }

    private func index(of path: Span<UInt8>) -> Int? {
        guard path.count > 0 else { return nil }
        let text = batch.bytes.span
        for index in newNames.indices.reversed() {
            if text.extracting(newNames[index].path.indices).holdsSame(as: path) { return index }
        }
        return nil
    }
}

extension Burst.Part: SavedState {
    /// Whether the numbers can be those of an edit that was held.
    var isSound: Bool { (0..<1 << 40).contains(heldBytes) && edit.steps < 1 << 20 }
}

extension Burst: SavedState {
    /// Whether its steps are those of its processes, its names stand in its text, and its times can be times.
    var isSound: Bool {
        !steps.isEmpty && zip(steps, steps.dropFirst()).allSatisfy { $0.number < $1.number }
            && steps.allSatisfy { batch.activities.indices.contains($0.position) }
            && steps.allSatisfy { processes.indices.contains($0.process) && $0.number < 1 << 56 }
            && newNames.allSatisfy { $0.path.end <= batch.bytes.count }
            && oldNames.allSatisfy { $0.end <= batch.bytes.count }
            && Stamp.isTime(start) && Stamp.isTime(end)
    }

    /// Bytes of memory that its steps take.
    var heldBytes: Int { steps.reduce(0) { $0 + batch.activities[$1.position].heldBytes } }
}
