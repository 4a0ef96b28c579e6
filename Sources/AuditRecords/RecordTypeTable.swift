/// Finds a record type by its name: one hash and one comparison a line.
struct RecordTypeTable: Sendable {
    /// The one table that all parsers use: it never changes.
    static let shared = RecordTypeTable()

    /// Slots by hash; 0 is an empty one, otherwise one more than an index into `numbers`.
    private var slots: [UInt16]
    private var numbers: [UInt16] = []
    private var text: [UInt8] = []
    private var ranges: [ByteRange] = []
    private static let slotCount = 1024  // about five times the names, so most are found at once

    init() {
        slots = [UInt16](repeating: 0, count: Self.slotCount)
        for entry in RecordType.names {
            let start = text.count
            text.append(contentsOf: "\(entry.name)".utf8)
            numbers.append(entry.number)
            ranges.append(ByteRange(start: start, end: text.count))
            var slot = Self.slot(of: text.span, from: start, to: text.count)
            while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
            slots[slot] = UInt16(numbers.count)
        }
    }

    /// The number of the name in `line`, or 0.
    func number(in line: Span<UInt8>, from start: Int, to end: Int) -> UInt16 {
        var slot = Self.slot(of: line, from: start, to: end)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            let range = ranges[index]
            if range.count == end - start {
                var offset = 0
                while offset < range.count && text[Int(range.start) + offset] == line[start + offset] { offset += 1 }
                if offset == range.count { return numbers[index] }
            }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return 0
    }

    /// FNV-1a over the name's bytes.
    private static func slot(of bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in start..<end { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
        return Int((hash ^ (hash >> 15)) & UInt32(slotCount - 1))
    }
}
