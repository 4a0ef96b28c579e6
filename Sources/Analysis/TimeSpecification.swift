/// A point of time as a person writes it after `--since` or `--until`.
///
/// Understood are ISO 8601 (`2026-11-20`, `2026-11-20T21:12:18.703Z`, `2026-11-20 21:12+01:00`), a time of the
/// current day (`21:12`), ausearch's words (`today`, `week-ago`, …), a span before now (`-2h`, `90m`, `1d12h ago`) and
/// a stamp's seconds (`@1795208938.703`). What it means depends on the clock and on the bound, so that reading and
/// resolving are two steps: a wrong argument is refused before any log is opened.
public struct TimeSpecification: Hashable, Sendable {
    /// Which end of a period the time is.
    public enum Bound: Sendable, CaseIterable {
        /// The first moment that counts: of a day, its first.
        case since
        /// The last moment that counts: of a day, its last millisecond.
        case until
    }

    /// What a time refers to: the clock, the machine's start and the zone.
    public struct Reference: Sendable {
        /// Now, in milliseconds since 1970.
        public var now: Int64
        /// When the machine started, in milliseconds since 1970; nil where that is not known.
        public var bootTime: Int64?
        /// The zone's seconds east of UTC at a moment given in milliseconds since 1970.
        public var offset: @Sendable (_ milliseconds: Int64) -> Int

        /// A reference from its parts; without an offset it is in UTC.
        public init(
            now: Int64,
            bootTime: Int64? = nil,
            offset: @escaping @Sendable (_ milliseconds: Int64) -> Int = { _ in 0 }
        ) {
            self.now = now
            self.bootTime = bootTime
            self.offset = offset
        }
    }

    /// The words that ausearch knows.
    enum Word: String, CaseIterable {
        case now
        case recent
        case thisHour = "this-hour"
        case boot
        case today
        case yesterday
        case thisWeek = "this-week"
        case weekAgo = "week-ago"
        case thisMonth = "this-month"
        case thisYear = "this-year"
    }

    /// What was written, read but not yet resolved.
    enum Form: Hashable {
        case word(Word)
        /// A whole day.
        case day(CalendarTime)
        /// A reading of the zone's clock, and how many milliseconds it leaves open.
        case local(CalendarTime, open: Int64)
        /// A moment, and how many milliseconds it leaves open.
        case moment(Int64, open: Int64)
        /// A time of the current day, in milliseconds after its midnight.
        case timeOfDay(hour: Int, minute: Int, second: Int, millisecond: Int, open: Int64)
        /// So many milliseconds before now; the parser keeps it below ten thousand years.
        case ago(Int64)
    }

    let form: Form

    /// Reads a time.
    ///
    /// - Throws: what is wrong with the text, and what would be right.
    public init(_ text: String) throws(TimeSpecificationError) {
        form = try TimeSpecificationParser.parse(text)
    }

    /// The moment meant, in milliseconds since 1970, itself included in the period.
    ///
    /// A day, and a word that names a span of time, counts whole: its first moment is meant by `--since`, its last by
    /// `--until`. A time to the minute or second includes that second, as ausearch compares whole seconds. Where clocks
    /// are set back and show a time twice, `--since` means the first and `--until` the second; where they skip a time,
    /// the moment of the skip is meant. Weeks begin on Sunday, as ausearch's do.
    ///
    /// - Throws: where `boot` is asked for and the machine's start is not known.
    public func milliseconds(as bound: Bound, in reference: Reference) throws(TimeSpecificationError) -> Int64 {
        var reference = reference
        reference.now = min(max(reference.now, CalendarTime.earliest), CalendarTime.latest)
        let clock = ZoneClock(offset: reference.offset)
        switch form {
        case .word(let word):
            return try milliseconds(of: word, as: bound, in: reference, clock)
        case .day(let date):
            return clock.day(of: date, movedBy: 0, as: bound)
        case .local(let time, let open):
            return clock.moment(reading: time.milliseconds + (bound == .until ? open : 0), as: bound)
        case .moment(let moment, let open):
            return moment + (bound == .until ? open : 0)
        case .timeOfDay(let hour, let minute, let second, let millisecond, let open):
            let today = clock.reading(at: reference.now)
            guard
                let time = CalendarTime(
                    year: today.year,
                    month: today.month,
                    day: today.day,
                    hour: hour,
                    minute: minute,
                    second: second,
                    millisecond: millisecond
                )
            else { return reference.now }  // cannot be: the parts were checked when they were read
            return clock.moment(reading: time.milliseconds + (bound == .until ? open : 0), as: bound)
        case .ago(let distance):
            return max(reference.now - distance, CalendarTime.earliest)
        }
    }

    private func milliseconds(
        of word: Word,
        as bound: Bound,
        in reference: Reference,
        _ clock: ZoneClock
    ) throws(TimeSpecificationError) -> Int64 {
        let today = clock.reading(at: reference.now)
        switch word {
        case .now: return reference.now
        case .recent: return reference.now - 600_000  // ausearch: ten minutes
        case .boot:
            guard let boot = reference.bootTime else { throw .bootTimeUnknown }
            return boot
        case .today: return clock.day(of: today, movedBy: 0, as: bound)
        case .yesterday: return clock.day(of: today, movedBy: -1, as: bound)
        case .weekAgo: return clock.day(of: today, movedBy: -7, as: .since)
        case .thisHour:
            // Counted from now, not looked up, since clocks set back show this hour twice.
            let intoHour = Int64((today.minute * 60 + today.second) * 1000 + today.millisecond)
            return reference.now - intoHour + (bound == .until ? 3_599_999 : 0)
        case .thisWeek:
            let sunday = -today.weekday
            return bound == .since
                ? clock.day(of: today, movedBy: sunday, as: .since)
                : clock.day(of: today, movedBy: sunday + 6, as: .until)
        case .thisMonth:
            let first = 1 - today.day
            return bound == .since
                ? clock.day(of: today, movedBy: first, as: .since)
                : clock.day(
                    of: today,
                    movedBy: first + CalendarTime.days(inMonth: today.month, of: today.year) - 1,
                    as: .until
                )
        case .thisYear:
            guard let first = CalendarTime(year: today.year, month: 1, day: 1),
                let last = CalendarTime(year: today.year, month: 12, day: 31)
            else { return reference.now }  // cannot be: every year has both
            return clock.day(of: bound == .since ? first : last, movedBy: 0, as: bound)
        }
    }
}
