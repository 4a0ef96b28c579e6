import AuditRecords
import DockerActivity

/// What one user did to one file, or to all files of one kind beyond a limit.
struct FileRow: Sendable {
    /// What the row is about.
    struct Subject: Sendable {
        /// What kind of file.
        let place: DockerPlace
        /// Whether the row stands for everything below its path.
        let isFolded: Bool
        /// The user's number; `UserTable.further` for the users beyond the limit.
        let user: Int32
    }

    /// What the row is about.
    let subject: Subject
    /// What decides whether the row is kept where there are too many.
    let key: UInt64
    /// How often each action was done or tried, by `Action.index`: the lower 32 bits.
    var actions = InlineArray<36, UInt32>(repeating: 0)
    /// How many were refused.
    var failures: UInt64 = 0
    /// How many have each disposition.
    var routine: UInt64 = 0
    /// How many are not routine.
    var noteworthy: UInt64 = 0
    /// How many of those turned out to be part of a finding of level medium or above.
    var suspicious: UInt64 = 0
    /// First time, in milliseconds since 1970.
    var first = Int64.max
    /// Last time.
    var last = Int64.min

    /// A row that counts nothing yet.
    init(_ subject: Subject, key: UInt64) {
        self.subject = subject
        self.key = key
    }

    /// The key of a file's row: its kind's rank, then a hash of path, kind and user that is the same in every run.
    ///
    /// `identity` is the user's. The hash spreads evenly and is no secret: whoever may make any number of files can choose
    /// which of one rank are listed, as they could by being first, but not hide that there are more.
    static func key(_ path: Span<UInt8>, _ place: DockerPlace, identity: UInt64) -> UInt64 {
        place.rank << 62 | path.hash(identity ^ UInt64(place.index) << 32) >> 2
    }

    /// All acts.
    var count: UInt64 { routine + noteworthy }

    /// Counts an activity; true where its action's counter began at zero again.
    @inline(__always)
    mutating func add(_ activity: CountedAct) -> Bool {
        if activity.outcome == .failure { failures += 1 }
        switch activity.disposition {
        case .routine: routine += 1
        case .noteworthy, .suspicious: noteworthy += 1
        }
        let time = activity.stamp.milliseconds
        if time < first { first = time }
        if time > last { last = time }
        let index = activity.action.index
        actions[index] &+= 1
        return actions[index] == 0
    }

    /// Adds to how often an action was done, by `Action.index`; true where its counter began at zero again.
    mutating func add(_ count: UInt32, ofAction index: Int) -> Bool {
        let (sum, isCarried) = actions[index].addingReportingOverflow(count)
        actions[index] = sum
        return isCarried
    }
}
