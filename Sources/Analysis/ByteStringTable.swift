import AuditRecords

/// Gives each distinct byte string a small number, in the order they are met.
///
/// All text lies in one array; a string costs no allocation of its own.
struct ByteStringTable: Sendable {
    private var text: [UInt8] = []
    private var ends: [UInt32] = []
    private var owners: [Int32] = []
    private var slots = SlotTable()
    private var latest = 0
    private let countLimit: Int
    private let textLimit: Int

    /// A table that makes no room for more than these many strings and bytes; without them it grows as it must.
    init(countLimit: Int = .max, textLimit: Int = .max) {
        self.countLimit = countLimit
        self.textLimit = textLimit
    }

    /// How many strings there are.
    var count: Int { ends.count }
    /// Bytes of all strings.
    var textCount: Int { text.count }
    /// Bytes of memory that the table holds.
    var heldBytes: Int { text.capacity + ends.capacity * 4 + owners.capacity * 4 + slots.heldBytes }

    /// The string with a number.
    func bytes(_ index: Int) -> ArraySlice<UInt8> { text[range(index)] }

    /// The owner that the string was entered for.
    func owner(_ index: Int) -> Int32 { owners[index] }

    /// The string's number; nil if it is not there.
    ///
    /// Equal strings of different `owner`s are different.
    func find(_ string: Span<UInt8>, owner: Int32 = 0) -> Int? { place(of: string, owner: owner).number }

    /// Where a string stands, or belongs.
    ///
    /// Neighbours in a log are often alike: the latest one is found without a hash.
    @inline(__always)
    func place(of string: Span<UInt8>, owner: Int32) -> SlotTable.Place {
        if latest < ends.count, holds(latest, string, owner) { return SlotTable.Place(known: latest) }
        return slots.place(hash: string.hash(slots.seed ^ UInt64(UInt32(bitPattern: owner)) << 32)) {
            holds($0, string, owner)
        }
    }

    /// Notes that a string was met, so that it is found at once when it comes again.
    @inline(__always)
    mutating func noteLatest(_ number: Int) { latest = number }

    /// Enters a string that is not there, where `place` said that it belongs, and gives its number.
    @discardableResult
    mutating func enter(_ string: Span<UInt8>, owner: Int32, at place: SlotTable.Place) -> Int {
        text.makeRoom(for: string.count, upTo: textLimit)
        text.append(copying: string)
        ends.append(UInt32(text.count), upTo: countLimit)
        owners.append(owner, upTo: countLimit)
        latest = ends.count - 1
        slots.enter(at: place, upTo: countLimit)
        return latest
    }

    /// The string's number; a new one if it is not there.
    mutating func insert(_ string: Span<UInt8>, owner: Int32 = 0) -> Int {
        let place = place(of: string, owner: owner)
        guard let number = place.number else { return enter(string, owner: owner, at: place) }
        latest = number
        return number
    }

    /// The string's number, a new one if there are fewer than `limit`; nil for a new string beyond it.
    mutating func number(of string: Span<UInt8>, limit: Int) -> Int? {
        count < limit ? insert(string) : find(string)
    }

    /// Forgets the strings that are not `kept`; the others are numbered anew, in the same order.
    mutating func keep(_ kept: [Bool]) {
        var keptText: [UInt8] = []
        keptText.reserveCapacity(text.capacity)
        var start = 0
        for index in ends.indices {
            let range = start..<Int(ends[index])
            start = range.upperBound
            guard kept[index] else { continue }
            keptText.append(copying: text.span.extracting(range))
            ends[index] = UInt32(keptText.count)
        }
        text = keptText
        ends.keep(kept)
        owners.keep(kept)
        slots.keep(kept)
        latest = 0
    }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }

    @inline(__always)
    private func holds(_ index: Int, _ string: Span<UInt8>, _ owner: Int32) -> Bool {
        owners[index] == owner && text.span.extracting(range(index)).isEqual(string)
    }
}
