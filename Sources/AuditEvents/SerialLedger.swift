public import AuditRecords

/// Which serials one node's log holds, boot by boot: where the numbering has holes, and whether a stamp was seen before.
///
/// Serials count up by one from boot, so a whole log is a few runs. A serial that falls far, at a time that does not,
/// begins a new boot.
public struct SerialLedger: Sendable {
    /// Serials without a hole between them.
    public struct Run: Sendable {
        /// First and last serial.
        public var serials: ClosedRange<UInt64>
        /// Earliest and latest time among them, in milliseconds since 1970.
        public var times: ClosedRange<Int64>
        /// The events with the first and with the last serial.
        public var first, last: RecordMark

        /// A run from its parts.
        public init(times: ClosedRange<Int64>, first: RecordMark, last: RecordMark) {
            serials = first.stamp.serial...max(first.stamp.serial, last.stamp.serial)
            self.times = times
            self.first = first
            self.last = last
        }
    }

    /// A hole in the numbering of one boot.
    public struct Gap: Sendable {
        /// The last event before the hole and the first behind it.
        public var first, last: RecordMark
        /// The latest time before the hole and the earliest behind it, in milliseconds since 1970.
        public var from, to: Int64
        /// The last serial before the hole.
        public var before: UInt64 { first.stamp.serial }
        /// The first serial behind it.
        public var after: UInt64 { last.stamp.serial }
        /// How many serials are missing.
        public var missing: UInt64 { after - before - 1 }
    }

    /// What a stamp is to the ledger.
    public enum Answer: Sendable {
        /// It was not there and is now.
        case new
        /// It was there already.
        case alreadySeen
    }

    /// How many runs are kept; beyond it the oldest half becomes one, and the holes in it are forgotten.
    public static let runsLimit = 65_536
    /// How many boots are kept; beyond it the oldest is forgotten.
    public static let bootsLimit = 1024
    /// How far a serial may fall behind the highest and still belong to the same boot without further evidence.
    private static let disorder: UInt64 = 4096

    /// The boots, oldest first; in each the runs by serial.
    public private(set) var boots: [[Run]] = []
    /// Holes that were forgotten because there were too many runs.
    public private(set) var forgottenGaps: UInt64 = 0
    private var runCount = 0

    /// A ledger without serials.
    public init() {}

    /// A ledger that was kept; nil if no ledger can hold that: a boot without runs, runs that overlap or are too many.
    public init?(boots: [[Run]], forgottenGaps: UInt64) {
        runCount = boots.reduce(0) { $0 + $1.count }
        guard boots.count <= Self.bootsLimit, runCount <= Self.runsLimit, !boots.contains(where: \.isEmpty) else {
            return nil
        }
        for runs in boots {
            for (before, after) in zip(runs, runs.dropFirst())
            where before.serials.upperBound >= after.serials.lowerBound { return nil }
        }
        self.boots = boots
        self.forgottenGaps = forgottenGaps
    }

    /// All holes, boot by boot.
    public var gaps: [Gap] {
        boots.flatMap { runs in
            zip(runs, runs.dropFirst())
                .map { before, after in
                    Gap(
                        first: before.last,
                        last: after.first,
                        from: before.times.upperBound,
                        to: after.times.lowerBound
                    )
                }
        }
    }

    /// Enters an event by its first record.
    public mutating func note(_ mark: RecordMark) -> Answer {
        let boot = boots.count - 1
        guard boot >= 0, let last = boots[boot].last?.serials.upperBound else {
            return begin(mark)
        }
        let serial = mark.stamp.serial
        if serial > last {
            if serial - last == 1 {
                let run = boots[boot].count - 1
                boots[boot][run].append(mark)
            } else {
                insert(mark, boot: boot, at: boots[boot].count)
            }
            return .new
        }
        return noteEarlier(mark)
    }

    /// Counts the lines' numbers from further back: a part of a log was read before it was known what stands before.
    public mutating func moveLines(by count: UInt64) {
        for boot in boots.indices {
            for run in boots[boot].indices {
                boots[boot][run].first.line &+= count
                boots[boot][run].last.line &+= count
            }
        }
    }

    /// Whether a stamp was entered.
    public func holds(_ stamp: Stamp) -> Bool {
        boots.reversed()
            .contains { runs in
                let index = indexOfRun(notBelow: stamp.serial, in: runs)
                return index < runs.count && runs[index].serials.contains(stamp.serial)
                    && runs[index].isNear(stamp.milliseconds)
            }
    }

    /// Enters what another ledger holds, of a later part of the same log; gives how many serials were there already.
    public mutating func note(_ later: SerialLedger) -> UInt64 {
        var known: UInt64 = 0
        for runs in later.boots {
            for run in runs { known += note(run) }
        }
        forgottenGaps += later.forgottenGaps
        return known
    }

    private mutating func note(_ run: Run) -> UInt64 {
        if let last = boots.last?.last, run.serials.lowerBound == last.serials.upperBound &+ 1 {
            boots[boots.count - 1][boots[boots.count - 1].count - 1].join(run)
            return 0
        }
        guard let last = boots.last?.last, run.serials.lowerBound <= last.serials.upperBound else {
            // Above all others, or the first: the run stands as it is.
            _ = note(run.first)
            boots[boots.count - 1][boots[boots.count - 1].count - 1].join(run)
            return 0
        }
        // It begins below others: serial by serial, until it is above them. Between neighbours that is a handful, all of
        // them drawn when the run began.
        var known: UInt64 = 0
        var serial = run.serials.lowerBound
        while serial <= run.serials.upperBound {
            if note(run.mark(of: serial)) == .alreadySeen { known += 1 }
            if boots.last?.last?.serials.upperBound == serial {
                boots[boots.count - 1][boots[boots.count - 1].count - 1]
                    .join(Run(times: run.times, first: run.mark(of: serial), last: run.last))
                return known
            }
            serial += 1
        }
        extendRun(to: run)
        return known
    }

