/// Counts, from an existing log, how many events each rule of a plan would have recorded.
///
/// A log holds only what was recorded with the rules of its day: the numbers are what these rules would have made of it,
/// and nothing for places that nobody watched then. As in the kernel, the first rule that matches an event takes it.
public struct RuleTally: Sendable {
    /// What was done to a file, as far as rules tell it apart.
    public enum Access: Sendable {
        /// Something that a permission stands for.
        case permission(AuditRule.Permissions)
        /// A connection to a socket.
        case connection
    }

    private let rules: [(index: Int, rule: AuditRule, path: [UInt8])]
    /// Events for each rule of the plan, in its order.
    public private(set) var counts: [UInt64]
    /// The event that was counted last for a path, so that its other activities are not counted again.
    private var lastEvent: (time: Int64, serial: UInt64) = (0, 0)
    private var lastIndices: Set<Int> = []

    /// A tally of a plan's rules, all zero.
    public init(_ plan: RulePlan) {
        counts = Array(repeating: 0, count: plan.rules.count)
        rules = plan.rules.enumerated()
            .compactMap { index, planned in
                guard planned.isApplicable, let path = planned.rule.path else { return nil }
                return (index, planned.rule, path)
            }
    }

    /// Counts what one event did to one path.
    public mutating func note(time: Int64, serial: UInt64, path: Span<UInt8>, _ access: Access) {
        if lastEvent != (time, serial) {
            lastEvent = (time, serial)
            lastIndices = []
        }
        for (index, rule, watched) in rules where Self.matches(rule, watched, path, access) {
            if rule.action == .always, lastIndices.insert(index).inserted { counts[index] += 1 }
            return
        }
    }

    private static func matches(
        _ rule: AuditRule,
        _ watched: [UInt8],
        _ path: Span<UInt8>,
        _ access: Access
    ) -> Bool {
        switch access {
        case .permission(let permission):
            guard let permissions = rule.permissions, !permissions.isDisjoint(with: permission) else { return false }
        case .connection:
            guard rule.permissions == nil else { return false }
        }
        guard path.count >= watched.count else { return false }
        for position in watched.indices where path[position] != watched[position] { return false }
        return path.count == watched.count || (rule.isOnDirectory && path[watched.count] == UInt8(ascii: "/"))
    }
}
