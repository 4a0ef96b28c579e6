/// A zone's clock, and how one finds the moment at which it shows a time.
struct ZoneClock {
    /// Seconds east of UTC at a moment given in milliseconds since 1970.
    let offset: (_ milliseconds: Int64) -> Int

    /// What the clock shows at a moment.
    func reading(at moment: Int64) -> CalendarTime {
        CalendarTime(milliseconds: shown(at: moment))
    }

    /// The first or last moment of a date's day, or of a day so many days away from it.
    func day(of date: CalendarTime, movedBy days: Int, as bound: TimeSpecification.Bound) -> Int64 {
        let perDay = CalendarTime.millisecondsPerDay
        let midnight =
            date.milliseconds - Int64(date.millisecond)
            - Int64((date.hour * 60 + date.minute) * 60 + date.second) * 1000
        switch bound {
        case .since: return moment(reading: midnight + Int64(days) * perDay, as: .since)
        // The day ends where the next one begins, however long it was.
        case .until: return moment(reading: midnight + Int64(days + 1) * perDay, as: .since) - 1
        }
    }

    /// The moment at which the clock shows a reading, given in milliseconds as if it were UTC.
    ///
    /// A reading shown twice is the first time for `since` and the second for `until`. One that is skipped is the first
    /// moment after the skip for `since` and the last before it for `until`, so that no event is lost or let in.
    func moment(reading: Int64, as bound: TimeSpecification.Bound) -> Int64 {
        let reading = min(max(reading, CalendarTime.earliest), CalendarTime.latest + 1)
        // A zone's offset lies within a day, so these two are before and after any change that can matter.
        let before = Int64(offset(reading - CalendarTime.millisecondsPerDay)) * 1000
        let after = Int64(offset(reading + CalendarTime.millisecondsPerDay)) * 1000
        let candidates = [reading - before, reading - after].filter { shown(at: $0) == reading }
        switch bound {
        case .since: if let first = candidates.min() { return first }
        case .until: if let last = candidates.max() { return last }
        }
        var low = reading - max(before, after) - 1  // shows less
        var high = reading - min(before, after)  // shows as much or more
        while low + 1 < high {
            let middle = low + (high - low) / 2
            if shown(at: middle) < reading { low = middle } else { high = middle }
        }
        return bound == .since ? high : low
    }

    private func shown(at moment: Int64) -> Int64 {
        moment + Int64(offset(moment)) * 1000
    }
}
