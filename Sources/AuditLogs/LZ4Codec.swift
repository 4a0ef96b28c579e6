import CLZ4

/// lz4 frames through liblz4; skippable frames are skipped, checksums verified where a frame has them.
@safe struct LZ4Codec: StreamCodec, ~Copyable {
    // Made by the library and freed in `deinit`. It never leaves the struct, which cannot be copied.
    private nonisolated(unsafe) let context: OpaquePointer?

    init() {
        var made: OpaquePointer?
        let result = unsafe LZ4F_createDecompressionContext(&made, UInt32(LZ4F_VERSION))
        unsafe context = LZ4F_isError(result) == 0 ? made : nil
    }

    deinit {
        _ = unsafe LZ4F_freeDecompressionContext(context)
    }

    static func canBegin(with byte: UInt8) -> Bool { byte == 0x04 || (0x50...0x5f).contains(byte) }

    mutating func restart() {
        guard let context = unsafe context else { return }
        unsafe LZ4F_resetDecompressionContext(context)
    }

    mutating func run(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep {
        guard let context = unsafe context else { return CodecStep(consumed: 0, produced: 0, outcome: .needsMemory) }
        var consumed = input.count
        var produced = output.count
        let result = unsafe LZ4F_decompress(context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
        guard LZ4F_isError(result) == 0 else {
            // After an error the counts say nothing; the input is told of where the call began.
            let isOther = clz4_is_unknown_frame(result) != 0
            return CodecStep(consumed: 0, produced: 0, outcome: isOther ? .notAStream : .damaged)
        }
        return CodecStep(consumed: consumed, produced: produced, outcome: result == 0 ? .ended : .running)
    }
}
