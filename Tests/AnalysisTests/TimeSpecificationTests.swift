import Analysis
import Testing

/// 2026-11-20 21:12:18.703 UTC, a Friday.
private let now: Int64 = 1_795_209_138_703

/// Berlin's clocks in 2026: one hour east, two from March 29 to October 25, changed at 01:00 UTC.
@Sendable private func berlin(_ moment: Int64) -> Int {
    (1_774_746_000_000..<1_792_890_000_000).contains(moment) ? 7200 : 3600
}

@Suite struct `A time specification` {
    struct Example: CustomTestStringConvertible, Sendable {
        let text: String
        let since: String
        let until: String
        var testDescription: String { text }

        init(_ text: String, _ since: String, _ until: String) {
            self.text = text
            self.since = since
            self.until = until
        }
    }

    @Test(arguments: [
        Example("2026-11-20", "2026-11-20 00:00:00.000", "2026-11-20 23:59:59.999"),
        Example("2024-02-29", "2024-02-29 00:00:00.000", "2024-02-29 23:59:59.999"),
        Example("2026-11-20T21:12", "2026-11-20 21:12:00.000", "2026-11-20 21:12:00.999"),
        Example("2026-11-20 21:12:18", "2026-11-20 21:12:18.000", "2026-11-20 21:12:18.999"),
        Example("2026-11-20t21:12:18.7", "2026-11-20 21:12:18.700", "2026-11-20 21:12:18.700"),
        Example("2026-11-20T21:12:18,7034", "2026-11-20 21:12:18.703", "2026-11-20 21:12:18.703"),
        Example("2026-11-20T21:12:18.703Z", "2026-11-20 21:12:18.703", "2026-11-20 21:12:18.703"),
        Example("2026-11-20T21:12:18+01:00", "2026-11-20 20:12:18.000", "2026-11-20 20:12:18.999"),
        Example("2026-11-20T00:30-0530", "2026-11-20 06:00:00.000", "2026-11-20 06:00:00.999"),
        Example("2026-11-20 21:12 +01", "2026-11-20 20:12:00.000", "2026-11-20 20:12:00.999"),
        Example(" 2026-11-20 ", "2026-11-20 00:00:00.000", "2026-11-20 23:59:59.999"),
        Example("14:30", "2026-11-20 14:30:00.000", "2026-11-20 14:30:00.999"),
        Example("14:30:15", "2026-11-20 14:30:15.000", "2026-11-20 14:30:15.999"),
        Example("now", "2026-11-20 21:12:18.703", "2026-11-20 21:12:18.703"),
        Example("recent", "2026-11-20 21:02:18.703", "2026-11-20 21:02:18.703"),
        Example("this-hour", "2026-11-20 21:00:00.000", "2026-11-20 21:59:59.999"),
        Example("today", "2026-11-20 00:00:00.000", "2026-11-20 23:59:59.999"),
        Example("Yesterday", "2026-11-19 00:00:00.000", "2026-11-19 23:59:59.999"),
        Example("this-week", "2026-11-15 00:00:00.000", "2026-11-21 23:59:59.999"),
        Example("week-ago", "2026-11-13 00:00:00.000", "2026-11-13 00:00:00.000"),
        Example("this-month", "2026-11-01 00:00:00.000", "2026-11-30 23:59:59.999"),
        Example("this-year", "2026-01-01 00:00:00.000", "2026-12-31 23:59:59.999"),
        Example("boot", "2026-11-20 08:00:00.000", "2026-11-20 08:00:00.000"),
        Example("-2h", "2026-11-20 19:12:18.703", "2026-11-20 19:12:18.703"),
        Example("90m", "2026-11-20 19:42:18.703", "2026-11-20 19:42:18.703"),
        Example("3d", "2026-11-17 21:12:18.703", "2026-11-17 21:12:18.703"),
        Example("1d12h ago", "2026-11-19 09:12:18.703", "2026-11-19 09:12:18.703"),
        Example("1w", "2026-11-13 21:12:18.703", "2026-11-13 21:12:18.703"),
        Example("@1795209138", "2026-11-20 21:12:18.000", "2026-11-20 21:12:18.999"),
        Example("@1795209138.703:44595", "2026-11-20 21:12:18.703", "2026-11-20 21:12:18.703"),
    ])
    func `means a moment`(example: Example) throws {
        let time = try TimeSpecification(example.text)
        let reference = TimeSpecification.Reference(now: now, bootTime: 1_795_161_600_000)
        #expect(shown(try time.milliseconds(as: .since, in: reference)) == example.since)
        #expect(shown(try time.milliseconds(as: .until, in: reference)) == example.until)
    }

