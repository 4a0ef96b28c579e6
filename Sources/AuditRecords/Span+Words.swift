import Glibc

/// Eight bytes at a time: the loops over a log's bytes go four times as fast as byte by byte, and stay bounds-checked.
extension Span<UInt8> {
    /// The eight bytes from an offset on, the first one lowest; traps outside the span, as a subscript does.
    @inlinable
    @inline(__always)
    public func word(at offset: Int) -> UInt64 {
        // Called unsafe for types whose bits mean more than a number; every UInt64 is one. The offset is checked.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The eight bytes from an offset on, as `word(at:)`; nil if fewer are there.
    @inlinable
    @inline(__always)
    func wordIfInside(at offset: Int) -> UInt64? {
        guard UInt(bitPattern: offset) <= UInt(bitPattern: count), count &- offset >= 8 else { return nil }
        return word(at: offset)
    }

    /// Whether another span holds the same bytes.
    @inlinable
    @inline(__always)
    public func holdsSame(as other: Span<UInt8>) -> Bool {
        let count = self.count
        guard count == other.count else { return false }
        if count >= 32 { return holdsSameLong(as: other) }
        if count >= 8 {
            var index = 0
            while index &+ 8 <= count {
                if word(at: index) != other.word(at: index) { return false }
                index &+= 8
            }
            return word(at: count &- 8) == other.word(at: count &- 8)
        }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// As `holdsSame`, of spans of one length, by the C library: it compares 32 bytes at a time.
    @usableFromInline
    func holdsSameLong(as other: Span<UInt8>) -> Bool {
        // Both get exactly the spans' bytes, and no pointer leaves the closures.
        unsafe withUnsafeBytes { bytes in
            unsafe other.withUnsafeBytes { others in
                guard let first = bytes.baseAddress, let second = others.baseAddress else { return true }
                return unsafe memcmp(first, second, min(bytes.count, others.count)) == 0
            }
        }
    }

    /// Index of the first byte in `start..<end` that equals `byte`; `end` if none does.
    @inlinable
    @inline(__always)
    public func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
        var index = start
        while index &+ 8 <= end {
            let found = Word.bytes(of: word(at: index), equalTo: byte)
            if found != 0 { return index &+ Word.indexOfFirst(found) }
            index &+= 8
        }
        while index < end && self[index] != byte { index += 1 }
        return index
    }

    /// As `firstIndex(of:from:to:)`, by the C library: quicker where the byte is likely to be far.
    public func firstIndexFar(of byte: UInt8, from start: Int, to end: Int) -> Int {
        guard start < end else { return start }
        // It gets exactly the part's bytes, and the pointer does not leave the closure.
        return unsafe extracting(start..<end)
            .withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress, let found = unsafe memchr(base, CInt(byte), bytes.count) else {
                    return end
                }
                return unsafe start &+ base.distance(to: UnsafeRawPointer(found))
            }
    }

    /// Index of the first byte in `start..<end` that equals one of two; `end` if none does.
    @inlinable
    @inline(__always)
    public func firstIndex(of first: UInt8, or second: UInt8, from start: Int, to end: Int) -> Int {
        var index = start
        while index &+ 8 <= end {
            let word = word(at: index)
            let found = Word.bytes(of: word, equalTo: first) | Word.bytes(of: word, equalTo: second)
            if found != 0 { return index &+ Word.indexOfFirst(found) }
            index &+= 8
        }
        while index < end && self[index] != first && self[index] != second { index += 1 }
        return index
    }
}

/// Arithmetic on eight bytes in one number.
public enum Word {
    /// The high bit of the lowest byte that equals `byte`; bits above it may be wrong, bits below it never are.
    ///
    /// The well-known test for a zero byte, `(x - 0x01…) & ~x & 0x80…`.
    @inlinable
    @inline(__always)
    public static func bytes(of word: UInt64, equalTo byte: UInt8) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The high bit of the lowest byte below 0x20 or above 0x7e; bits above it may be wrong, bits below it never are.
    @inlinable
    @inline(__always)
    public static func bytesOutsidePrintableASCII(_ word: UInt64) -> UInt64 {
        let high: UInt64 = 0x8080_8080_8080_8080
        let below = (word &- 0x2020_2020_2020_2020) & ~word & high
        return word & high | below | bytes(of: word, equalTo: 0x7f)
    }

