/// Any number of streams of one format, one behind the other.
///
/// Zero bytes behind a stream are padding, as tapes and some block devices leave it, and are passed over.
struct StreamedDecompressor<Codec: StreamCodec & ~Copyable>: Decompressor, ~Copyable {
    private var codec = Codec()
    private var isBetweenStreams = false
    private var isFirstStream = true

    mutating func decompress(
        _ input: Span<UInt8>,
        isLast: Bool,
        into output: inout MutableSpan<UInt8>
    ) -> DecompressionStep {
        var step = DecompressionStep()
        while true {
            if isBetweenStreams {
                while step.consumed < input.count, input[step.consumed] == 0 { step.consumed += 1 }
                guard step.consumed < input.count else {
                    step.isFinished = isLast
                    return step
                }
                guard Codec.canBegin(with: input[step.consumed]) else {
                    step.fault = .trailingGarbage
                    return step
                }
                codec.restart()
                isBetweenStreams = false
            }
            let start = step.consumed
            let result = run(input, into: &output, &step)
            let hasInput = step.consumed < input.count
            let hasRoom = step.produced < output.count
            switch result.outcome {
            case .ended:
                isBetweenStreams = true
                isFirstStream = false
            case .notAStream where !isFirstStream:
                // What only begins like a further stream is not one, and is told of where it begins.
                step.consumed = start
                step.fault = .trailingGarbage
                return step
            case .notAStream, .damaged:
                step.fault = .corrupt
                return step
            case .needsMemory:
                step.fault = .tooMuchMemory
                return step
            case .running:
                if hasInput, hasRoom {
                    if result.consumed > 0 || result.produced > 0 { continue }
                    // A library that does nothing with something would do so for ever.
                    step.fault = .corrupt
                } else if hasRoom, isLast {
                    step.fault = .truncated
                }
                return step
            }
        }
    }

    /// One call of the library, from and to where the step stands.
    private mutating func run(
        _ input: Span<UInt8>,
        into output: inout MutableSpan<UInt8>,
        _ step: inout DecompressionStep
    ) -> CodecStep {
        let rest = input.extracting(step.consumed..<input.count)
        let produced = step.produced
        // The library gets exactly the rest of both spans, and no pointer outlives the call.
        let result = unsafe rest.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe codec.run(source, into: UnsafeMutableBufferPointer(rebasing: target[produced...]))
            }
        }
        step.consumed += result.consumed
        step.produced += result.produced
        return result
    }
}
