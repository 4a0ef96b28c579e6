/// A field's value as the record has it: where it stands, and whether in quotes.
///
/// Only the quotes tell a name from its encoding: the kernel writes a text in quotes when it holds neither blank, nor
/// `"`, nor any byte below 0x21 or above 0x7e, and otherwise in hex without quotes (kernel/audit.c,
/// audit_log_untrustedstring). `name="41"` is a file called 41, `name=41` one called A.
public struct FieldValue: Hashable, Sendable, BitwiseCopyable {
    /// The value's bytes, without its quotes.
    public var range: ByteRange
    /// Whether it stood in double quotes.
    public var isQuoted: Bool

    /// A value by place and form.
    @inlinable
    public init(_ range: ByteRange, isQuoted: Bool) {
        self.range = range
        self.isQuoted = isQuoted
    }

    /// No value: the field is not there.
    @inlinable
    public init() {
        self.range = ByteRange()
        self.isQuoted = false
    }

    /// Whether the field is not there at all, rather than there and empty (which is in quotes).
    @inlinable
    public var isAbsent: Bool { range.isEmpty && !isQuoted }

    /// The same value, counted from a point `distance` bytes earlier.
    @inlinable
    public func shifted(by distance: Int) -> FieldValue {
        FieldValue(range.shifted(by: distance), isQuoted: isQuoted)
    }

    /// Whether the value is an unquoted `(null)`, `(none)` or `?`: the sender had nothing to say.
    public func isNull(in bytes: Span<UInt8>) -> Bool {
        guard !isQuoted else { return false }
        let start = Int(range.start)
        let end = Int(range.end)
        switch range.count {
        case 1: return bytes[start] == UInt8(ascii: "?")
        case 6: return bytes.holds("(null)", at: start, end: end) || bytes.holds("(none)", at: start, end: end)
        default: return false
        }
    }

    /// Whether the value is text in hex: unquoted, and an even number of hexadecimal digits.
    public func isHex(in bytes: Span<UInt8>) -> Bool {
        guard !isQuoted, range.count > 0, range.count % 2 == 0 else { return false }
        var index = Int(range.start)
        let end = Int(range.end)
        while index + 8 <= end {
            guard Word.areHexDigits(bytes.word(at: index)) else { return false }
            index += 8
        }
        while index < end {
            if HexDigit.value(of: bytes[index]) == nil { return false }
            index += 1
        }
        return true
    }

    /// Appends the text that the value stands for: quoted text as it is, hex decoded, nothing for `(null)`.
    ///
    /// Only for fields that the sender encodes (names, commands, titles, keys): a number such as `a0=10` would be
    /// taken for hex.
    public func appendText(from bytes: Span<UInt8>, to output: inout [UInt8]) {
        if isQuoted {
            output.append(copying: bytes.extracting(range.indices))
        } else if isHex(in: bytes) {
            output.append(addingCapacity: range.count / 2) { text in
                var index = Int(range.start)
                let end = Int(range.end)
                while index + 8 <= end {
                    let word = Word.bytes(ofHexDigits: bytes.word(at: index))
                    for shift in 0..<4 { text.append(UInt8(truncatingIfNeeded: word >> (16 * shift))) }
                    index += 8
                }
                while index + 1 < end {
                    let high = HexDigit.value(of: bytes[index]) ?? 0
                    let low = HexDigit.value(of: bytes[index + 1]) ?? 0
                    text.append(high << 4 | low)
                    index += 2
                }
            }
        } else if !isNull(in: bytes) {
            output.append(copying: bytes.extracting(range.indices))
        }
    }
}

/// One hexadecimal digit.
package enum HexDigit {
    /// The digit's value, or nil for any other byte.
    @inline(__always)
    package static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- UInt8(ascii: "A") &+ 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        default: nil
        }
    }
}

extension [UInt8] {
    /// Appends borrowed bytes in one copy.
    @inlinable
    @inline(__always)
    public mutating func append(copying bytes: Span<UInt8>) {
        if bytes.count > 0 { appendCopy(of: bytes) }
    }

    /// The bytes of a span, in an array with no more room than they need.
    public init(copying bytes: Span<UInt8>) {
        guard bytes.count > 0 else {
            self = []
            return
        }
        self.init(capacity: bytes.count) { $0.append(copying: bytes) }
    }

    @usableFromInline
    mutating func appendCopy(of bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
    }
}

extension OutputSpan<UInt8> {
    /// Appends borrowed bytes, for which there is room, in one copy.
    @inline(__always)
    fileprivate mutating func append(copying bytes: Span<UInt8>) {
        // Exactly the span's bytes go into room made for them, and no pointer leaves the closures. Byte by byte takes
        // ten times as long.
        unsafe withUnsafeMutableBufferPointer { room, filled in
            unsafe bytes.withUnsafeBufferPointer { source in
                guard let start = source.baseAddress, let target = room.baseAddress else { return }
                unsafe target.update(from: start, count: source.count)
                filled = source.count
            }
        }
    }
}