    /// The high bit of the lowest byte that is a blank or below; bits above it may be wrong, bits below it never are.
    @inlinable
    @inline(__always)
    static func bytesBelowPrintable(_ word: UInt64) -> UInt64 {
        (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080
    }

    /// Which byte the lowest high bit belongs to.
    @inlinable
    @inline(__always)
    public static func indexOfFirst(_ highBits: UInt64) -> Int { highBits.trailingZeroBitCount >> 3 }

    /// The lowest `count` bytes, 0 to 8.
    @inlinable
    @inline(__always)
    public static func lowest(_ count: Int, of word: UInt64) -> UInt64 {
        count >= 8 ? word : word & ((1 &<< (UInt64(count) &* 8)) &- 1)
    }

    /// The decimal digits that a word begins with: how many, and their value; nil if it begins with none, or all eight are.
    @inlinable
    @inline(__always)
    public static func leadingDecimal(_ word: UInt64) -> (count: Int, value: UInt64)? {
        let digits = word ^ 0x3030_3030_3030_3030
        // A byte above 9 carries into its high bit when 0x76 is added, or has it already.
        let others = ((digits & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
        let count = indexOfFirst(others)
        guard others != 0, count > 0 else { return nil }
        return (count, value(ofDigits: digits &<< (64 &- UInt64(count) &* 8)))
    }

    /// The value of eight decimal digits, the first one lowest; nil if one is no digit.
    @inlinable
    @inline(__always)
    public static func decimal(_ word: UInt64) -> UInt64? {
        let high: UInt64 = 0xf0f0_f0f0_f0f0_f0f0
        let zeros: UInt64 = 0x3030_3030_3030_3030
        // Bytes 0x30…0x39: the high half is 3, and still is with 6 added.
        guard word & high == zeros, (word &+ 0x0606_0606_0606_0606) & high == zeros else { return nil }
        return value(ofDigits: word &- zeros)
    }

    /// Whether all eight bytes are hexadecimal digits.
    @inlinable
    @inline(__always)
    static func areHexDigits(_ word: UInt64) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low = ~high
        let digits = word ^ 0x3030_3030_3030_3030
        let noDigit = (digits & low) &+ 0x7676_7676_7676_7676 | digits  // the high bit where it is above 9
        // Letters of either case become 1 to 6.
        let letters = (word | 0x2020_2020_2020_2020) ^ 0x6060_6060_6060_6060
        let noLetter = (letters & low) &+ 0x7979_7979_7979_7979 | letters  // the high bit where it is above 6
        let isAboveZero = (letters & low) &+ low
        return noDigit & (noLetter | ~isAboveZero) & high == 0
    }

    /// The four bytes that eight hexadecimal digits stand for, each in the low byte of 16 bits, the first one lowest.
    @inlinable
    @inline(__always)
    static func bytes(ofHexDigits word: UInt64) -> UInt64 {
        // A letter's low half counts from 1, and its bit 6 is set.
        let values = (word & 0x0f0f_0f0f_0f0f_0f0f) &+ ((word >> 6) & 0x0101_0101_0101_0101) &* 9
        return (values &<< 4 | values >> 8) & 0x00ff_00ff_00ff_00ff
    }

    /// The value of eight bytes of 0 to 9, the most significant one lowest.
    @inlinable
    @inline(__always)
    static func value(ofDigits digits: UInt64) -> UInt64 {
        let value = digits &* 10 &+ (digits >> 8)  // pairs of digits in every second byte
        let pairs: UInt64 = 0x0000_00ff_0000_00ff
        let low = (value & pairs) &* (100 &+ (1_000_000 &<< 32))
        let next = ((value >> 16) & pairs) &* (1 &+ (10_000 &<< 32))
        return (low &+ next) >> 32
    }
}
