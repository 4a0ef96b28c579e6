/// Which entries a table keeps where there are too many: those with the smallest keys.
///
/// The choice depends on nothing but the entries. What one table had to let go, at a key where its limits were reached,
/// no larger table could keep: it holds the same smaller keys and perhaps more. So the bound only falls, an entry below
/// it has never been refused, and tables filled in any order or joined in any grouping keep the same entries, with
/// complete counts. Entries of the same key are kept together, or none of them.
struct KeyBound<Key: Comparable & Sendable>: Sendable {
    /// The smallest key that was let go; nil as long as everything was kept.
    private(set) var smallestRefused: Key?

    /// A bound that admits everything, or what comes before a key.
    init(smallestRefused: Key? = nil) {
        self.smallestRefused = smallestRefused
    }

    /// Whether an entry may be kept.
    @inline(__always)
    func admits(_ key: Key) -> Bool {
        guard let smallestRefused else { return true }
        return key < smallestRefused
    }

    /// Falls to another table's bound, where that is lower; true if it was.
    mutating func fall(to other: KeyBound) -> Bool {
        guard let key = other.smallestRefused, admits(key) else { return false }
        smallestRefused = key
        return true
    }

    /// Falls until the entries that it admits are within the limits of their number and bytes.
    mutating func fall(for entries: [(key: Key, bytes: Int)], countLimit: Int, byteLimit: Int) {
        var bytes = 0
        for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
            bytes += entry.bytes
            if index < countLimit, bytes <= byteLimit { continue }
            smallestRefused = entry.key
            return
        }
    }
}
