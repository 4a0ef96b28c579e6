import CLZMA

/// xz and its forerunner lzma, through liblzma; the checks that xz files carry are verified.
@safe struct XzCodec: StreamCodec, ~Copyable {
    // Allocated here, because a stream must not move between calls, and freed in `deinit`. A pointer is not Sendable by
    // itself; this one never leaves the struct, which cannot be copied.
    private nonisolated(unsafe) let stream: UnsafeMutablePointer<lzma_stream>
    private var isReady = false

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: lzma_stream())
        restart()
    }

    deinit {
        unsafe lzma_end(stream)
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    static func canBegin(with byte: UInt8) -> Bool { byte == 0xfd || byte == 0x5d }

    mutating func restart() {
        // Without LZMA_CONCATENATED: what follows behind a stream is told more exactly by the one who drives this.
        isReady = unsafe lzma_auto_decoder(stream, UInt64(CodecStep.memoryLimit), 0) == LZMA_OK
    }

    mutating func run(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard isReady else { return CodecStep(consumed: 0, produced: 0, outcome: .needsMemory) }
        unsafe stream.pointee.next_in = input.baseAddress
        unsafe stream.pointee.avail_in = input.count
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = output.count
        let result = unsafe lzma_code(stream, LZMA_RUN)
        let consumed = unsafe input.count - stream.pointee.avail_in
        let produced = unsafe output.count - stream.pointee.avail_out
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        let outcome: CodecStep.Outcome =
            switch result {
            // LZMA_BUF_ERROR: it could do nothing with what it got, and wants more.
            case LZMA_OK, LZMA_BUF_ERROR: .running
            case LZMA_STREAM_END: .ended
            case LZMA_FORMAT_ERROR: .notAStream
            case LZMA_MEM_ERROR, LZMA_MEMLIMIT_ERROR: .needsMemory
            default: .damaged
            }
        return CodecStep(consumed: consumed, produced: produced, outcome: outcome)
    }
}
