/// Walks the kernel's fields of one record, in order: `name=value name="value" …`.
///
/// Made for the records that every event has (SYSCALL, PATH, CWD), whose names are nearly all at most eight bytes long: a
/// name is given as its bytes packed into one number, so that a `switch` finds it. Stops at the enriched tail.
struct FieldScanner: ~Copyable {
    /// Offset of the next byte.
    var position: Int
    /// Offset behind the last byte.
    let end: Int
    /// The present field's name packed into one number, its first byte lowest; of a name longer than eight bytes the
    /// complement of the first eight, which is no shorter name's.
    var name: UInt64 = 0

    init(_ body: ByteRange) {
        position = Int(body.start)
        end = Int(body.end)
    }

    /// Moves behind `name=` if that is what comes next, at the end of a value or at the start; else moves nowhere.
    ///
    /// The kernel writes its fields in one order, so asking for the next one by name is right nearly always, and costs one
    /// comparison. Names have at most eight bytes.
    @inline(__always)
    mutating func take(_ field: StaticString, in line: Span<UInt8>) -> Bool {
        let length = field.utf8CodeUnitCount
        let start = position &+ 10 <= end && line[position] == UInt8(ascii: " ") ? position &+ 1 : position
        guard start &+ 9 <= end, Word.lowest(length, of: line.word(at: start)) == packed(field),
            line[start &+ length] == UInt8(ascii: "=")
        else { return false }
        position = start &+ length &+ 1
        return true
    }

