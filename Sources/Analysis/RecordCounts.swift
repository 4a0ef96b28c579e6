import AuditRecords

/// Counts records by type as written: `SYSCALL`, `UNKNOWN[1425]`.
struct RecordCounts: Sendable {
    /// Names of record types that are in no table and are counted each; a log with more of them is damaged.
    static let namesLimit = 1000

    private var byNumber = [UInt64](repeating: 0, count: 3000)
    private var names = ByteStringTable()
    private var byName: [UInt64] = []
    /// Records with further names, which are counted together.
    private(set) var beyondLimit: UInt64 = 0

    /// The counts, sorted by name.
    var byType: [(type: [UInt8], count: UInt64)] {
        var counts: [(type: [UInt8], count: UInt64)] = []
        for (number, count) in byNumber.enumerated() where count > 0 {
            counts.append((Array(RecordType(rawValue: UInt16(number)).name.utf8), count))
        }
        for (index, count) in byName.enumerated() { counts.append((Array(names.bytes(index)), count)) }
        if beyondLimit > 0 { counts.append((Array("(further names)".utf8), beyondLimit)) }
        return counts.sorted { $0.type.lexicographicallyPrecedes($1.type) }
    }

    /// Counts one record.
    @inline(__always)
    mutating func note(_ head: RecordHead, in line: Span<UInt8>) {
        let number = Int(head.type.rawValue)
        if number > 0, number < byNumber.count, !head.oddities.contains(.numberedType) {
            byNumber[number] += 1
        } else {
            noteName(line.extracting(head.typeText.indices))
        }
    }

    /// Adds the counts of another part of the log.
    mutating func add(_ other: RecordCounts) {
        for number in byNumber.indices { byNumber[number] += other.byNumber[number] }
        for (index, count) in other.byName.enumerated() {
            noteName([UInt8](other.names.bytes(index)).span, times: count)
        }
        beyondLimit += other.beyondLimit
    }

    private mutating func noteName(_ name: Span<UInt8>, times: UInt64 = 1) {
        guard let index = names.number(of: name, limit: Self.namesLimit) else {
            beyondLimit += times
            return
        }
        if index == byName.count { byName.append(0) }
        byName[index] += times
    }
}

extension RecordCounts {
    func write(to writer: inout PartialWriter) {
        let numbers = byNumber.indices.filter { byNumber[$0] > 0 }
        writer.list(numbers) { writer, number in
            writer.number(number)
            writer.number(byNumber[number])
        }
        writer.number(byName.count)
        for (index, count) in byName.enumerated() {
            writer.text(names.bytes(index))
            writer.number(count)
        }
        writer.number(beyondLimit)
    }

    init(from reader: inout PartialReader) throws(PartialError.Kind) {
        for _ in 0..<(try reader.index(below: byNumber.count + 1)) {
            let number = try reader.index(below: byNumber.count)
            byNumber[number] = try reader.count()
        }
        for _ in 0..<(try reader.index(below: Self.namesLimit + 1)) {
            let name = try reader.text()
            noteName(name.span, times: try reader.count())
        }
        beyondLimit = try reader.count()
    }
}
