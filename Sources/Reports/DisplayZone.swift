internal import Analysis
internal import FoundationEssentials
// Knows the time zones; only linking it makes TimeZone know more than UTC.
private import FoundationInternationalization

/// The zone in which times are shown to people.
public struct DisplayZone: Sendable {
    /// Coordinated Universal Time.
    public static let utc = DisplayZone(zone: nil, name: "UTC")

    /// The zone of this machine: `TZ`, else `/etc/localtime`.
    public static var local: DisplayZone {
        let zone = TimeZone.current
        return isUTC(zone.identifier) ? .utc : DisplayZone(zone: zone, name: zone.identifier)
    }

    /// The zone's name in the time-zone database, such as `Europe/Berlin`.
    public let name: String
    private let zone: TimeZone?

    private init(zone: TimeZone?, name: String) {
        self.zone = zone
        self.name = name
    }

    /// A zone by its name in the time-zone database, or nil where the database has none of that name.
    public init?(named name: String) {
        if Self.isUTC(name) {
            self = .utc
            return
        }
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.init(zone: zone, name: name)
    }

    private static func isUTC(_ name: String) -> Bool {
        ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z"].contains(name)
    }

    /// Seconds east of UTC at a moment given in milliseconds since 1970.
    public func offset(at milliseconds: Int64) -> Int {
        zone?.secondsFromGMT(for: Self.date(milliseconds)) ?? 0
    }

    /// The offset at a moment of the years 0 to 9999, and the moments around it for which it holds.
    ///
    /// Costs a look-up in the database; `LocalClock` keeps the answer.
    func interval(around milliseconds: Int64) -> (offset: Int, moments: Range<Int64>) {
        guard let zone else { return (0, .min..<Int64.max) }
        // Begins a day early, since a log's times go back by a little.
        var start = milliseconds - CalendarTime.millisecondsPerDay
        for _ in 0..<Self.mostChanges {
            guard let change = zone.nextDaylightSavingTimeTransition(after: Self.date(start)) else {
                return (offset(at: milliseconds), start..<Int64.max)
            }
            let end = Int64((change.timeIntervalSince1970 * 1000).rounded())
            if end > milliseconds { return (offset(at: milliseconds), start..<end) }
            guard end > start else { break }
            start = end
        }
        return (offset(at: milliseconds), milliseconds..<milliseconds + 1)
    }

    /// More changes of clocks than any zone has in a day.
    private static let mostChanges = 4

    private static func date(_ milliseconds: Int64) -> Date {
        let clamped = min(max(milliseconds, CalendarTime.earliest), CalendarTime.latest)
        return Date(timeIntervalSince1970: Double(clamped) / 1000)
    }
}
