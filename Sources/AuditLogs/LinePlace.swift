/// Where a line stands in its source, and what was left out.
///
/// Number and offset do not depend on how the source was cut into blocks.
public struct LinePlace: Hashable, Sendable, BitwiseCopyable {
    /// Number of the line in its source, from 1.
    public var number: UInt64
    /// Offset of the line's first byte in the uncompressed source.
    public var offset: UInt64
    /// How many bytes beyond the splitter's limit were dropped.
    public var cutBytes: Int
    /// Whether a newline ended the line.
    ///
    /// False for a last line that the source's end cut off, and for a line that NUL bytes broke off: after a power cut
    /// a file often holds NUL bytes where the end of a record never reached the disk.
    public var isTerminated: Bool
    /// How many NUL bytes were dropped just before this line.
    public var nulBytes: Int

    /// A place from its parts; the defaults are those of an undamaged line.
    public init(number: UInt64, offset: UInt64, cutBytes: Int = 0, isTerminated: Bool = true, nulBytes: Int = 0) {
        self.number = number
        self.offset = offset
        self.cutBytes = cutBytes
        self.isTerminated = isTerminated
        self.nulBytes = nulBytes
    }
}
