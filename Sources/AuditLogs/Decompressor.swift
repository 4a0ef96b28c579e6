/// Turns the stored bytes of one format into the log's bytes.
///
/// Works on what it is given and keeps only the state that the format needs, so that memory stays bounded.
protocol Decompressor: ~Copyable, Sendable {
    /// Goes on from where the last step ended.
    ///
    /// A step that neither consumes nor produces anything, with room for output, wants more input.
    ///
    /// - Parameters:
    ///   - input: stored bytes; those not consumed have to be given again.
    ///   - isLast: whether nothing follows behind `input`.
    ///   - output: room for the log's bytes.
    /// - Returns: how far it came, and whether there it ended, properly or not.
    mutating func decompress(
        _ input: Span<UInt8>,
        isLast: Bool,
        into output: inout MutableSpan<UInt8>
    ) -> DecompressionStep
}

/// What one step of a decompressor came to.
struct DecompressionStep {
    /// What is wrong with an archive, whatever its format.
    enum Fault {
        case truncated
        case corrupt
        case trailingGarbage
        case tooMuchMemory
    }

    /// Bytes of the input that were used up; with a fault, up to the place that it is told of.
    var consumed = 0
    /// Bytes of the output that were filled; valid with a fault too.
    var produced = 0
    /// Whether the archive came to its proper end.
    var isFinished = false
    /// What ended the archive before its time.
    var fault: Fault?
}
