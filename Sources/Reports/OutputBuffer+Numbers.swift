extension OutputBuffer {
    /// Appends a number in decimal digits.
    public mutating func append(decimal number: UInt64) {
        guard number >= 10 else {
            append(Self.digit(number))
            return
        }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = 20
        var rest = number
        while rest > 0 {
            first -= 1
            digits[first] = Self.digit(rest % 10)
            rest /= 10
        }
        append(verbatim: digits.span.extracting(first..<20))
    }

    /// Appends a number in decimal digits, with a minus where it is below zero.
    public mutating func append(decimal number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(decimal: number.magnitude)
    }

    /// Appends a number from 0 to 99 in two digits.
    mutating func append(twoDigits number: Int) {
        append(Self.digit(UInt64(truncatingIfNeeded: number / 10)))
        append(Self.digit(UInt64(truncatingIfNeeded: number % 10)))
    }

    /// Appends so many hexadecimal digits of a number, with the given letter for ten.
    mutating func append(hexadecimal number: UInt32, digits: Int, ten: UInt8 = UInt8(ascii: "a")) {
        var shift = (digits - 1) * 4
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt32(shift) & 0xf)
            append(digit < 10 ? UInt8(ascii: "0") + digit : ten + digit - 10)
            shift -= 4
        }
    }

    /// Appends the permission bits of a file's mode in four octal digits (`0644`), without its type.
    mutating func append(permissions mode: UInt32) {
        append(Self.digit(UInt64(mode >> 9 & 7)))
        append(Self.digit(UInt64(mode >> 6 & 7)))
        append(Self.digit(UInt64(mode >> 3 & 7)))
        append(Self.digit(UInt64(mode & 7)))
    }

    /// Appends blanks.
    mutating func append(blanks count: Int) {
        for _ in 0..<max(0, count) { append(UInt8(ascii: " ")) }
    }

    private static func digit(_ value: UInt64) -> UInt8 {
        UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
    }
}
