/// Numbers as records write them: bytes to value, and nothing where the bytes are no number.
///
/// The C functions that ausearch uses make a number of any text (`uid=?` becomes 0, so root); these do not.
enum InterpretedNumber {
    /// A decimal number, with a minus sign where it is negative.
    static func decimal(_ bytes: Span<UInt8>) -> Int64? {
        let negative = !bytes.isEmpty && bytes[0] == UInt8(ascii: "-")
        guard let magnitude = unsigned(bytes, from: negative ? 1 : 0, radix: 10) else { return nil }
        if negative {
            return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int64(exactly: magnitude)
    }

    /// A user, group or session id: decimal, where `-1` is the same as 4294967295.
    static func identifier(_ bytes: Span<UInt8>) -> UInt32? {
        guard let value = decimal(bytes), value >= -1, value <= Int64(UInt32.max) else { return nil }
        return UInt32(truncatingIfNeeded: value)
    }

    /// A hexadecimal number, with `0x` before it or without.
    static func hexadecimal(_ bytes: Span<UInt8>) -> UInt64? {
        unsigned(bytes, from: hasHexadecimalPrefix(bytes) ? 2 : 0, radix: 16)
    }

    /// An octal number, with a zero before it or without.
    static func octal(_ bytes: Span<UInt8>) -> UInt64? {
        unsigned(bytes, from: 0, radix: 8)
    }

    /// A number that says its base as C does: `0x` for hexadecimal, `0` for octal, else decimal.
    static func anyBase(_ bytes: Span<UInt8>) -> UInt64? {
        if hasHexadecimalPrefix(bytes) { return unsigned(bytes, from: 2, radix: 16) }
        let octal = bytes.count > 1 && bytes[0] == UInt8(ascii: "0")
        return unsigned(bytes, from: 0, radix: octal ? 8 : 10)
    }

    private static func hasHexadecimalPrefix(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 2 && bytes[0] == UInt8(ascii: "0") && bytes[1] | 0x20 == UInt8(ascii: "x")
    }

    private static func unsigned(_ bytes: Span<UInt8>, from start: Int, radix: UInt64) -> UInt64? {
        guard start < bytes.count else { return nil }
        var value: UInt64 = 0
        for index in start..<bytes.count {
            guard let digit = digit(bytes[index]), UInt64(digit) < radix else { return nil }
            let (product, productOverflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, sumOverflow) = product.addingReportingOverflow(UInt64(digit))
            guard !productOverflow, !sumOverflow else { return nil }
            value = sum
        }
        return value
    }

    /// The value of one digit in any base up to 16.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- UInt8(ascii: "A") &+ 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        default: nil
        }
    }
}
