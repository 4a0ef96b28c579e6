import AuditRecords
import DockerActivity

/// Judges when the places of one host were watched, and whether that is all the time that its log spans.
struct PlaceJudge {
    /// Docker's most important places, which are told of whether or not the log does.
    static let mainPlaces = ["/etc/docker", "/run/docker.sock", "/var/lib/docker"]
    /// How long after the log's first record rules may be loaded, in milliseconds: auditd writes before they are.
    static let startTime: Int64 = 60_000

    private let found: CoverageFindings
    private let period: ClosedRange<Int64>
    private let set: Int

    /// A judge of what a trail found in logs that span a time.
    init(_ found: CoverageFindings, period: ClosedRange<Int64>, set: Int) {
        self.found = found
        self.period = period
        self.set = set
    }

    /// The places, with those of Docker's that the log says nothing of, by node and path.
    var places: [Report.Place] {
        var places = found.places.filter { DockerPlace(path: $0.path.span) != .other }.map(judge)
        let nodes = Set(found.places.map(\.node) + (found.places.isEmpty ? [[]] : []))
        for node in nodes {
            for main in Self.mainPlaces where !places.contains(where: { $0.node == node && $0.isAbout(main) }) {
                places.append(
                    Report.Place(set: set, node: node, path: Array(main.utf8), watched: [], verdict: .unknown)
                )
            }
        }
        return places.sorted { left, right in
            left.node != right.node
                ? left.node.lexicographicallyPrecedes(right.node) : left.path.lexicographicallyPrecedes(right.path)
        }
    }

    private func judge(_ place: WatchedPlace) -> Report.Place {
        var intervals: [(times: ClosedRange<Int64>, basis: WatchedPlace.Basis)] = []
        for interval in place.intervals {
            let end = max(interval.from, interval.to ?? period.upperBound)
            // Loading rules anew takes a moment in which nothing is watched; only where that is none is it left out.
            if let last = intervals.last, interval.basis == last.basis, interval.from <= last.times.upperBound {
                intervals[intervals.count - 1].times = last.times.lowerBound...max(last.times.upperBound, end)
            } else {
                intervals.append((interval.from...end, interval.basis))
            }
        }
        for gap in found.gaps where gap.node == place.node && (gap.kind.isOfDaemon || gap.kind == .auditOff) {
            intervals = intervals.flatMap { Self.cut($0, from: gap.from, to: gap.to ?? .max) }
        }
        return Report.Place(
            set: set,
            node: place.node,
            path: place.path,
            key: place.key,
            watched: intervals,
            verdict: verdict(intervals, wasRemoved: place.wasRemoved)
        )
    }

    private func verdict(
        _ intervals: [(times: ClosedRange<Int64>, basis: WatchedPlace.Basis)],
        wasRemoved: Bool
    ) -> Report.Place.Verdict {
        guard let first = intervals.first else { return wasRemoved ? .not : .unknown }
        let isWhole =
            intervals.count == 1 && first.basis == .rule && first.times.upperBound >= period.upperBound
            && first.times.lowerBound <= period.lowerBound + Self.startTime
        return isWhole ? .watched : .partly
    }

    /// What is left of an interval without a time.
    private static func cut(
        _ interval: (times: ClosedRange<Int64>, basis: WatchedPlace.Basis),
        from: Int64,
        to: Int64
    ) -> [(times: ClosedRange<Int64>, basis: WatchedPlace.Basis)] {
        let times = interval.times
        guard from <= times.upperBound, to >= times.lowerBound else { return [interval] }
        var left: [(times: ClosedRange<Int64>, basis: WatchedPlace.Basis)] = []
        if from > times.lowerBound { left.append((times.lowerBound...from, interval.basis)) }
        if to < times.upperBound { left.append((to...times.upperBound, interval.basis)) }
        return left
    }
}

extension Report.Place {
    /// Whether what is said of the place is about another, or part of it.
    fileprivate func isAbout(_ other: String) -> Bool {
        var path = String(decoding: path, as: UTF8.self)
        if path.hasPrefix("/var/run/") { path.removeFirst(4) }
        return other == path || other.hasPrefix(path + "/") || path.hasPrefix(other + "/")
    }
}
