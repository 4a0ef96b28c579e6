import AuditRecords

/// Which places the audit rules of one node watched, and when.
///
/// What the kernel writes of a rule that is loaded is its key. The path has to be found out:
/// - auditctl's command line names it (`auditctl -w PATH`), or the record itself does;
/// - the call that loads a watch looks the path up: a directory's PATH item is in the event, of a file only its directory's;
/// - an event with the rule's key on a file in that directory tells which file it is.
///
/// What was removed is told by its key as well. Where several places have it and no path is known, all of them count as
/// unwatched from then on, until a rule is loaded anew or fires. A rule that fires where none is known to have been loaded
/// proves that the place is watched from that event on: its loading lies before the log's beginning.
struct WatchedPlaces: Sendable, Codable {
    /// Rules whose path is not known, and places, that are kept.
    static let rulesLimit = 1024
    /// As `rulesLimit`.
    static let placesLimit = 512

    /// A rule whose file is not known.
    private struct Rule: Codable {
        let key: [UInt8]
        /// The file's directory, without what other names of it lack; empty where nothing tells.
        var directory: [UInt8]
        let stamp: Stamp
    }

    /// What the call looked up that loads a rule.
    private struct Loading: Codable {
        let stamp: Stamp
        let path: [UInt8]
        /// Whether the rule watches the path itself, and not a file in it.
        let isWatched: Bool
    }

    private(set) var places: [WatchedPlace] = []
    /// Places beyond the limit.
    private(set) var omitted: UInt64 = 0
    private var rules: [Rule] = []
    /// What was looked up last, until the rule's own record is met.
    private var loading: Loading?
    /// The place that an event was on last: the next one mostly is on the same.
    private var latest = 0

    /// Takes what a call looked up that loads a rule; it stands in the same event as the rule's record, in either order.
    mutating func note(loading items: ArraySlice<FileItem>, at stamp: Stamp, in bytes: Span<UInt8>) {
        guard let item = items.first(where: { $0.part != .parent && !$0.path.isEmpty }) ?? items.first else { return }
        let path = PlacePath.trimmed([UInt8](copying: bytes.extracting(item.path.indices)))
        guard !path.isEmpty else { return }
        loading = Loading(stamp: stamp, path: path, isWatched: item.part != .parent)
        guard let index = rules.lastIndex(where: { $0.stamp == stamp && $0.directory.isEmpty }) else { return }
        let key = rules.remove(at: index).key
        add(key: key, path: nil, at: stamp)
    }

    /// Takes that a rule was loaded.
    mutating func add(key: [UInt8], path: [UInt8]?, at stamp: Stamp) {
        let found = loading.flatMap { $0.stamp == stamp ? $0 : nil }
        if let path = path ?? (found?.isWatched == true ? found?.path : nil) {
            open(path, key, from: stamp.milliseconds, .rule)
            return
        }
        if rules.count == Self.rulesLimit { rules.removeFirst() }
        let directory = found.map { PlacePath.directory(of: PlacePath.short($0.path + [UInt8(ascii: "/")])) } ?? []
        rules.append(Rule(key: key, directory: directory, stamp: stamp))
    }

    /// Takes that a rule was removed.
    mutating func remove(key: [UInt8], path: [UInt8]?, at stamp: Stamp) {
        guard let path else {
            rules.removeAll { $0.key == key }
            for index in places.indices where places[index].key == key { places[index].remove(at: stamp.milliseconds) }
            return
        }
        let directory = Self.shortDirectory(of: path)
        if let index = rules.lastIndex(where: { $0.key == key && $0.directory == directory }) {
            rules.remove(at: index)
        }
        guard let index = index(of: path, key) else { return }
        if places[index].key == key { places[index].remove(at: stamp.milliseconds) }
    }

    /// Takes that the machine started anew, without rules, at a time, and was last heard of at another.
    mutating func restart(at time: Int64, after last: Int64) {
        rules.removeAll { $0.stamp.milliseconds < time }
        for index in places.indices { places[index].restart(at: time, after: last) }
    }

    /// Takes an activity that a rule made the kernel write down.
    ///
    /// Of a rename or a link either name may be the watched one.
    mutating func note(_ activity: Activity, _ file: FileFacts, in bytes: Span<UInt8>) {
        if isWatched(file.path, in: bytes) || !file.from.isEmpty && isWatched(file.from, in: bytes) { return }
        let path = [UInt8](copying: bytes.extracting(file.path.indices))
        // A name that passes is hardly watched by itself, but its directory may be.
        let place = PlacePath.place(of: path)
        if PlacePath.isPassing(path.span), place == path { return }
        let keys = [UInt8](copying: bytes.extracting(activity.keys.indices)).split(separator: 1).map(Array.init)
        func isOf(_ rule: Rule) -> Bool { keys.contains(rule.key) || keys.isEmpty && rule.key.isEmpty }
        let directory = Self.shortDirectory(of: path)
        if let index = rules.lastIndex(where: { isOf($0) && $0.directory == directory }) {
            let rule = rules.remove(at: index)
            open(path, rule.key, from: rule.stamp.milliseconds, .rule)
        } else {
            open(place, keys.first ?? [], from: activity.stamp.milliseconds, .event)
        }
    }

    /// Whether a path is known to be watched, or to lie in a directory that is.
    private mutating func isWatched(_ range: ByteRange, in bytes: Span<UInt8>) -> Bool {
        let whole = bytes.extracting(range.indices)
        let path = whole.extracting(PathText.aliasLength(of: whole)..<whole.count)
        if latest < places.count, places[latest].isWatched, places[latest].covers(path) { return true }
        for index in places.indices where places[index].isWatched && places[index].covers(path) {
            latest = index
            return true
        }
        return false
    }

    /// The directory that a path lies in, without what other names of it lack.
    private static func shortDirectory(of path: [UInt8]) -> [UInt8] {
        PlacePath.directory(of: PlacePath.short(path))
    }

    private mutating func open(_ path: [UInt8], _ key: [UInt8], from time: Int64, _ basis: WatchedPlace.Basis) {
        guard let index = index(of: path, key) else { return }
        if !places[index].isWatched { places[index].key = key }
        places[index].open(from: time, basis)
    }

    /// The place with a path, which is made if there is none; nil if there are too many.
    private mutating func index(of path: [UInt8], _ key: [UInt8]) -> Int? {
        let short = PlacePath.short(path)
        if let index = places.firstIndex(where: { $0.shortPath == short }) { return index }
        guard places.count < Self.placesLimit else {
            omitted += 1
            return nil
        }
        places.append(WatchedPlace(path: path, key: key))
        return places.count - 1
    }
}

extension WatchedPlaces: SavedState {
    /// Whether the limits are kept.
    var isSound: Bool {
        places.count <= Self.placesLimit && rules.count <= Self.rulesLimit && omitted < 1 << 48 && latest >= 0
    }
}
