import AuditRecords

/// Finds the numbers of keyed entries by their hash; the entries themselves lie elsewhere.
///
/// Open addressing, at most half full. The seed is drawn for each table, so that nobody can write a log whose names all fall
/// into one slot; what a table gives never depends on it.
struct SlotTable: Sendable {
    /// What a hash begins with.
    let seed = UInt64.random(in: .min ... .max)
    /// Numbers of entries by hash; -1 is an empty slot.
    private var slots = [Int32](repeating: -1, count: 64)
    /// The entries' hashes, by their numbers.
    private var hashes: [UInt32] = []

    /// Where an entry stands, or belongs.
    struct Place {
        /// The entry's number; nil if it is not there.
        let number: Int?
        fileprivate let hash: UInt32
        fileprivate let slot: Int

        fileprivate init(number: Int?, hash: UInt32, slot: Int) {
            self.number = number
            self.hash = hash
            self.slot = slot
        }

        /// The place of an entry that was found without looking it up.
        init(known number: Int) { self.init(number: number, hash: 0, slot: 0) }
    }

    /// Bytes of memory that the table holds.
    var heldBytes: Int { (slots.capacity + hashes.capacity) * 4 }

    /// Looks an entry up.
    @inline(__always)
    func place(hash: UInt64, isSame: (Int) -> Bool) -> Place {
        let mask = slots.count - 1
        let hash = UInt32(truncatingIfNeeded: hash)
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, isSame(number) { return Place(number: number, hash: hash, slot: slot) }
            slot = (slot + 1) & mask
        }
        return Place(number: nil, hash: hash, slot: slot)
    }

    /// Enters the next number where `place` said that it belongs.
    mutating func enter(at place: Place, upTo limit: Int) {
        slots[place.slot] = Int32(hashes.count)
        hashes.append(place.hash, upTo: limit)
        guard hashes.count * 2 > slots.count else { return }
        slots = [Int32](repeating: -1, count: slots.count * 2)
        fill()
    }

    /// Forgets the entries that are not `kept`; the others are numbered anew, in the same order.
    mutating func keep(_ kept: [Bool]) {
        hashes.keep(kept)
        for slot in slots.indices { slots[slot] = -1 }
        fill()
    }

    /// Enters all numbers into empty slots.
    private mutating func fill() {
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}

extension Span<UInt8> {
    /// Whether the bytes are the same.
    @inline(__always)
    func isEqual(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        // From the end: paths that differ usually differ there.
        var offset = count
        while offset >= 8 {
            offset -= 8
            if word(at: offset) != other.word(at: offset) { return false }
        }
        while offset > 0 {
            offset -= 1
            if self[offset] != other[offset] { return false }
        }
        return true
    }
}

extension Array {
    /// Appends without ever holding room for much more than `limit` elements.
    ///
    /// An array that doubles by itself would hold up to twice its limit.
    @inline(__always)
    mutating func append(_ element: Element, upTo limit: Int) {
        if count == capacity { makeRoom(for: 1, upTo: limit) }
        append(element)
    }

    /// Doubles the room, but not beyond `limit`; for `count` further elements at least.
    mutating func makeRoom(for further: Int, upTo limit: Int) {
        let needed = count + further
        if needed > capacity { reserveCapacity(Swift.max(needed, Swift.min(needed * 2, limit))) }
    }

    /// Removes the elements that are not `kept`, in place.
    mutating func keep(_ kept: [Bool]) {
        var count = 0
        for index in indices where kept[index] {
            if count < index { self[count] = self[index] }
            count += 1
        }
        removeLast(self.count - count)
    }
}
