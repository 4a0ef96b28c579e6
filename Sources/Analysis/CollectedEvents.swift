import AuditEvents
import AuditRecords

/// Which events are kept whole as they stream by.
enum CollectedEvents: Sendable {
    /// Those with one of these serials, which are drawn again after each boot and on each node.
    case serials(Set<UInt64>)
    /// Those that are part of findings.
    case places(FindingPlaces)

    /// None.
    static let none = CollectedEvents.serials([])

    /// Whether an event is one of them.
    func hold(_ event: borrowing Event) -> Bool {
        switch self {
        case .serials(let serials): !serials.isEmpty && serials.contains(event.stamp.serial)
        case .places(let places): !event.records.isEmpty && !places.numbers(at: event.records[0].position).isEmpty
        }
    }
}
