import AuditRecords

/// Reads what `PartialWriter` wrote, and believes none of it: each length is checked against the bytes that are left.
struct PartialReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int
    /// All counts so far.
    private var counted: UInt64 = 0

    /// More than all counts of a log can be together; far enough from the end of 64 bits that sums stay below it.
    private static let countsLimit: UInt64 = 1 << 56
    /// Milliseconds from 1970 that no clock shows, in either direction.
    private static let timeLimit: Int64 = 1 << 53

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Bytes that have not been read.
    var left: Int { bytes.endIndex - position }

    /// What is wrong here.
    func invalid(_ what: String) -> PartialError.Kind { .invalid(what, offset: UInt64(position)) }

    mutating func byte() throws(PartialError.Kind) -> UInt8 {
        guard left > 0 else { throw invalid("it ends inside a value") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(PartialError.Kind) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            let byte = try byte()
            let part = UInt64(byte & 0x7f)
            guard (part << UInt64(shift)) >> UInt64(shift) == part else { break }
            value |= part << UInt64(shift)
            if byte < 0x80 { return value }
        }
        throw invalid("a number is too large")
    }

    /// A number of things.
    mutating func count() throws(PartialError.Kind) -> UInt64 {
        let value = try number()
        guard value <= Self.countsLimit - counted else { throw invalid("a count is too large") }
        counted += value
        return value
    }

    /// A number that fits into a narrower type.
    mutating func number<Value: FixedWidthInteger>(as type: Value.Type) throws(PartialError.Kind) -> Value {
        guard let value = Value(exactly: try number()) else { throw invalid("a number is too large") }
        return value
    }

    /// A number below a limit.
    mutating func index(below limit: Int) throws(PartialError.Kind) -> Int {
        let value = try number()
        guard value < UInt64(limit) else { throw invalid("a number points to nothing") }
        return Int(value)
    }

    mutating func signed() throws(PartialError.Kind) -> Int64 {
        let value = try number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func flag() throws(PartialError.Kind) -> Bool {
        let value = try byte()
        guard value < 2 else { throw invalid("a flag is neither set nor clear") }
        return value == 1
    }

    mutating func text() throws(PartialError.Kind) -> [UInt8] { Array(try slice()) }

    /// A text's bytes, not copied.
    mutating func slice() throws(PartialError.Kind) -> ArraySlice<UInt8> {
        let length = try number()
        guard length <= UInt64(left) else { throw invalid("a text is longer than what is left") }
        defer { position += Int(length) }
        return bytes[position..<position + Int(length)]
    }

    mutating func string() throws(PartialError.Kind) -> String { String(decoding: try slice(), as: UTF8.self) }

    mutating func optional<Value>(
        _ read: (inout PartialReader) throws(PartialError.Kind) -> Value
    ) throws(PartialError.Kind) -> Value? {
        try flag() ? try read(&self) : nil
    }

    /// As many values as are announced, but at most `limit`; each takes a byte at least.
    mutating func list<Value>(
        limit: Int = .max,
        _ read: (inout PartialReader) throws(PartialError.Kind) -> Value
    ) throws(PartialError.Kind) -> [Value] {
        var values: [Value] = []
        for _ in 0..<(try length(limit: limit)) { values.append(try read(&self)) }
        return values
    }

    /// How many values follow, each of which takes a byte at least.
    mutating func length(limit: Int = .max) throws(PartialError.Kind) -> Int {
        let count = try number()
        guard count <= UInt64(min(left, limit)) else { throw invalid("a list is longer than it can be") }
        return Int(count)
    }

    /// What has been read from a position on.
    func bytes(from start: Int) -> ArraySlice<UInt8> { bytes[start..<position] }

    /// A time in milliseconds since 1970.
    mutating func time() throws(PartialError.Kind) -> Int64 {
        let time = try signed()
        guard time >= -Self.timeLimit, time <= Self.timeLimit else { throw invalid("a time is none") }
        return time
    }

    /// First and last time, in milliseconds since 1970.
    mutating func times() throws(PartialError.Kind) -> ClosedRange<Int64> {
        let first = try signed()
        let last = try signed()
        guard first <= last, first >= -Self.timeLimit, last <= Self.timeLimit else {
            throw invalid("times are none, or end before they begin")
        }
        return first...last
    }

    /// A time and a serial.
    mutating func stamp() throws(PartialError.Kind) -> Stamp {
        let time = try signed()
        return Stamp(milliseconds: time, serial: try number())
    }

    /// A named case.
    mutating func value<Value: RawRepresentable<String>>(
        of type: Value.Type
    ) throws(PartialError.Kind) -> Value {
        guard let value = Value(rawValue: try string()) else { throw invalid("a name is not known") }
        return value
    }
}
