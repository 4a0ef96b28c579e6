public import AuditRecords

/// A place that audit rules watched, and when.
public struct WatchedPlace: Sendable {
    /// What says that it was watched.
    ///
    /// The raw values are the ones that are saved and printed.
    public enum Basis: String, Sendable, CaseIterable, Codable {
        /// A rule's loading is on record.
        case rule
        /// A rule fired on it.
        case event
    }

    /// A time in which it was watched.
    public struct Interval: Sendable, Codable {
        /// From when, in milliseconds since 1970.
        public var from: Int64
        /// Until when; nil where it goes on to the end of the log.
        public var to: Int64?
        /// What says so.
        public var basis: Basis
    }

    /// The node; empty where records name none.
    public var node: [UInt8] = []
    /// The file or directory, by the name that it had first.
    public let path: [UInt8]
    /// The same without what other names of it lack: links that every host has make `/usr/lib` of `/lib`, say.
    let shortPath: [UInt8]
    /// The key of the rule.
    public var key: [UInt8]
    /// When it was watched, in order.
    public var intervals: [Interval] = []
    /// Whether a rule that watched it was removed: it was watched, even if nothing says since when.
    public var wasRemoved = false

    /// Times of one place that are told apart; of more, the oldest is forgotten.
    static let intervalsLimit = 256

    init(path: [UInt8], key: [UInt8]) {
        self.path = path
        self.key = key
        shortPath = PlacePath.short(path)
    }

    /// Whether it is watched now.
    var isWatched: Bool { intervals.last.map { $0.to == nil } ?? false }

    /// Whether a short path is the place, or lies in it.
    func covers(_ other: Span<UInt8>) -> Bool {
        guard other.count >= shortPath.count else { return false }
        let own = shortPath.span
        guard other.extracting(0..<own.count).holdsSame(as: own) else { return false }
        return other.count == own.count || other[own.count] == UInt8(ascii: "/")
    }

    /// Takes that it is watched from a time on.
    mutating func open(from time: Int64, _ basis: Basis) {
        guard !isWatched else { return }
        // A rule whose file is known only once it fires may have been loaded before the place was last watched.
        let from = max(time, intervals.last?.to ?? time)
        if intervals.count == Self.intervalsLimit { intervals.removeFirst() }
        intervals.append(Interval(from: from, to: nil, basis: basis))
    }

    /// Takes that the rule is gone.
    mutating func remove(at time: Int64) {
        wasRemoved = true
        close(at: time)
    }

    /// Takes that the machine started anew at a time, and was last heard of at another.
    mutating func restart(at time: Int64, after last: Int64) {
        guard let interval = intervals.last, interval.from < time else { return }
        close(at: last)
    }

    private mutating func close(at time: Int64) {
        guard let last = intervals.indices.last, intervals[last].to == nil else { return }
        intervals[last].to = max(intervals[last].from, time)
    }
}

extension WatchedPlace: SavedState {
    /// Whether the limit is kept, and times are some.
    public var isSound: Bool {
        intervals.count <= Self.intervalsLimit
            && intervals.allSatisfy { Stamp.isTime($0.from) && Stamp.isTime($0.to ?? 0) && $0.from <= $0.to ?? $0.from }
    }
}
