/// A set of characters, as ranges of their Unicode numbers.
struct CharacterRanges: Hashable, Sendable {
    /// The last number that Unicode has.
    private static let last: UInt32 = 0x10_ffff

    /// The ranges, ascending and apart.
    private(set) var ranges: [ClosedRange<UInt32>] = []

    /// The set of the characters in some ranges.
    init(_ ranges: [ClosedRange<UInt32>] = []) {
        for range in ranges { insert(range) }
    }

    /// One character.
    init(_ character: UInt32) { self.init([character...character]) }

    /// Digits of ASCII: `\d`.
    static let digits = CharacterRanges([0x30...0x39])
    /// Letters and digits of ASCII, and `_`: `\w`.
    static let words = CharacterRanges([0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
    /// Blanks of ASCII: `\s`.
    static let blanks = CharacterRanges([0x09...0x0d, 0x20...0x20])
    /// The newline.
    static let newline = CharacterRanges(0x0a)

    /// Adds the characters of a range.
    mutating func insert(_ range: ClosedRange<UInt32>) {
        var merged = range
        var kept: [ClosedRange<UInt32>] = []
        for known in ranges {
            if known.upperBound &+ 1 < merged.lowerBound || known.lowerBound > merged.upperBound &+ 1 {
                kept.append(known)
            } else {
                merged = min(known.lowerBound, merged.lowerBound)...max(known.upperBound, merged.upperBound)
            }
        }
        kept.append(merged)
        ranges = kept.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Adds the characters of another set.
    mutating func formUnion(_ other: CharacterRanges) {
        for range in other.ranges { insert(range) }
    }

    /// All other characters.
    var inverted: CharacterRanges {
        var result = CharacterRanges()
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.ranges.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= Self.last { result.ranges.append(next...Self.last) }
        return result
    }

    /// The same with ASCII's letters in both cases.
    var withoutCase: CharacterRanges {
        var result = self
        for letter in UInt32(0x41)...0x5a {
            if contains(letter) { result.insert((letter | 0x20)...(letter | 0x20)) }
            if contains(letter | 0x20) { result.insert(letter...letter) }
        }
        return result
    }

    /// Whether all characters beyond ASCII are in it.
    var hasAllBeyondASCII: Bool { ranges.last.map { $0.lowerBound <= 0x80 && $0.upperBound == Self.last } ?? false }

    /// Its characters of ASCII.
    var withoutOthersThanASCII: CharacterRanges {
        CharacterRanges(ranges.filter { $0.lowerBound < 0x80 }.map { $0.clamped(to: 0...0x7f) })
    }

    private func contains(_ character: UInt32) -> Bool { ranges.contains { $0.contains(character) } }

    /// The set as sequences of bytes of UTF-8, each byte with the range it may have.
    var sequences: [[ClosedRange<UInt8>]] {
        var sequences: [[ClosedRange<UInt8>]] = []
        let lengths: [ClosedRange<UInt32>] = [0...0x7f, 0x80...0x7ff, 0x800...0xffff, 0x1_0000...Self.last]
        for range in ranges {
            for length in lengths where range.overlaps(length) {
                Self.split(range.clamped(to: length), into: &sequences)
            }
        }
        return sequences
    }

    /// Splits a range, all of whose characters have one length, so that each byte can be chosen by itself.
    private static func split(_ range: ClosedRange<UInt32>, into sequences: inout [[ClosedRange<UInt8>]]) {
        let (low, high) = (range.lowerBound, range.upperBound)
        for bits in [UInt32(6), 12, 18] where high > 0x7f {
            let mask: UInt32 = (1 << bits) - 1
            guard low & ~mask != high & ~mask else { break }
            if low & mask != 0 {
                split(low...(low | mask), into: &sequences)
                return split(((low | mask) + 1)...high, into: &sequences)
            }
            if high & mask != mask {
                split(low...((high & ~mask) - 1), into: &sequences)
                return split((high & ~mask)...high, into: &sequences)
            }
        }
        let (first, last) = (encoded(low), encoded(high))
        sequences.append(zip(first, last).map { $0...$1 })
    }

    private static func encoded(_ number: UInt32) -> [UInt8] {
        let rest = { (shift: UInt32) in UInt8(0x80 | number >> shift & 0x3f) }
        switch number {
        case ...0x7f: return [UInt8(number)]
        case ...0x7ff: return [UInt8(0xc0 | number >> 6), rest(0)]
        case ...0xffff: return [UInt8(0xe0 | number >> 12), rest(6), rest(0)]
        default: return [UInt8(0xf0 | number >> 18), rest(12), rest(6), rest(0)]
        }
    }
}
