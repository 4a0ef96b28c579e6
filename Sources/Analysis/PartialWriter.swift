/// Writes the body of a partial result: numbers and texts, one behind the other.
///
/// A number takes seven bits a byte, the lowest first, the high bit set in all but the last (LEB128); one with a sign is
/// folded so that small ones stay small (zigzag); a text is its length and its bytes. So the bytes are the same on every
/// machine.
struct PartialWriter {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ value: some BinaryInteger) {
        var rest = UInt64(truncatingIfNeeded: value)
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func text(_ value: some Collection<UInt8>) {
        number(value.count)
        bytes += value
    }

    /// Appends what was written elsewhere.
    mutating func append(_ written: ArraySlice<UInt8>) { bytes += written }

    mutating func text(_ value: String) { text(Array(value.utf8)) }

    /// Whether there is a value, and the value.
    mutating func optional<Value>(_ value: Value?, _ write: (inout PartialWriter, Value) -> Void) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    /// How many there are, and each.
    mutating func list<Values: Collection>(_ values: Values, _ write: (inout PartialWriter, Values.Element) -> Void) {
        number(values.count)
        for value in values { write(&self, value) }
    }
}
