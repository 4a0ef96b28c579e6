import AuditEvents

/// The calls that make a process, by number.
struct ForkCalls: Sendable {
    /// Numbers by architecture, of those met so far.
    private var numbers: [(architecture: UInt32, calls: [UInt32])] = []
    /// Architectures that are looked up; a log has two at most, so further ones are forged.
    private static let architecturesLimit = 16

    /// Whether a call is one of them.
    mutating func holds(_ number: UInt32?, architecture: UInt32) -> Bool {
        guard let number else { return false }
        if let known = numbers.first(where: { $0.architecture == architecture }) { return known.calls.contains(number) }
        guard numbers.count < Self.architecturesLimit else { return false }
        let calls = ["clone", "clone3", "fork", "vfork"]
            .compactMap { Interpretation.systemCallNumber(named: $0, architecture: architecture) }
        numbers.append((architecture, calls))
        return calls.contains(number)
    }
}
