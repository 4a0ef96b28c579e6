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

        /// A run from its parts.
        public init(serials: ClosedRange<UInt64>, times: ClosedRange<Int64>) {
            self.serials = serials
            self.times = times
        }
    }

    /// A hole in the numbering of one boot.
    public struct Gap: Sendable {
        /// The last serial before the hole and the first behind it.
        public var before, after: UInt64
        /// The latest time before the hole and the earliest behind it, in milliseconds since 1970.
        public var from, to: Int64
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
                        before: before.serials.upperBound,
                        after: after.serials.lowerBound,
                        from: before.times.upperBound,
                        to: after.times.lowerBound
                    )
                }
        }
    }

    /// Enters one stamp.
    public mutating func note(_ stamp: Stamp) -> Answer {
        let boot = boots.count - 1
        guard boot >= 0, let last = boots[boot].last else {
            return begin(stamp)
        }
        let serial = stamp.serial
        if serial > last.serials.upperBound {
            if serial - last.serials.upperBound == 1 {
                let run = boots[boot].count - 1
                boots[boot][run].extend(to: stamp)
            } else {
                insert(stamp, boot: boot, at: boots[boot].count)
            }
            return .new
        }
        return noteEarlier(stamp)
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
            _ = note(Stamp(milliseconds: run.times.lowerBound, serial: run.serials.lowerBound))
            boots[boots.count - 1][boots[boots.count - 1].count - 1].join(run)
            return 0
        }
        // It begins below others: serial by serial, until it is above them. Between neighbours that is a handful, all of
        // them drawn when the run began.
        var known: UInt64 = 0
        var serial = run.serials.lowerBound
        while serial <= run.serials.upperBound {
            if note(Stamp(milliseconds: run.times.lowerBound, serial: serial)) == .alreadySeen { known += 1 }
            if boots.last?.last?.serials.upperBound == serial {
                boots[boots.count - 1][boots[boots.count - 1].count - 1]
                    .join(
                        Run(serials: serial...run.serials.upperBound, times: run.times)
                    )
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
    private mutating func noteEarlier(_ stamp: Stamp) -> Answer {
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
                fill(stamp, boot: boot, before: index)
                return .new
            }
        }
        return begin(stamp)
    }

    private mutating func begin(_ stamp: Stamp) -> Answer {
        if boots.count == Self.bootsLimit {
            let runs = boots.removeFirst().count
            runCount -= runs
            forgottenGaps += UInt64(runs - 1)
        }
        boots.append([])
        insert(stamp, boot: boots.count - 1, at: 0)
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
    private mutating func fill(_ stamp: Stamp, boot: Int, before index: Int) {
        let touchesNext = index < boots[boot].count && boots[boot][index].serials.lowerBound == stamp.serial &+ 1
        let touchesPrevious = index > 0 && boots[boot][index - 1].serials.upperBound &+ 1 == stamp.serial
        switch (touchesPrevious, touchesNext) {
        case (true, true):
            boots[boot][index - 1].extend(to: stamp)
            boots[boot][index - 1].join(boots[boot][index])
            boots[boot].remove(at: index)
            runCount -= 1
        case (true, false): boots[boot][index - 1].extend(to: stamp)
        case (false, true): boots[boot][index].extend(to: stamp)
        case (false, false): insert(stamp, boot: boot, at: index)
        }
    }

    private mutating func insert(_ stamp: Stamp, boot: Int, at index: Int) {
        let run = Run(serials: stamp.serial...stamp.serial, times: stamp.milliseconds...stamp.milliseconds)
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

    fileprivate mutating func extend(to stamp: Stamp) {
        serials = min(serials.lowerBound, stamp.serial)...max(serials.upperBound, stamp.serial)
        times = min(times.lowerBound, stamp.milliseconds)...max(times.upperBound, stamp.milliseconds)
    }

    fileprivate mutating func join(_ other: Self) {
        serials = min(serials.lowerBound, other.serials.lowerBound)...max(serials.upperBound, other.serials.upperBound)
        times = min(times.lowerBound, other.times.lowerBound)...max(times.upperBound, other.times.upperBound)
    }

    fileprivate func isNear(_ milliseconds: Int64) -> Bool {
        milliseconds >= times.lowerBound - Self.slack && milliseconds <= times.upperBound + Self.slack
    }
}
