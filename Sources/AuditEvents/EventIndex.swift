import AuditRecords

/// Finds the waiting event with a stamp: chains of slots by the serial's low bits.
///
/// Serials are a counter, so neighbours fall into different chains and a chain rarely holds two.
struct EventIndex {
    private var heads: [Int32]
    private var successors: [Int32]

    init(slots: Int) {
        heads = [Int32](repeating: -1, count: slots * 4)
        successors = [Int32](repeating: -1, count: slots)
    }

    /// The first slot of the stamp's chain, or -1.
    func first(_ stamp: Stamp) -> Int { Int(heads[chain(stamp)]) }

    /// The slot behind another in its chain, or -1.
    func next(_ slot: Int) -> Int { Int(successors[slot]) }

    mutating func insert(_ slot: Int, _ stamp: Stamp) {
        let chain = chain(stamp)
        successors[slot] = heads[chain]
        heads[chain] = Int32(slot)
    }

    mutating func remove(_ slot: Int, _ stamp: Stamp) {
        let chain = chain(stamp)
        var candidate = Int(heads[chain])
        if candidate == slot {
            heads[chain] = successors[slot]
            return
        }
        while candidate >= 0 {
            let next = Int(successors[candidate])
            if next == slot {
                successors[candidate] = successors[slot]
                return
            }
            candidate = next
        }
    }

    private func chain(_ stamp: Stamp) -> Int { Int(truncatingIfNeeded: stamp.serial) & (heads.count - 1) }
}
