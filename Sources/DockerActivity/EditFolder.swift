public import AuditRecords

/// Gathers activities into edits as they stream by in order of time.
///
/// Steps of one edit are activities of one process that follow each other within seconds; those of another process of the
/// same login session belong to them as well where it goes on with a file that they made (`cp x y.new; mv y.new y`). Which
/// file they are about, and how many edits they are, is decided when no further step can come.
///
/// Each activity becomes a step of exactly one edit. Memory is bounded: beyond named limits edits are closed early, which
/// may show one edit as two. What comes out depends on the sequence of activities alone.
public struct EditFolder: Sendable {
    /// What is still waiting for further steps; see `Burst`.
    private var bursts: [Burst] = []
    /// Edits that stand behind a step of some burst, with the numbers of their first steps.
    private var waiting: [Burst.Part] = []
    /// The next edit to give out: what follows may be a repetition of it.
    private var next: Edit?
    /// The number of activities so far.
    private var count: UInt64 = 0
    private var heldSteps = 0
    private var heldBytes = 0
    /// When the first burst falls quiet, in milliseconds since 1970.
    private var deadline = Int64.max
    /// The time of the latest activity.
    private var now = Int64.min
    private let limits: Limits

    /// A folder that has seen nothing yet.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes the next activity of a sequence in order of time, and gives out the edits that nothing can be added to.
    ///
    /// Edits come in the order of their first steps.
    ///
    /// `judge` is given each of them before, with its events, and before equal ones in a row are joined.
    public mutating func add(
        _ activity: Activity,
        of batch: borrowing ActivityBatch,
        judge: (inout Edit) -> Void = { _ in },
        give: (Edit) -> Void
    ) {
        let time = activity.stamp.milliseconds
        if time > deadline || time < now { closeQuiet(at: time, judge, give) }
        now = time
        let index = burst(for: activity, of: batch, judge, give)
        bursts[index].append(activity, of: batch, number: count)
        count += 1
        heldSteps += 1
        heldBytes += activity.heldBytes
        deadline = min(deadline, bursts[index].deadline(limits))
        if bursts[index].steps.count >= limits.steps { close(index, judge, give) }
        while heldSteps > limits.heldSteps || heldBytes > limits.heldBytes {
            // Edits leave in order: it is the burst that began first that keeps the others back.
            guard let first = bursts.indices.min(by: { bursts[$0].first < bursts[$1].first }) else { break }
            close(first, judge, give)
        }
    }

    /// Gives out the edits that no activity from a moment on, in milliseconds since 1970, can be added to.
    ///
    /// For one who follows a log that has fallen silent.
    public mutating func close(
        at milliseconds: Int64,
        judge: (inout Edit) -> Void = { _ in },
        give: (Edit) -> Void
    ) {
        closeQuiet(at: milliseconds, judge, give)
        if let edit = next, bursts.isEmpty, abs(milliseconds - edit.last.milliseconds) > limits.patience {
            next = nil
            give(edit)
        }
    }

    /// Gives out all that is held.
    public mutating func finish(judge: (inout Edit) -> Void = { _ in }, give: (Edit) -> Void) {
        while !bursts.isEmpty { close(bursts.count - 1, judge, give) }
        if let edit = next { give(edit) }
        next = nil
    }

    // MARK: - Opening

    /// The burst that an activity belongs to; a new one where there is none.
    private mutating func burst(
        for activity: Activity,
        of batch: borrowing ActivityBatch,
        _ judge: (inout Edit) -> Void,
        _ give: (Edit) -> Void
    ) -> Int {
        let process = EditProcess(activity, of: batch)
        let own = bursts.firstIndex { $0.holds(process) }
        let going = bursts.indices.first { index in
            index != own && bursts[index].isContinued(by: activity, of: process, in: batch, limits)
        }
        switch (own, going) {
        case (let own?, nil): return own
        case (nil, let going?):
            bursts[going].add(process)
            return going
        case (let own?, let going?):
            let moved = bursts[own]
            bursts[going].add(moved)
            bursts.remove(at: own)
            return own < going ? going - 1 : going
        case (nil, nil):
            if bursts.count >= limits.bursts, let idlest = bursts.indices.min(by: { bursts[$0].last < bursts[$1].last })
            {
                close(idlest, judge, give)
            }
            bursts.append(Burst(process))
            return bursts.count - 1
        }
    }

