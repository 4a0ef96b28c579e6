import CZstd

/// zstd through libzstd; skippable frames are skipped, checksums verified where a frame has one.
@safe struct ZstdCodec: StreamCodec, ~Copyable {
    // Made by the library and freed in `deinit`. It never leaves the struct, which cannot be copied.
    private nonisolated(unsafe) let context: OpaquePointer?

    /// The largest window as a power of two; a frame with a larger one is refused.
    private static let windowLimit = CInt(CodecStep.memoryLimit.trailingZeroBitCount)

    init() {
        unsafe context = ZSTD_createDCtx()
        if let context = unsafe context {
            _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLimit)
        }
    }

    deinit {
        _ = unsafe ZSTD_freeDCtx(context)
    }

    static func canBegin(with byte: UInt8) -> Bool { byte == 0x28 || (0x50...0x5f).contains(byte) }

    mutating func restart() {
        guard let context = unsafe context else { return }
        _ = unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    }

    mutating func run(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard let context = unsafe context else { return CodecStep(consumed: 0, produced: 0, outcome: .needsMemory) }
        var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let result = unsafe ZSTD_decompressStream(context, &target, &source)
        let outcome: CodecStep.Outcome =
            if ZSTD_isError(result) == 0 {
                result == 0 ? .ended : .running
            } else {
                switch ZSTD_getErrorCode(result) {
                case ZSTD_error_prefix_unknown: .notAStream
                case ZSTD_error_frameParameter_windowTooLarge, ZSTD_error_memory_allocation: .needsMemory
                default: .damaged
                }
            }
        return unsafe CodecStep(consumed: source.pos, produced: target.pos, outcome: outcome)
    }
}