    @Test(arguments: [
        Example("2026-11-20", "2026-11-19 23:00:00.000", "2026-11-20 22:59:59.999"),
        // The days on which clocks change have 23 and 25 hours.
        Example("2026-03-29", "2026-03-28 23:00:00.000", "2026-03-29 21:59:59.999"),
        Example("2026-10-25", "2026-10-24 22:00:00.000", "2026-10-25 22:59:59.999"),
        // Skipped: no event before the skip counts as later, none after it as earlier.
        Example("2026-03-29T02:30", "2026-03-29 01:00:00.000", "2026-03-29 00:59:59.999"),
        // Shown twice.
        Example("2026-10-25T02:30:00", "2026-10-25 00:30:00.000", "2026-10-25 01:30:00.999"),
        Example("2026-07-01T12:00", "2026-07-01 10:00:00.000", "2026-07-01 10:00:00.999"),
        Example("2026-07-01T12:00Z", "2026-07-01 12:00:00.000", "2026-07-01 12:00:00.999"),
        Example("22:12", "2026-11-20 21:12:00.000", "2026-11-20 21:12:00.999"),
        Example("today", "2026-11-19 23:00:00.000", "2026-11-20 22:59:59.999"),
        Example("this-year", "2025-12-31 23:00:00.000", "2026-12-31 22:59:59.999"),
    ])
    func `without a zone is in the zone given`(example: Example) throws {
        let time = try TimeSpecification(example.text)
        let reference = TimeSpecification.Reference(now: now, offset: berlin)
        #expect(shown(try time.milliseconds(as: .since, in: reference)) == example.since)
        #expect(shown(try time.milliseconds(as: .until, in: reference)) == example.until)
    }

    @Test func `finds each moment of two days with a change of clocks again`() throws {
        for start: Int64 in [1_774_656_000_000, 1_792_800_000_000] {
            for minute: Int64 in 0..<2880 {
                let moment = start + minute * 60_000
                let shown = self.shown(moment + Int64(berlin(moment)) * 1000)
                let time = try TimeSpecification(shown)
                let reference = TimeSpecification.Reference(now: now, offset: berlin)
                let found = [
                    try time.milliseconds(as: .since, in: reference), try time.milliseconds(as: .until, in: reference),
                ]
                guard found.contains(moment) else {
                    Issue.record("\(shown): \(found), not \(moment)")
                    return
                }
            }
        }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let text: String
        let kind: TimeSpecificationError.Kind
        let says: String
        var testDescription: String { text }

        init(_ text: String, _ kind: TimeSpecificationError.Kind, _ says: String) {
            self.text = text
            self.kind = kind
            self.says = says
        }
    }

