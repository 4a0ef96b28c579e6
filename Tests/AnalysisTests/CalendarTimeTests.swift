import Analysis
import Testing

@Suite struct `A calendar time` {
    struct Example: CustomTestStringConvertible, Sendable {
        let milliseconds: Int64
        let parts: [Int]
        var testDescription: String { "\(milliseconds)" }
    }

    @Test(arguments: [
        Example(milliseconds: 0, parts: [1970, 1, 1, 0, 0, 0, 0, 4]),
        Example(milliseconds: -1, parts: [1969, 12, 31, 23, 59, 59, 999, 3]),
        Example(milliseconds: 1_795_209_138_703, parts: [2026, 11, 20, 21, 12, 18, 703, 5]),
        Example(milliseconds: 951_782_399_999, parts: [2000, 2, 28, 23, 59, 59, 999, 1]),
        Example(milliseconds: 951_782_400_000, parts: [2000, 2, 29, 0, 0, 0, 0, 2]),
        Example(milliseconds: 4_107_542_400_000, parts: [2100, 3, 1, 0, 0, 0, 0, 1]),
        Example(milliseconds: -62_167_219_200_000, parts: [0, 1, 1, 0, 0, 0, 0, 6]),
        Example(milliseconds: -62_162_121_600_000, parts: [0, 2, 29, 0, 0, 0, 0, 2]),
        Example(milliseconds: 253_402_300_799_999, parts: [9999, 12, 31, 23, 59, 59, 999, 5]),
        Example(milliseconds: .min, parts: [0, 1, 1, 0, 0, 0, 0, 6]),
        Example(milliseconds: .max, parts: [9999, 12, 31, 23, 59, 59, 999, 5]),
    ])
    func `is read off a moment`(example: Example) {
        let time = CalendarTime(milliseconds: example.milliseconds)
        let parts = [
            time.year, time.month, time.day, time.hour, time.minute, time.second, time.millisecond, time.weekday,
        ]
        #expect(parts == example.parts)
    }

    /// The calendar repeats itself after 400 years, so that these periods stand for all.
    @Test(arguments: [0, 1800, 9600])
    func `gives back the moment of each day of 400 years`(year: Int) throws {
        var last = try #require(CalendarTime(year: year, month: 1, day: 1))
        var moment = last.milliseconds
        for _ in 1..<146_097 {
            moment += CalendarTime.millisecondsPerDay
            let time = CalendarTime(milliseconds: moment + 45_296_789)
            let isNextDay =
                time.month == last.month && time.year == last.year
                ? time.day == last.day + 1
                : time.day == 1 && last.day == CalendarTime.days(inMonth: last.month, of: last.year)
            guard time.milliseconds == moment + 45_296_789, isNextDay, time.weekday == (last.weekday + 1) % 7 else {
                Issue.record("\(moment): \(time)")
                return
            }
            last = time
        }
        #expect([last.year, last.month, last.day] == [year + 399, 12, 31])
    }

    @Test(arguments: [
        [2026, 2, 29, 0, 0, 0, 0], [1900, 2, 29, 0, 0, 0, 0], [2026, 0, 1, 0, 0, 0, 0], [2026, 13, 1, 0, 0, 0, 0],
        [2026, 4, 31, 0, 0, 0, 0], [2026, 1, 0, 0, 0, 0, 0], [2026, 1, 1, 24, 0, 0, 0], [2026, 1, 1, 0, 60, 0, 0],
        [2026, 1, 1, 0, 0, 60, 0], [2026, 1, 1, 0, 0, 0, 1000], [-1, 1, 1, 0, 0, 0, 0], [10_000, 1, 1, 0, 0, 0, 0],
    ])
    func `is refused where the calendar has none`(parts: [Int]) {
        let time = CalendarTime(
            year: parts[0],
            month: parts[1],
            day: parts[2],
            hour: parts[3],
            minute: parts[4],
            second: parts[5],
            millisecond: parts[6]
        )
        #expect(time == nil)
    }

    @Test func `knows the leap years`() {
        #expect(CalendarTime(year: 2000, month: 2, day: 29)?.milliseconds == 951_782_400_000)
        #expect(CalendarTime.days(inMonth: 2, of: 1900) == 28)
        #expect(CalendarTime.days(inMonth: 2, of: 2028) == 29)
    }
}
