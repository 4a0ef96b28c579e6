/// When people are expected to work, in a fixed distance from UTC.
struct OfficeHours: Sendable, Equatable {
    /// Days of the week: 0 is Monday.
    var days: Set<Int>
    /// From which minute of the day on.
    var from: Int
    /// Until which minute; earlier than `from` for a night's shift.
    var to: Int
    /// Minutes that the site's clocks are ahead of UTC.
    var ahead: Int

    /// Whether a moment, in milliseconds since 1970, lies in them.
    func contains(_ milliseconds: Int64) -> Bool {
        let minutes = Self.floor(milliseconds, 60_000) + Int64(ahead)
        let day = Self.floor(minutes, 1440)
        let minute = Int(minutes - day * 1440)
        // 1970-01-01 was a Thursday.
        let weekday = Int(day + 3 - Self.floor(day + 3, 7) * 7)
        if from <= to { return days.contains(weekday) && minute >= from && minute < to }
        let yesterday = (weekday + 6) % 7
        return minute >= from ? days.contains(weekday) : minute < to && days.contains(yesterday)
    }

    private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
    }
}