    // MARK: - Closing

    private mutating func closeQuiet(at time: Int64, _ judge: (inout Edit) -> Void, _ give: (Edit) -> Void) {
        for index in bursts.indices.reversed() where bursts[index].isQuiet(at: time, limits) {
            close(index, judge, give)
        }
        deadline = bursts.map { $0.deadline(limits) }.min() ?? .max
    }

    private mutating func close(_ index: Int, _ judge: (inout Edit) -> Void, _ give: (Edit) -> Void) {
        let burst = bursts.remove(at: index)
        waiting += BurstReading(burst).parts()
        let horizon = bursts.map(\.first).min() ?? .max
        guard burst.first < horizon else { return }
        waiting.sort { $0.first < $1.first }
        let ready = waiting.firstIndex { $0.first > horizon } ?? waiting.count
        for part in waiting[..<ready] {
            heldSteps -= Int(part.edit.steps)
            heldBytes -= part.heldBytes
            var edit = part.edit
            judge(&edit)
            edit.events = []
            hold(edit, give)
        }
        waiting.removeFirst(ready)
    }

    /// Gives out the edit before, unless the new one is a repetition of it.
    private mutating func hold(_ edit: Edit, _ give: (Edit) -> Void) {
        guard let before = next else {
            next = edit
            return
        }
        if let joined = before.joined(with: edit, limits) {
            next = joined
        } else {
            next = edit
            give(before)
        }
    }
}

extension EditFolder {
    /// How much is held, and for how long.
    public struct Limits: Sendable {
        /// Milliseconds after which a process's next activity is no step of the same edit any more.
        public var patience: Int64 = 5000
        /// Likewise while an editor's swap file is there: the time between opening a file and writing it.
        public var editorPatience: Int64 = 15 * 60_000
        /// Milliseconds from an edit's first step to its last, so that a busy process's edits come to an end.
        public var age: Int64 = 60_000
        /// Likewise while an editor's swap file is there.
        public var editorAge: Int64 = 60 * 60_000
        /// Steps of one burst.
        public var steps = 256
        /// Processes of one burst.
        public var processes = 32
        /// Bursts that are open at one time.
        public var bursts = 64
        /// Activities that are held back, in bursts and behind them.
        public var heldSteps = 8192
        /// Bytes of memory that they may take.
        public var heldBytes = 16 << 20

        /// The usual limits.
        public init() {}
    }
}

extension Activity {
    /// About the memory that it takes with its text, in bytes.
    var heldBytes: Int { MemoryLayout<Activity>.stride + textBytes }
}

extension EditFolder: SavedState {
    private enum CodingKeys: CodingKey {
        case bursts, waiting, next, count, now
    }

    /// A folder that goes on with the usual limits where another one was left.
    public init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        bursts = try container.decode([Burst].self, forKey: .bursts)
        waiting = try container.decode([Burst.Part].self, forKey: .waiting)
        next = try container.decodeIfPresent(Edit.self, forKey: .next)
        count = try container.decode(UInt64.self, forKey: .count)
        now = try container.decode(Int64.self, forKey: .now)
        heldSteps = bursts.reduce(0) { $0 + $1.steps.count } + waiting.reduce(0) { $0 + Int($1.edit.steps) }
        heldBytes = bursts.reduce(0) { $0 + $1.heldBytes } + waiting.reduce(0) { $0 + $1.heldBytes }
        deadline = bursts.map { $0.deadline(limits) }.min() ?? .max
    }

    /// Whether the limits are kept, and activities can still be numbered.
    public var isSound: Bool {
        bursts.count <= limits.bursts && bursts.allSatisfy { $0.steps.count < limits.steps }
            && heldSteps <= limits.heldSteps && count < 1 << 56 && (now == .min || Stamp.isTime(now))
    }
}
