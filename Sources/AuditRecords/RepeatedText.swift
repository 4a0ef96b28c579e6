/// Remembers texts that come again and again in a log, with what was read in each.
///
/// Most of a record says what thousands of others say: the same user, program and key, the same owner and mode. Comparing
/// such a part with one that was read before is several times quicker than reading it field by field. A place in the
/// table is chosen by the caller's hint; a text that is not there, or is too long to be kept, is read as any other.
struct RepeatedText<Facts: Sendable>: Sendable {
    /// Bytes of the longest text that is kept.
    private static var limit: Int { 256 }

    /// All texts, each in its own stretch of `limit` bytes.
    private var text: [UInt8]
    private var lengths: [Int]
    /// What was read in each text, by its place.
    private(set) var facts: [Facts]
    private let shift: UInt64

    /// A table of 2 to the power of `bits` texts.
    init(bits: Int, empty: Facts) {
        text = [UInt8](repeating: 0, count: Self.limit << bits)
        lengths = [Int](repeating: 0, count: 1 << bits)
        facts = [Facts](repeating: empty, count: 1 << bits)
        shift = UInt64(64 - bits)
    }

    /// The place of a text with this hint.
    @inline(__always)
    func place(_ hint: UInt64) -> Int { Int(truncatingIfNeeded: (hint &* 0x9e37_79b9_7f4a_7c15) >> shift) }

    /// Where the text that stands at `start` ends, if it is the one at this place; else nil.
    ///
    /// Whether the text is whole, or only the beginning of a longer one, is for the caller to see.
    @inline(__always)
    func find(in line: Span<UInt8>, from start: Int, to end: Int, at place: Int) -> Int? {
        let length = lengths[place]
        guard length > 0, start &+ length <= end else { return nil }
        let first = place &* Self.limit
        guard line.extracting(start..<start &+ length).holdsSame(as: text.span.extracting(first..<first &+ length))
        else { return nil }
        return start &+ length
    }

    /// Keeps what was read in a text, instead of what stood at that place.
    mutating func keep(_ facts: Facts, of line: Span<UInt8>, _ range: Range<Int>, at place: Int) {
        guard range.count <= Self.limit else { return }
        for offset in 0..<range.count { text[place * Self.limit + offset] = line[range.lowerBound + offset] }
        lengths[place] = range.count
        self.facts[place] = facts
    }
}
