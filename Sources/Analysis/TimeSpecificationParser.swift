/// Reads the forms of a time specification.
struct TimeSpecificationParser {
    private static let examples =
        "write a date and time such as 2026-11-20T14:30, a time of today such as 14:30, a span such as 2h, or a word: "
        + TimeSpecification.Word.allCases.map(\.rawValue).joined(separator: ", ")

    private let text: String
    private var cursor: DigitCursor

    private init(_ text: String) {
        self.text = text
        cursor = DigitCursor(text)
    }

    static func parse(_ text: String) throws(TimeSpecificationError) -> TimeSpecification.Form {
        let trimmed = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        guard !trimmed.isEmpty else { throw TimeSpecificationError(.empty, text, "is no time: \(examples)") }
        if let word = TimeSpecification.Word(rawValue: trimmed.lowercased()) { return .word(word) }
        if trimmed.lowercased() == "checkpoint" {
            throw TimeSpecificationError(
                .checkpoint,
                trimmed,
                "refers to a checkpoint file of ausearch, which is not read here: write a date and time"
            )
        }
        var parser = TimeSpecificationParser(trimmed)
        return try parser.form()
    }

    private mutating func form() throws(TimeSpecificationError) -> TimeSpecification.Form {
        if cursor.take(UInt8(ascii: "@")) { return try stampSeconds() }
        let negative = cursor.take(UInt8(ascii: "-"))
        let start = cursor.position
        guard cursor.number() != nil else { throw unknownForm }
        switch cursor.next {
        case UInt8(ascii: "-") where !negative:
            cursor.position = start
            return try dateAndTime()
        case UInt8(ascii: ":") where !negative:
            cursor.position = start
            return try timeOfToday()
        case UInt8(ascii: "/"), UInt8(ascii: "."):
            throw TimeSpecificationError(
                .ambiguousDate,
                text,
                "does not say for certain which is the day and which the month: write year-month-day, as in 2026-11-20"
            )
        case nil:
            throw TimeSpecificationError(
                .unknownSpan,
                text,
                "lacks a unit: write s, m, h, d or w behind the number, as in 90m, or @ before a stamp's seconds"
            )
        default:
            cursor.position = start
            return try span()
        }
    }

    private var unknownForm: TimeSpecificationError {
        TimeSpecificationError(.unknownForm, text, "is no time: \(Self.examples)")
    }

    private var tooLarge: TimeSpecificationError {
        TimeSpecificationError(.tooLarge, text, "lies outside the years 0 to 9999: write a time within them")
    }

    // MARK: - Forms

    private mutating func stampSeconds() throws(TimeSpecificationError) -> TimeSpecification.Form {
        guard let seconds = cursor.number() else { throw unknownForm }
        guard seconds <= CalendarTime.latest / 1000 else { throw tooLarge }
        let fraction = try fraction()
        // A stamp is followed by its serial when it is copied whole from a record.
        if cursor.take(UInt8(ascii: ":")), cursor.number() == nil { throw unknownForm }
        guard cursor.next == nil else { throw unknownForm }
        return .moment(seconds * 1000 + (fraction ?? 0), open: fraction == nil ? 999 : 0)
    }

    private mutating func timeOfToday() throws(TimeSpecificationError) -> TimeSpecification.Form {
        let time = try clockTime()
        guard cursor.next == nil else { throw unknownForm }
        return .timeOfDay(
            hour: time.hour,
            minute: time.minute,
            second: time.second,
            millisecond: time.millisecond,
            open: time.open
        )
    }

    private mutating func dateAndTime() throws(TimeSpecificationError) -> TimeSpecification.Form {
        guard let year = cursor.digits(4), cursor.take(UInt8(ascii: "-")), let month = cursor.digits(2),
            cursor.take(UInt8(ascii: "-")),
            let day = cursor.digits(2)
        else {
            throw TimeSpecificationError(
                .unknownForm,
                text,
                "is no date: write four digits of year, two of month and two of day, as in 2026-11-20"
            )
        }
        guard let date = CalendarTime(year: year, month: month, day: day) else {
            let last = CalendarTime.days(inMonth: month, of: year)
            throw TimeSpecificationError(
                .noSuchDay,
                text,
                last == 0
                    ? "names a month that does not exist: months run from 01 to 12"
                    : "names a day that does not exist: days of that month run from 01 to \(last)"
            )
        }
        guard cursor.next != nil else { return .day(date) }
        guard cursor.take(UInt8(ascii: "T")) || cursor.take(UInt8(ascii: "t")) || cursor.take(UInt8(ascii: " ")) else {
            throw unknownForm
        }
        let time = try clockTime()
        guard
            let local = CalendarTime(
                year: year,
                month: month,
                day: day,
                hour: time.hour,
                minute: time.minute,
                second: time.second,
                millisecond: time.millisecond
            )
        else { throw unknownForm }  // cannot be: both halves were checked
        guard let offset = try zone() else { return .local(local, open: time.open) }
        return .moment(local.milliseconds - Int64(offset) * 1000, open: time.open)
    }

