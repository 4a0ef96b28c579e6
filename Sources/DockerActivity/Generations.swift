/// A dictionary of bounded size that forgets what has not been asked for in a long time.
///
/// Entries stand in two generations. When the younger is full it becomes the older, and what was in the older before and
/// never asked for since is forgotten. What is kept depends on nothing but the sequence of calls.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    /// Entries of a generation.
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// All entries, in no order.
    var all: [(key: Key, value: Value)] {
        young.map { ($0.key, $0.value) } + old.filter { young[$0.key] == nil }.map { ($0.key, $0.value) }
    }

    /// How many entries there are at most.
    var count: Int { young.count + old.count }

    /// The value of a key, which stays remembered for having been asked for.
    subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard !old.isEmpty, let value = old.removeValue(forKey: key) else { return nil }
            enter(value, for: key)
            return value
        }
        set {
            if let newValue {
                if !old.isEmpty { old.removeValue(forKey: key) }
                enter(newValue, for: key)
            } else {
                young.removeValue(forKey: key)
                if !old.isEmpty { old.removeValue(forKey: key) }
            }
        }
    }

    /// The value of a key that was asked for of late; nil where it was not, or is not known.
    func latest(_ key: Key) -> Value? { young[key] }

    /// The value of a key, without any effect on what is remembered.
    func peek(_ key: Key) -> Value? { young[key] ?? old[key] }

    private mutating func enter(_ value: Value, for key: Key) {
        if young.count >= limit, young[key] == nil {
            // The memory of what is forgotten is used again.
            swap(&old, &young)
            young.removeAll(keepingCapacity: true)
        }
        young[key] = value
    }
}

extension Generations: Codable where Key: Codable, Value: Codable {
    /// Whether it keeps to a limit, which is the owner's and not the saved one's.
    func keeps(to limit: Int) -> Bool {
        self.limit == limit && young.count <= limit && old.count <= limit && young.keys.allSatisfy { old[$0] == nil }
    }
}
