internal import Analysis

/// Writes moments without asking anybody for a format.
public enum TimeText {
    /// Appends a moment as `2026-11-20T21:12:18.703Z`, given in milliseconds since 1970.
    ///
    /// What lies outside the years 0 to 9999 is written as their first or last moment.
    public static func appendUTC(_ milliseconds: Int64, to output: inout OutputBuffer) {
        let time = CalendarTime(milliseconds: milliseconds)
        appendDate(of: time, to: &output)
        output.append(UInt8(ascii: "T"))
        appendTimeOfDay(of: time, to: &output)
        output.append(UInt8(ascii: "."))
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: time.millisecond / 100))
        output.append(twoDigits: time.millisecond % 100)
        output.append(UInt8(ascii: "Z"))
    }

    /// Appends a moment as `2026-11-20 21:12:18` in a zone, which the caller names once beside it.
    public static func appendLocal(_ milliseconds: Int64, by clock: inout LocalClock, to output: inout OutputBuffer) {
        let time = clock.reading(at: milliseconds)
        appendDate(of: time, to: &output)
        output.append(UInt8(ascii: " "))
        appendTimeOfDay(of: time, to: &output)
    }

    /// Appends an offset in seconds east of UTC as `UTC+01:00`; seconds are dropped, which only old local times had.
    static func appendOffset(_ seconds: Int, to output: inout OutputBuffer) {
        output.append("UTC")
        guard seconds != 0 else { return }
        output.append(UInt8(ascii: seconds < 0 ? "-" : "+"))
        output.append(twoDigits: min(Int(seconds.magnitude) / 3600, 99))
        output.append(UInt8(ascii: ":"))
        output.append(twoDigits: Int(seconds.magnitude) / 60 % 60)
    }

    static func appendDate(of time: CalendarTime, to output: inout OutputBuffer) {
        output.append(twoDigits: time.year / 100)
        output.append(twoDigits: time.year % 100)
        output.append(UInt8(ascii: "-"))
        output.append(twoDigits: time.month)
        output.append(UInt8(ascii: "-"))
        output.append(twoDigits: time.day)
    }

    static func appendTimeOfDay(of time: CalendarTime, to output: inout OutputBuffer) {
        output.append(twoDigits: time.hour)
        output.append(UInt8(ascii: ":"))
        output.append(twoDigits: time.minute)
        output.append(UInt8(ascii: ":"))
        output.append(twoDigits: time.second)
    }
}
