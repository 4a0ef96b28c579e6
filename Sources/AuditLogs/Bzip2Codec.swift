import CBzip2

/// bzip2 through libbz2, checksums verified.
@safe struct Bzip2Codec: StreamCodec, ~Copyable {
    // Allocated here, because the library remembers where its stream lies, and freed in `deinit`. A pointer is not
    // Sendable by itself; this one never leaves the struct, which cannot be copied.
    private nonisolated(unsafe) let stream: UnsafeMutablePointer<bz_stream>
    private var isReady: Bool

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: bz_stream())
        isReady = unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK
    }

    deinit {
        if isReady { _ = unsafe BZ2_bzDecompressEnd(stream) }
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    static func canBegin(with byte: UInt8) -> Bool { byte == UInt8(ascii: "B") }

    mutating func restart() {
        if isReady { _ = unsafe BZ2_bzDecompressEnd(stream) }
        unsafe stream.pointee = bz_stream()
        isReady = unsafe BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK
    }

    mutating func run(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard isReady else { return CodecStep(consumed: 0, produced: 0, outcome: .needsMemory) }
        let available = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        // The library takes both as text, and the input as mutable, but only reads it.
        unsafe stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: CChar.self)
        unsafe stream.pointee.avail_in = available
        unsafe stream.pointee.next_out = UnsafeMutableRawPointer(output.baseAddress)?
            .assumingMemoryBound(to: CChar.self)
        unsafe stream.pointee.avail_out = room
        let result = unsafe BZ2_bzDecompress(stream)
        let consumed = unsafe Int(available - stream.pointee.avail_in)
        let produced = unsafe Int(room - stream.pointee.avail_out)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        let outcome: CodecStep.Outcome =
            switch result {
            case BZ_OK: .running
            case BZ_STREAM_END: .ended
            case BZ_DATA_ERROR_MAGIC: .notAStream
            case BZ_MEM_ERROR: .needsMemory
            default: .damaged
            }
        return CodecStep(consumed: consumed, produced: produced, outcome: outcome)
    }
}