    @Test(arguments: [
        Refusal("", .empty, "is no time: write a date and time such as"),
        Refusal("  ", .empty, "is no time"),
        Refusal("tomorrow", .unknownForm, "'tomorrow' is no time: write"),
        Refusal("checkpoint", .checkpoint, "checkpoint file of ausearch"),
        Refusal("11/20/2026", .ambiguousDate, "year-month-day, as in 2026-11-20"),
        Refusal("20.11.2026", .ambiguousDate, "year-month-day"),
        Refusal("2026-02-30", .noSuchDay, "days of that month run from 01 to 28"),
        Refusal("2026-13-01", .noSuchDay, "months run from 01 to 12"),
        Refusal("2026-1-1", .unknownForm, "four digits of year"),
        Refusal("26-01-01", .unknownForm, "four digits of year"),
        Refusal("24:00", .noSuchTimeOfDay, "hours run from 00 to 23"),
        Refusal("12:60", .noSuchTimeOfDay, "minutes and seconds from 00 to 59"),
        Refusal("23:59:60", .noSuchTimeOfDay, "from 00 to 59"),
        Refusal("9:30", .unknownForm, "two digits each of hours and minutes"),
        Refusal("2026-11-20T", .unknownForm, "time of day"),
        Refusal("2026-11-20T21", .unknownForm, "time of day"),
        Refusal("2026-11-20T21:12:18.", .unknownForm, "is no time"),
        Refusal("2026-11-20T21:12x", .unknownForm, "is no time"),
        Refusal("2026-11-20T21:12+25:00", .noSuchOffset, "+01:00"),
        Refusal("2026-11-20Z", .unknownForm, "is no time"),
        Refusal("90", .unknownSpan, "write s, m, h, d or w"),
        Refusal("3y", .unknownSpan, "write s, m, h, d or w"),
        Refusal("2h later", .unknownForm, "is no time"),
        Refusal("99999999999999999999d", .tooLarge, "years 0 to 9999"),
        Refusal("9000000000000000h9000000000000000h", .tooLarge, "years 0 to 9999"),
        Refusal("@99999999999999999999", .tooLarge, "years 0 to 9999"),
        Refusal("@", .unknownForm, "is no time"),
        Refusal("-", .unknownForm, "is no time"),
    ])
    func `is refused with a reason`(refusal: Refusal) {
        let error = #expect(throws: TimeSpecificationError.self) { try TimeSpecification(refusal.text) }
        #expect(error?.kind == refusal.kind)
        #expect(error?.description.contains(refusal.says) == true, "\(error?.description ?? "")")
    }

    @Test func `needs the machine's start for boot`() throws {
        let time = try TimeSpecification("boot")
        let error = #expect(throws: TimeSpecificationError.self) {
            try time.milliseconds(as: .since, in: .init(now: now))
        }
        #expect(error?.kind == .bootTimeUnknown)
    }

    @Test func `is repeated harmlessly in its refusal`() {
        let error = #expect(throws: TimeSpecificationError.self) {
            try TimeSpecification("\u{1b}[2J\n" + String(repeating: "é", count: 4000))
        }
        let text = error?.description ?? ""
        #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) })
        #expect(text.hasPrefix("'?[2J???"))
        #expect(text.utf8.count < 300)
    }

    @Test func `never traps, whatever the clock`() throws {
        for text in ["now", "recent", "today", "this-week", "week-ago", "this-year", "3d", "0000-01-01", "9999-12-31"] {
            for now: Int64 in [.min, .max, 0, -1, CalendarTime.earliest, CalendarTime.latest] {
                let time = try TimeSpecification(text)
                let reference = TimeSpecification.Reference(now: now, offset: { _ in -64_800 })
                let since = try time.milliseconds(as: .since, in: reference)
                let until = try time.milliseconds(as: .until, in: reference)
                #expect(since <= until, "\(text) \(now)")
            }
        }
    }

    /// A moment in a form that can be compared by eye.
    private func shown(_ milliseconds: Int64) -> String {
        let time = CalendarTime(milliseconds: milliseconds)
        func padded(_ number: Int, _ digits: Int) -> String {
            String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
        }
        let date = [padded(time.year, 4), padded(time.month, 2), padded(time.day, 2)].joined(separator: "-")
        let clock = [padded(time.hour, 2), padded(time.minute, 2), padded(time.second, 2)].joined(separator: ":")
        return "\(date) \(clock).\(padded(time.millisecond, 3))"
    }
}
