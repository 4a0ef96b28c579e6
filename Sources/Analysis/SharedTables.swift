import Synchronization

/// One host's tables, to which several workers add those of the parts that they have read.
final class SharedTables: Sendable {
    private let tables = Mutex(ActivityTables())

    /// Whether a limit was met at which the order of parts matters, so that they must be added in order.
    var dependOnOrder: Bool { tables.withLock { $0.dependsOnOrder } }

    /// Adds a part's tables.
    func add(_ part: ActivityTables) {
        tables.withLock { $0.add(part) }
    }

    /// Gives the tables out and keeps none.
    func take() -> ActivityTables {
        tables.withLock { tables in
            var taken = ActivityTables()
            swap(&taken, &tables)
            return taken
        }
    }
}
