import AuditRecords

/// Gives each distinct byte string a small number, in the order they are met.
///
/// All text lies in one array; a string costs no allocation of its own.
struct ByteStringTable: Sendable {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private var owners: [Int] = []
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
    ///
    /// Equal strings of different `owner`s are different; the owner of a path is its user's number.
    func find(_ string: Span<UInt8>, owner: Int = 0) -> Int? {
        if latest < ends.count, holds(latest, string, owner) { return latest }
        let slot = slot(of: string, owner)
        return slots[slot] < 0 ? nil : Int(slots[slot])
    }

    /// The string's number; a new one if it is not there.
    mutating func insert(_ string: Span<UInt8>, owner: Int = 0) -> Int {
        if latest < ends.count, holds(latest, string, owner) { return latest }  // neighbours in a log are often alike
        let slot = slot(of: string, owner)
        if slots[slot] >= 0 {
            latest = Int(slots[slot])
            return latest
        }
        text.append(copying: string)
        ends.append(text.count)
        owners.append(owner)
        latest = ends.count - 1
        slots[slot] = Int32(latest)
        if ends.count * 2 > slots.count { grow() }
        return latest
    }

    /// The string's number, a new one if there are fewer than `limit`; nil for a new string beyond it.
    mutating func number(of string: Span<UInt8>, limit: Int) -> Int? {
        count < limit ? insert(string) : find(string)
    }

    private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    private func holds(_ index: Int, _ string: Span<UInt8>, _ owner: Int) -> Bool {
        let start = start(index)
        guard owners[index] == owner, ends[index] - start == string.count else { return false }
        let text = text.span
        // From the end: paths that differ usually differ there.
        var offset = string.count
        while offset >= 8 {
            offset -= 8
            if text.word(at: start + offset) != string.word(at: offset) { return false }
        }
        while offset > 0 {
            offset -= 1
            if text[start + offset] != string[offset] { return false }
        }
        return true
    }

    /// The slot that holds the string, or the empty one where it belongs.
    private func slot(of string: Span<UInt8>, _ owner: Int) -> Int {
        var slot = Self.hash(string, owner) & (slots.count - 1)
        while slots[slot] >= 0 {
            if holds(Int(slots[slot]), string, owner) { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        var slots = [Int32](repeating: -1, count: self.slots.count * 2)
        for index in ends.indices {
            let string = text.span.extracting(start(index)..<ends[index])
            var slot = Self.hash(string, owners[index]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
        self.slots = slots
    }

    /// Multiplies and folds eight bytes at a time, so that the low bits depend on all of them.
    private static func hash(_ string: Span<UInt8>, _ owner: Int) -> Int {
        var hash = UInt64(truncatingIfNeeded: owner) ^ 0x9e37_79b9_7f4a_7c15
        var index = 0
        while index + 8 <= string.count {
            hash = fold((hash ^ string.word(at: index)) &* 0xff51_afd7_ed55_8ccd)
            index += 8
        }
        while index < string.count {
            hash = (hash ^ UInt64(string[index])) &* 0x0100_0000_01b3
            index += 1
        }
        return Int(truncatingIfNeeded: fold(hash &* 0xc4ce_b9fe_1a85_ec53) & 0x7fff_ffff)
    }

    private static func fold(_ number: UInt64) -> UInt64 { number ^ (number >> 32) }
}
