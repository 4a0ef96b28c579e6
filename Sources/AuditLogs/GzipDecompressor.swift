import CISAL

/// gzip through ISA-L: any number of members, checksums verified.
///
/// Zero bytes behind a member are padding, as tapes and some block devices leave it, and are passed over.
@safe struct GzipDecompressor: Decompressor, ~Copyable {
    /// ISA-L's state, about 90 KB, allocated here and freed in `deinit`.
    ///
    /// A pointer is not Sendable by itself; this one never leaves the struct, which cannot be copied, so whoever holds
    /// the struct is the only one to reach it.
    private nonisolated(unsafe) let state: UnsafeMutablePointer<inflate_state>
    private var isBetweenMembers = false
    private var isFirstMember = true
    private var memberHasOutput = false

    init() {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: inflate_state())
        unsafe isal_inflate_init(state)
        unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    deinit {
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    mutating func decompress(
        _ input: Span<UInt8>,
        isLast: Bool,
        into output: inout MutableSpan<UInt8>
    ) -> DecompressionStep {
        var step = DecompressionStep()
        while true {
            if isBetweenMembers {
                while step.consumed < input.count, input[step.consumed] == 0 { step.consumed += 1 }
                guard step.consumed < input.count else {
                    step.isFinished = isLast
                    return step
                }
                guard input[step.consumed] == 0x1f else {
                    step.fault = .trailingGarbage
                    return step
                }
                startMember()
            }
            let consumed = step.consumed
            let result = inflate(input, into: &output, &step)
            guard result == ISAL_DECOMP_OK else {
                // What only begins like a further member is not one.
                let isHeader = result == ISAL_INVALID_WRAPPER || result == ISAL_UNSUPPORTED_METHOD
                step.fault = isHeader && !isFirstMember && !memberHasOutput ? .trailingGarbage : .corrupt
                if step.fault == .trailingGarbage { step.consumed = consumed }
                return step
            }
            if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
                isBetweenMembers = true
                isFirstMember = false
                continue
            }
            if step.produced < output.count, step.consumed == input.count, isLast { step.fault = .truncated }
            return step
        }
    }

    private mutating func startMember() {
        unsafe isal_inflate_reset(state)
        unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
        isBetweenMembers = false
        memberHasOutput = false
    }

    /// One call of the library, from and to where the step stands.
    private mutating func inflate(
        _ input: Span<UInt8>,
        into output: inout MutableSpan<UInt8>,
        _ step: inout DecompressionStep
    ) -> CInt {
        let state = unsafe state
        let consumed = step.consumed
        let produced = step.produced
        // The library is told exactly the rest of both spans, and forgets them before they end: the pointers are not
        // used again after the call. It takes the input as mutable but only reads it.
        return unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                let available = UInt32(clamping: source.count - consumed)
                let room = UInt32(clamping: target.count - produced)
                unsafe state.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { unsafe $0 + consumed }
                )
                unsafe state.pointee.avail_in = available
                unsafe state.pointee.next_out = target.baseAddress.map { unsafe $0 + produced }
                unsafe state.pointee.avail_out = room
                let result = unsafe isal_inflate(state)
                step.consumed += unsafe Int(available - state.pointee.avail_in)
                step.produced += unsafe Int(room - state.pointee.avail_out)
                unsafe state.pointee.next_in = nil
                unsafe state.pointee.next_out = nil
                memberHasOutput = memberHasOutput || step.produced > produced
                return result
            }
        }
    }
}
