extension Span<UInt8> {
    /// Whether the bytes at an offset are those of `text`, all of them before `end`.
    @inlinable
    @inline(__always)
    public func holds(_ text: StaticString, at offset: Int, end: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset >= 0, offset &+ count <= end else { return false }
        guard count >= 8 else {
            if offset &+ 8 <= end { return Word.lowest(count, of: word(at: offset)) == text.packed }
            for index in 0..<count where self[offset + index] != text.byte(at: index) { return false }
            return true
        }
        var index = 0
        while index + 8 <= count {
            if word(at: offset + index) != text.word(at: index) { return false }
            index += 8
        }
        return word(at: offset + count - 8) == text.word(at: count - 8)  // the last eight, some of them once more
    }

    /// The decimal number at `position`, which moves behind its digits; nil without a digit or beyond 64 bits.
    @inlinable
    @inline(__always)
    public func decimal(at position: inout Int, end: Int) -> UInt64? {
        let start = position
        var value: UInt64 = 0
        if position + 8 <= end, let digits = Word.decimal(word(at: position)) {
            value = digits
            position += 8
        }
        while position < end {
            let digit = self[position] &- UInt8(ascii: "0")
            if digit > 9 { break }
            if position - start >= 19 {  // 19 digits always fit; from the 20th on it must be checked
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
                if overflow || carry { return nil }
                value = sum
            } else {
                value = value &* 10 &+ UInt64(digit)
            }
            position += 1
        }
        return position > start ? value : nil
    }
}

extension Span<UInt8> {
    /// Whether the first bytes are those of `text`.
    @inlinable
    @inline(__always)
    public func hasPrefix(_ text: StaticString) -> Bool {
        holds(text, at: 0, end: count)
    }

    /// Whether the last bytes are those of `text`.
    @inlinable
    @inline(__always)
    public func hasSuffix(_ text: StaticString) -> Bool {
        holds(text, at: count - text.utf8CodeUnitCount, end: count)
    }

    /// Whether the bytes are those of `text`, no more and no less.
    @inlinable
    @inline(__always)
    public func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && holds(text, at: 0, end: count)
    }
}

extension StaticString {
    /// One byte of the text.
    @inlinable
    @inline(__always)
    func byte(at index: Int) -> UInt8 {
        unsafe utf8Start[index]  // callers stay below utf8CodeUnitCount
    }

    /// Eight bytes of the text, the first one lowest.
    @inlinable
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= UInt64(byte(at: offset + index)) &<< (UInt64(index) &* 8) }
        return word
    }

    /// The first eight bytes of the text, or all of a shorter one, the first one lowest.
    @inlinable
    @inline(__always)
    var packed: UInt64 {
        var word: UInt64 = 0
        for index in 0..<min(utf8CodeUnitCount, 8) { word |= UInt64(byte(at: index)) &<< (UInt64(index) &* 8) }
        return word
    }
}