    private mutating func span() throws(TimeSpecificationError) -> TimeSpecification.Form {
        var milliseconds: Int64 = 0
        while let count = cursor.number() {
            guard let unit = takeUnit() else {
                throw TimeSpecificationError(
                    .unknownSpan,
                    text,
                    "has a unit that is not known: write s, m, h, d or w for seconds to weeks, as in 90m or 1d12h"
                )
            }
            let part = count.multipliedReportingOverflow(by: unit)
            let sum = milliseconds.addingReportingOverflow(part.partialValue)
            guard !part.overflow, !sum.overflow, sum.partialValue <= CalendarTime.latest - CalendarTime.earliest else {
                throw tooLarge
            }
            milliseconds = sum.partialValue
        }
        if cursor.take(UInt8(ascii: " ")) {
            for byte in "ago".utf8 where !cursor.take(byte) { throw unknownForm }
        }
        guard cursor.next == nil else { throw unknownForm }
        return .ago(milliseconds)
    }

    // MARK: - Parts

    /// Hours and minutes, with seconds and a fraction where they are written.
    private mutating func clockTime() throws(TimeSpecificationError) -> ClockTime {
        guard let hour = cursor.digits(2), cursor.take(UInt8(ascii: ":")), let minute = cursor.digits(2) else {
            throw TimeSpecificationError(
                .unknownForm,
                text,
                "has no complete time of day: write two digits each of hours and minutes, as in 09:30 or 09:30:15"
            )
        }
        var time = ClockTime(hour: hour, minute: minute)
        if cursor.take(UInt8(ascii: ":")) {
            guard let second = cursor.digits(2) else { throw unknownForm }
            time.second = second
            if let fraction = try fraction() {
                time.millisecond = Int(fraction)
                time.open = 0
            }
        }
        guard time.hour <= 23, time.minute <= 59, time.second <= 59 else {
            throw TimeSpecificationError(
                .noSuchTimeOfDay,
                text,
                "names a time that no clock shows: hours run from 00 to 23, minutes and seconds from 00 to 59"
            )
        }
        return time
    }

    private struct ClockTime {
        var hour: Int
        var minute: Int
        var second = 0
        var millisecond = 0
        /// What lies between this time and the end of its second.
        var open: Int64 = 999
    }

    /// Milliseconds behind a point or comma; digits beyond the third are dropped.
    private mutating func fraction() throws(TimeSpecificationError) -> Int64? {
        guard cursor.take(UInt8(ascii: ".")) || cursor.take(UInt8(ascii: ",")) else { return nil }
        var milliseconds: Int64 = 0
        var count = 0
        while let digit = cursor.takeDigit() {
            if count < 3 { milliseconds = milliseconds * 10 + Int64(digit) }
            count += 1
        }
        guard count > 0 else { throw unknownForm }
        while count < 3 {
            milliseconds *= 10
            count += 1
        }
        return milliseconds
    }

    /// Seconds east of UTC, or nil where the text ends without a zone.
    private mutating func zone() throws(TimeSpecificationError) -> Int? {
        _ = cursor.take(UInt8(ascii: " "))
        guard cursor.next != nil else { return nil }
        if cursor.take(UInt8(ascii: "Z")) || cursor.take(UInt8(ascii: "z")) {
            guard cursor.next == nil else { throw unknownForm }
            return 0
        }
        let east = cursor.take(UInt8(ascii: "+"))
        guard east || cursor.take(UInt8(ascii: "-")), let hours = cursor.digits(2) else { throw unknownForm }
        var minutes = 0
        if cursor.next != nil {
            _ = cursor.take(UInt8(ascii: ":"))
            guard let written = cursor.digits(2), cursor.next == nil else { throw unknownForm }
            minutes = written
        }
        guard hours <= 18, minutes <= 59 else {
            throw TimeSpecificationError(
                .noSuchOffset,
                text,
                "is further from UTC than any zone: write Z for UTC, or an offset such as +01:00"
            )
        }
        return (hours * 60 + minutes) * (east ? 60 : -60)
    }

    private mutating func takeUnit() -> Int64? {
        guard let byte = cursor.next else { return nil }
        let seconds: Int64
        switch byte {
        case UInt8(ascii: "s"): seconds = 1
        case UInt8(ascii: "m"): seconds = 60
        case UInt8(ascii: "h"): seconds = 3600
        case UInt8(ascii: "d"): seconds = 86_400
        case UInt8(ascii: "w"): seconds = 604_800
        default: return nil
        }
        cursor.position += 1
        return seconds * 1000
    }
}
