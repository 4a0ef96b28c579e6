/// Reads digits and single bytes off a short text, one after the other.
struct DigitCursor {
    private let bytes: [UInt8]
    /// Where the next byte stands; may be set back to a place where it was before.
    var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next byte; nil at the end.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Passes over the next byte if it is the given one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    mutating func takeDigit() -> UInt8? {
        guard let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        position += 1
        return byte - UInt8(ascii: "0")
    }

    /// Exactly so many digits, at most 18.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = takeDigit() else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// All digits that follow; a number too large to hold becomes the largest one.
    mutating func number() -> Int64? {
        guard let first = takeDigit() else { return nil }
        var value = Int64(first)
        while let digit = takeDigit() {
            let product = value.multipliedReportingOverflow(by: 10)
            let sum = product.partialValue.addingReportingOverflow(Int64(digit))
            value = product.overflow || sum.overflow ? .max : sum.partialValue
        }
        return value
    }
}
