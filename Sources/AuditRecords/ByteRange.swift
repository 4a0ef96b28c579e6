/// A run of bytes inside a line, an event or an arena: offsets, not pointers.
///
/// Offsets are 32 bits wide because a line is at most 1 MiB and the buffers that ranges point into are bounded well
/// below 4 GiB. An empty range stands for "nothing there" wherever a value may be absent.
public struct ByteRange: Hashable, Sendable, BitwiseCopyable {
    /// Offset of the first byte.
    public var start: UInt32
    /// Offset behind the last byte.
    public var end: UInt32

    /// The bytes from `start` up to, not including, `end`.
    @inlinable
    public init(start: Int, end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// No bytes, at offset zero.
    @inlinable
    public init() {
        self.start = 0
        self.end = 0
    }

    /// How many bytes there are.
    @inlinable
    public var count: Int { Int(end) &- Int(start) }

    /// Whether there is no byte.
    @inlinable
    public var isEmpty: Bool { start == end }

    /// The same bytes as indices.
    @inlinable
    public var indices: Range<Int> { Int(start)..<Int(end) }

    /// The same bytes, counted from a point `distance` bytes earlier.
    @inlinable
    public func shifted(by distance: Int) -> ByteRange {
        ByteRange(start: Int(start) &+ distance, end: Int(end) &+ distance)
    }
}

/// Saved as a length and, where that is not zero, an offset: where no bytes stand means nothing.
extension ByteRange: Codable {
    private enum CodingKeys: CodingKey {
        case count, start
    }

    /// Saves the range.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(end - start, forKey: .count)
        if !isEmpty { try container.encode(start, forKey: .start) }
    }

    /// Reads a range back; throws where it would end behind 32 bits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let count = try container.decode(UInt32.self, forKey: .count)
        self.init()
        guard count > 0 else { return }
        start = try container.decode(UInt32.self, forKey: .start)
        let (end, overflow) = start.addingReportingOverflow(count)
        guard !overflow else {
            throw DecodingError.dataCorruptedError(forKey: .count, in: container, debugDescription: "too long")
        }
        self.end = end
    }
}
