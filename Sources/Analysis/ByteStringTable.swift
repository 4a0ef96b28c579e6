import AuditRecords

/// Gives each distinct byte string a small number, in the order they are met.
///
/// All text lies in one array; a string costs no allocation of its own.
struct ByteStringTable: Sendable {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    /// Slots by hash; -1 is an empty one.
    private var slots: [Int32] = [Int32](repeating: -1, count: 64)
    private var latest = 0

    /// How many strings there are.
    var count: Int { ends.count }

    /// The string with a number.
    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        text[start(index)..<ends[index]]
    }

    /// The string's number; nil if it is not there.
    func find(_ string: Span<UInt8>) -> Int? {
        if latest < ends.count, holds(latest, string) { return latest }
        let slot = slot(of: string)
        return slots[slot] < 0 ? nil : Int(slots[slot])
    }

    /// The string's number; a new one if it is not there.
    mutating func insert(_ string: Span<UInt8>) -> Int {
        if latest < ends.count, holds(latest, string) { return latest }  // neighbours in a log are often alike
        let slot = slot(of: string)
        if slots[slot] >= 0 {
            latest = Int(slots[slot])
            return latest
        }
        text.append(copying: string)
        ends.append(text.count)
        latest = ends.count - 1
        slots[slot] = Int32(latest)
        if ends.count * 2 > slots.count { grow() }
        return latest
    }

    /// The string's number; nil if it is not there.
    func find(_ string: [UInt8]) -> Int? { find(string.span) }

    /// The string's number; a new one if it is not there.
    mutating func insert(_ string: [UInt8]) -> Int { insert(string.span) }

    private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    private func holds(_ index: Int, _ string: Span<UInt8>) -> Bool {
        let start = start(index)
        guard ends[index] - start == string.count else { return false }
        // From the end: paths that differ usually differ there.
        var offset = string.count
        while offset > 0 {
            offset -= 1
            if text[start + offset] != string[offset] { return false }
        }
        return true
    }

    /// The slot that holds the string, or the empty one where it belongs.
    private func slot(of string: Span<UInt8>) -> Int {
        var slot = Self.hash(string) & (slots.count - 1)
        while slots[slot] >= 0 {
            if holds(Int(slots[slot]), string) { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        var slots = [Int32](repeating: -1, count: self.slots.count * 2)
        for index in ends.indices {
            let string = text.span.extracting(start(index)..<ends[index])
            var slot = Self.hash(string) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
        self.slots = slots
    }

    /// FNV-1a, folded, so that the low bits depend on all of it.
    private static func hash(_ string: Span<UInt8>) -> Int {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for index in 0..<string.count { hash = (hash ^ UInt64(string[index])) &* 1_099_511_628_211 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
    }
}