    /// Moves behind a text of at most eight bytes if it is what comes next; else, or where fewer than eight bytes are left
    /// of the line, moves nowhere.
    @inline(__always)
    mutating func skip(_ text: StaticString, in line: Span<UInt8>) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let word = line.wordIfInside(at: position), Word.lowest(length, of: word) == text.packed,
            position &+ length <= end
        else { return false }
        position &+= length
        return true
    }

    /// Moves behind the next `name=`; false at the tail or the end of the record.
    @inline(__always)
    mutating func nextName(in line: Span<UInt8>) -> Bool {
        while position &+ 8 <= end {
            let word = line.word(at: position)
            let stops =
                Word.bytes(of: word, equalTo: UInt8(ascii: "="))
                | Word.bytes(of: word, equalTo: UInt8(ascii: " "))
                | Word.bytes(of: word, equalTo: FieldSeparator.enrichedTail)
            guard stops != 0 else { return nextLongName(in: line) }
            let length = Word.indexOfFirst(stops)
            position &+= length
            switch line[position] {
            case UInt8(ascii: "="):
                name = Word.lowest(length, of: word)
                position &+= 1
                return true
            case UInt8(ascii: " "): position &+= 1  // a blank, or a word without `=`, such as AppArmor's `(enforce)`
            default: return false
            }
        }
        return nextLongName(in: line)
    }

    /// As `nextName`, byte by byte: for names of more than seven bytes, and at the end of the record.
    private mutating func nextLongName(in line: Span<UInt8>) -> Bool {
        var start = position
        while position < end {
            switch line[position] {
            case UInt8(ascii: "="):
                name = 0
                for index in start..<min(position, start + 8) {
                    name |= UInt64(line[index]) &<< (UInt64(index - start) &* 8)
                }
                if position - start > 8 { name = ~name }
                position &+= 1
                return true
            case UInt8(ascii: " "):
                position &+= 1
                start = position
            case FieldSeparator.enrichedTail: return false
            default: position &+= 1
            }
        }
        return false
    }

    /// Moves over the present value, whichever it is.
    @inline(__always)
    mutating func skipValue(in line: Span<UInt8>) {
        _ = value(in: line)
    }

    /// The present value of a field that is never quoted; moves behind it.
    @inline(__always)
    mutating func bareValue(in line: Span<UInt8>) -> ByteRange {
        let start = position
        position = endOfBareValue(in: line)
        return ByteRange(start: start, end: position)
    }

    /// Where the value ends that begins here: at a blank, at the enriched tail, or with the record.
    @inline(__always)
    private func endOfBareValue(in line: Span<UInt8>) -> Int {
        // Both are bytes below `!`, and a record has no others of those, as a rule.
        var index = position
        while index < end, let word = line.wordIfInside(at: index) {
            let found = Word.bytesBelowPrintable(word)
            if found == 0 {
                index &+= 8
                continue
            }
            let stop = index &+ Word.indexOfFirst(found)
            if stop < end, line[stop] == UInt8(ascii: " ") || line[stop] == FieldSeparator.enrichedTail { return stop }
            break
        }
        return line.firstIndex(of: UInt8(ascii: " "), or: FieldSeparator.enrichedTail, from: position, to: end)
    }

    /// The present value; moves behind it.
    @inline(__always)
    mutating func value(in line: Span<UInt8>) -> FieldValue {
        guard position < end else { return FieldValue() }
        if line[position] == UInt8(ascii: "\"") {
            let start = position &+ 1
            position = line.firstIndex(of: UInt8(ascii: "\""), from: start, to: end)
            let range = ByteRange(start: start, end: position)
            if position < end { position &+= 1 }
            return FieldValue(range, isQuoted: true)
        }
        let start = position
        position = line.firstIndex(of: UInt8(ascii: " "), or: FieldSeparator.enrichedTail, from: start, to: end)
        return FieldValue(ByteRange(start: start, end: position), isQuoted: false)
    }

    /// The present value as a decimal number; moves behind the value.
    ///
    /// `-1` counts as 4294967295, as old kernels print an unset auid.
    @inline(__always)
    mutating func decimal(in line: Span<UInt8>) -> UInt64? {
        if let digits = shortDecimal(in: line) { return digits }
        return longDecimal(in: line)
    }

    /// A value of at most seven decimal digits, and no other bytes; nil, moving nowhere, for any other.
    @inline(__always)
    private mutating func shortDecimal(in line: Span<UInt8>) -> UInt64? {
        guard let word = line.wordIfInside(at: position), let digits = Word.leadingDecimal(word) else { return nil }
        let after = UInt8(truncatingIfNeeded: word &>> (UInt64(digits.count) &* 8))
        guard after == UInt8(ascii: " ") || after == FieldSeparator.enrichedTail, position &+ digits.count < end else {
            return nil
        }
        position &+= digits.count
        return digits.value
    }

    /// As `decimal`, for numbers that are long, negative, at the end of the record, or none.
    private mutating func longDecimal(in line: Span<UInt8>) -> UInt64? {
        let isNegative = position < end && line[position] == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        let number = line.decimal(at: &position, end: end)
        guard isAtEndOfValue(in: line) else {
            skipValue(in: line)
            return nil
        }
        guard let number else { return nil }
        return isNegative ? UInt64(UInt32(truncatingIfNeeded: 0 &- number)) : number
    }

    /// The present value as a decimal id of 32 bits.
    @inline(__always)
    mutating func identifier(in line: Span<UInt8>) -> UInt32? {
        decimal(in: line).flatMap { UInt32(exactly: $0) }
    }

    /// The present value as a signed decimal number; moves behind the value.
    @inline(__always)
    mutating func signed(in line: Span<UInt8>) -> Int64? {
        if let digits = shortDecimal(in: line) { return Int64(truncatingIfNeeded: digits) }
        return longSigned(in: line)
    }

    /// As `signed`, for numbers that are long, negative, at the end of the record, or none.
    private mutating func longSigned(in line: Span<UInt8>) -> Int64? {
        let isNegative = position < end && line[position] == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        let number = line.decimal(at: &position, end: end)
        guard isAtEndOfValue(in: line) else {
            skipValue(in: line)
            return nil
        }
        guard let number, number <= UInt64(Int64.max) else { return nil }
        return isNegative ? 0 &- Int64(number) : Int64(number)
    }

    /// The present value as a number in hex (`a0=ffffff9c`) or octal (`mode=0100644`); moves behind the value.
    ///
    /// nil where it does not fit into 64 bits.
    @inline(__always)
    mutating func number(in line: Span<UInt8>, bitsPerDigit: UInt64) -> UInt64? {
        var value: UInt64 = 0
        let start = position
        while position < end, let digit = HexDigit.value(of: line[position]), digit < 1 << bitsPerDigit,
            value >> (64 - bitsPerDigit) == 0
        {
            value = value << bitsPerDigit | UInt64(digit)
            position &+= 1
        }
        guard position > start, isAtEndOfValue(in: line) else {
            skipValue(in: line)
            return nil
        }
        return value
    }

    @inline(__always)
    private func isAtEndOfValue(in line: Span<UInt8>) -> Bool {
        position >= end || line[position] == UInt8(ascii: " ") || line[position] == FieldSeparator.enrichedTail
    }
}

/// Bytes with a meaning of their own in a record.
public enum FieldSeparator {
    /// Divides the raw fields from the names that auditd added (log_format = ENRICHED).
    public static let enrichedTail: UInt8 = 0x1d
    /// Divides the keys of a rule that has several.
    public static let key: UInt8 = 0x01
}

/// Packs a field's name as `FieldScanner` does; longer ones (`proctitle`) are told by their first eight bytes.
@inline(__always)
func packed(_ name: StaticString) -> UInt64 {
    let count = name.utf8CodeUnitCount
    var value: UInt64 = 0
    for index in 0..<min(count, 8) { value |= UInt64(name.byte(at: index)) &<< (UInt64(index) &* 8) }
    return count > 8 ? ~value : value
}
