/// One C library's decoder, as `StreamedDecompressor` drives it.
///
/// A codec decodes one stream, frame or member at a time; what stands between them is its driver's business.
protocol StreamCodec: ~Copyable, Sendable {
    /// A decoder at the beginning of a stream.
    init()

    /// Whether a further stream can begin with this byte.
    static func canBegin(with byte: UInt8) -> Bool

    /// Goes to the beginning of a further stream.
    mutating func restart()

    /// Calls the library once; it keeps neither pointer.
    mutating func run(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep
}

/// What one call of a C library came to.
struct CodecStep {
    enum Outcome {
        case running
        /// The stream came to its proper end.
        case ended
        /// What stands here is no stream of this format.
        case notAStream
        case damaged
        /// The stream asks for more memory than it may have.
        case needsMemory
    }

    /// The most memory that a stream may ask for, for its dictionary or window: 128 MiB.
    ///
    /// Twice what `xz -9` needs, and what the zstd program itself allows without being told.
    static let memoryLimit = 1 << 27

    var consumed: Int
    var produced: Int
    var outcome: Outcome
}
