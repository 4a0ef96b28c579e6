/// A date and time of day, read off a clock without a zone.
///
/// The calendar is the Gregorian one, carried back before its introduction as ISO 8601 does. Whoever makes a value
/// knows which clock it was read from: UTC, or UTC moved by a zone's offset.
public struct CalendarTime: Hashable, Sendable {
    /// The earliest moment that four digits of year can name, in milliseconds: 0000-01-01 00:00:00.000.
    public static let earliest: Int64 = -62_167_219_200_000
    /// The latest moment that four digits of year can name, in milliseconds: 9999-12-31 23:59:59.999.
    public static let latest: Int64 = 253_402_300_799_999
    /// Milliseconds of a day without a change of clocks.
    public static let millisecondsPerDay: Int64 = 86_400_000

    /// The year, 0 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59; audit stamps know no leap second.
    public let second: Int
    /// The millisecond, 0 to 999.
    public let millisecond: Int

    /// Reads the calendar at a moment, in milliseconds since 1970.
    ///
    /// A moment that four digits of year cannot name becomes the nearest one that they can.
    public init(milliseconds: Int64) {
        let clamped = min(max(milliseconds, Self.earliest), Self.latest)
        // Counting from the first moment of year 0 keeps every number below positive.
        let elapsed = clamped - Self.earliest
        let days = Int(elapsed / Self.millisecondsPerDay)
        let rest = Int(elapsed % Self.millisecondsPerDay)
        (year, month, day) = Self.date(ofDay: days)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    /// A date and time from its parts, or nil where the calendar has no such moment.
    public init?(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        millisecond: Int = 0
    ) {
        guard (0...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Self.days(inMonth: month, of: year),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999).contains(millisecond)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// The moment in milliseconds since 1970, as if the clock showed UTC.
    public var milliseconds: Int64 {
        let seconds = ((daysSinceYearZero * 24 + hour) * 60 + minute) * 60 + second
        return Self.earliest + Int64(seconds) * 1000 + Int64(millisecond)
    }

    /// The day of the week, from 0 for Sunday to 6 for Saturday.
    public var weekday: Int {
        (daysSinceYearZero + 6) % 7  // 0000-01-01 was a Saturday
    }

    /// How many days a month has; 0 for a month that is none.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Whole days from 0000-01-01 to this date.
    private var daysSinceYearZero: Int {
        // A year that begins in March has its leap day at its very end, so that months need no table.
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = year == 0 && month <= 2 ? -1 : marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 + Self.daysBeforeMarch
    }

    /// January and February of year 0, a leap year.
    private static let daysBeforeMarch = 60

    private static func date(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
        guard days >= daysBeforeMarch else {
            return days < 31 ? (0, 1, days + 1) : (0, 2, days - 30)
        }
        let sinceMarch = days - daysBeforeMarch
        let era = sinceMarch / 146_097  // 400 years
        let dayOfEra = sinceMarch % 146_097
        // Takes the leap days out, so that what is left divides by 365.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }
}
