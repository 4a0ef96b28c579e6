/// Text that a record may carry in quotes or in hexadecimal digits.
enum InterpretedBytes {
    /// The bytes that a value without quotes stands for; nil where it is not encoded.
    ///
    /// It is encoded if it is all upper-case hexadecimal digits in pairs, as the kernel and libaudit write them;
    /// `(null)`, `?` and a bare word are not.
    static func decoded(_ value: Span<UInt8>) -> [UInt8]? {
        guard !value.isEmpty, value.count.isMultiple(of: 2) else { return nil }
        for index in value.indices where !isUpperCaseDigit(value[index]) { return nil }
        return pairs(value)
    }

    /// The bytes of pairs of hexadecimal digits in either case; nil where there is anything else.
    static func pairs(_ value: Span<UInt8>) -> [UInt8]? {
        guard value.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count / 2)
        for index in stride(from: 0, to: value.count, by: 2) {
            guard let high = InterpretedNumber.digit(value[index]),
                let low = InterpretedNumber.digit(value[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// What stands between the quotes, nil where there are none.
    ///
    /// A missing closing quote, as in a torn line, is forgiven.
    static func unquoted(_ value: Span<UInt8>) -> [UInt8]? {
        guard !value.isEmpty, value[0] == UInt8(ascii: "\"") else { return nil }
        let closed = value.count > 1 && value[value.count - 1] == UInt8(ascii: "\"")
        return copy(value, from: 1, to: closed ? value.count - 1 : value.count)
    }

    /// The same bytes in an array.
    static func copy(_ value: Span<UInt8>) -> [UInt8] {
        copy(value, from: 0, to: value.count)
    }

    private static func copy(_ value: Span<UInt8>, from start: Int, to end: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - start)
        for index in start..<end { bytes.append(value[index]) }
        return bytes
    }

    private static func isUpperCaseDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }
}