    /// Gives the run that took all of another one's serials its times as well: what comes before a hole is told by them.
    private mutating func extendRun(to run: Run) {
        for boot in boots.indices.reversed() {
            let index = indexOfRun(notBelow: run.serials.upperBound, in: boots[boot])
            guard index < boots[boot].count, boots[boot][index].serials.contains(run.serials.upperBound),
                boots[boot][index].isNear(run.times.lowerBound)
            else { continue }
            boots[boot][index].join(run)
            return
        }
    }

    /// A serial that is not above all others: late, seen before, or of another boot.
    private mutating func noteEarlier(_ mark: RecordMark) -> Answer {
        let stamp = mark.stamp
        for boot in boots.indices.reversed() {
            guard let first = boots[boot].first, let last = boots[boot].last else { continue }
            let index = indexOfRun(notBelow: stamp.serial, in: boots[boot])
            let isKnown = index < boots[boot].count && boots[boot][index].serials.contains(stamp.serial)
            if isKnown {
                if boots[boot][index].isNear(stamp.milliseconds) { return .alreadySeen }
                continue  // the same number at another time: another boot
            }
            let isOfThisTime =
                stamp.milliseconds >= first.times.lowerBound - Run.slack
                && stamp.milliseconds <= last.times.upperBound + Run.slack
            let isClose = last.serials.upperBound - min(stamp.serial, last.serials.upperBound) <= Self.disorder
            if isOfThisTime || (isClose && boot == boots.count - 1 && stamp.milliseconds <= last.times.upperBound) {
                fill(mark, boot: boot, before: index)
                return .new
            }
        }
        return begin(mark)
    }

    private mutating func begin(_ mark: RecordMark) -> Answer {
        if boots.count == Self.bootsLimit {
            let runs = boots.removeFirst().count
            runCount -= runs
            forgottenGaps += UInt64(runs - 1)
        }
        boots.append([])
        insert(mark, boot: boots.count - 1, at: 0)
        return .new
    }

    /// Index of the first run that ends at or behind a serial.
    private func indexOfRun(notBelow serial: UInt64, in runs: [Run]) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].serials.upperBound < serial { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts a serial into the hole before a run, joining what it makes neighbours.
    private mutating func fill(_ mark: RecordMark, boot: Int, before index: Int) {
        let serial = mark.stamp.serial
        let touchesNext = index < boots[boot].count && boots[boot][index].serials.lowerBound == serial &+ 1
        let touchesPrevious = index > 0 && boots[boot][index - 1].serials.upperBound &+ 1 == serial
        switch (touchesPrevious, touchesNext) {
        case (true, true):
            boots[boot][index - 1].append(mark)
            boots[boot][index - 1].join(boots[boot][index])
            boots[boot].remove(at: index)
            runCount -= 1
        case (true, false): boots[boot][index - 1].append(mark)
        case (false, true): boots[boot][index].prepend(mark)
        case (false, false): insert(mark, boot: boot, at: index)
        }
    }

    private mutating func insert(_ mark: RecordMark, boot: Int, at index: Int) {
        let run = Run(times: mark.stamp.milliseconds...mark.stamp.milliseconds, first: mark, last: mark)
        boots[boot].insert(run, at: index)
        runCount += 1
        if runCount > Self.runsLimit { forgetOldestGaps() }
    }

    /// Many at once, so that a log full of gaps costs no more than one without.
    private mutating func forgetOldestGaps() {
        guard let boot = boots.indices.first(where: { boots[$0].count > 1 }) else { return }
        let count = min(boots[boot].count - 1, Self.runsLimit / 2)
        for index in 1...count { boots[boot][0].join(boots[boot][index]) }
        boots[boot].removeSubrange(1...count)
        runCount -= count
        forgottenGaps += UInt64(count)
    }
}

extension SerialLedger.Run {
    /// How far a stamp's time may lie outside a run's times: clocks are read before serials are drawn.
    fileprivate static let slack: Int64 = 2000

    /// Takes the event with the next serial.
    @inline(__always)
    fileprivate mutating func append(_ mark: RecordMark) {
        serials = serials.lowerBound...mark.stamp.serial
        last = mark
        extendTimes(to: mark.stamp.milliseconds)
    }

    /// Takes the event with the serial before the first.
    fileprivate mutating func prepend(_ mark: RecordMark) {
        serials = mark.stamp.serial...serials.upperBound
        first = mark
        extendTimes(to: mark.stamp.milliseconds)
    }

    @inline(__always)
    private mutating func extendTimes(to time: Int64) {
        times = min(times.lowerBound, time)...max(times.upperBound, time)
    }

    fileprivate mutating func join(_ other: Self) {
        if other.serials.lowerBound < serials.lowerBound { first = other.first }
        if other.serials.upperBound > serials.upperBound { last = other.last }
        serials = first.stamp.serial...last.stamp.serial
        times = min(times.lowerBound, other.times.lowerBound)...max(times.upperBound, other.times.upperBound)
    }

    /// The event with one of the serials, as far as it is known: within a run only the time is, and that but roughly.
    fileprivate func mark(of serial: UInt64) -> RecordMark {
        if serial == last.stamp.serial { return last }
        var mark = first
        mark.stamp = Stamp(milliseconds: times.lowerBound, serial: serial)
        return serial == first.stamp.serial ? first : mark
    }

    fileprivate func isNear(_ milliseconds: Int64) -> Bool {
        milliseconds >= times.lowerBound - Self.slack && milliseconds <= times.upperBound + Self.slack
    }
}
