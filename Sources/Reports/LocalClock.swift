internal import Analysis

/// Reads a zone's clock, cheaply for moments that lie close together.
///
/// Keeps the offset until the next change of clocks, so that a log costs a handful of look-ups.
public struct LocalClock: Sendable {
    /// The zone that the clock shows.
    public let zone: DisplayZone
    private var offset = 0
    /// The moments for which `offset` holds.
    private var moments: Range<Int64> = 0..<0

    /// A clock that shows a zone's time.
    public init(zone: DisplayZone) {
        self.zone = zone
    }

    /// What the clock shows at a moment given in milliseconds since 1970.
    mutating func reading(at milliseconds: Int64) -> CalendarTime {
        let moment = min(max(milliseconds, CalendarTime.earliest), CalendarTime.latest)
        return CalendarTime(milliseconds: moment + Int64(offset(at: moment)) * 1000)
    }

    /// Seconds east of UTC at a moment given in milliseconds since 1970.
    mutating func offset(at milliseconds: Int64) -> Int {
        if !moments.contains(milliseconds) { (offset, moments) = zone.interval(around: milliseconds) }
        return offset
    }
}
