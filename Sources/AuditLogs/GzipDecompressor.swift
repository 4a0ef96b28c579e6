import CISAL

/// gzip through ISA-L: any number of members, checksums verified.
///
/// Zero bytes behind a member are padding, as tapes and some block devices leave it, and are passed over.
@safe struct GzipDecompressor: Decompressor, ~Copyable {
    private enum Phase {
        case header
        case content
        case betweenMembers
    }

    // ISA-L's states, about 90 KB, allocated here and freed in `deinit`. A pointer is not Sendable by itself; these
    // never leave the struct, which cannot be copied, so whoever holds the struct is the only one to reach them.
    private nonisolated(unsafe) let state: UnsafeMutablePointer<inflate_state>
    /// Kept between calls, because a header may be cut by a block's end.
    ///
    /// `isal_inflate` reads headers too, but forgets in which part of one it was when its input ends there (2.30).
    private nonisolated(unsafe) let header: UnsafeMutablePointer<isal_gzip_header>
    private var phase = Phase.header
    private var isFirstMember = true

    init() {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: inflate_state())
        unsafe header = .allocate(capacity: 1)
        unsafe header.initialize(to: isal_gzip_header())
        unsafe isal_inflate_init(state)
        startMember()
    }

    deinit {
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
        unsafe header.deinitialize(count: 1)
        unsafe header.deallocate()
    }

    mutating func decompress(
        _ input: Span<UInt8>,
        isLast: Bool,
        into output: inout MutableSpan<UInt8>
    ) -> DecompressionStep {
        var step = DecompressionStep()
        while true {
            if phase == .betweenMembers {
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
            let start = step.consumed
            let result = call(input, into: &output, &step)
            switch (phase, result) {
            case (.header, ISAL_DECOMP_OK):
                phase = .content
                continue
            case (.header, ISAL_INVALID_WRAPPER) where !isFirstMember,
                (.header, ISAL_UNSUPPORTED_METHOD) where !isFirstMember:
                // What only begins like a further member is not one, and is told of where it begins.
                step.consumed = start
                step.fault = .trailingGarbage
                return step
            case (.header, ISAL_END_INPUT), (.content, ISAL_DECOMP_OK):
                break
            default:
                step.fault = .corrupt
                return step
            }
            if phase == .content, unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
                phase = .betweenMembers
                isFirstMember = false
                continue
            }
            if step.produced < output.count, step.consumed == input.count, isLast { step.fault = .truncated }
            return step
        }
    }

    private mutating func startMember() {
        unsafe isal_inflate_reset(state)
        // The content is inflated and its trailer verified; the header is read by itself.
        unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
        unsafe isal_gzip_header_init(header)
        phase = .header
    }

    /// One call of the library, from and to where the step stands.
    private func call(
        _ input: Span<UInt8>,
        into output: inout MutableSpan<UInt8>,
        _ step: inout DecompressionStep
    ) -> CInt {
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
                let result = unsafe phase == .header ? isal_read_gzip_header(state, header) : isal_inflate(state)
                step.consumed += unsafe Int(available - state.pointee.avail_in)
                step.produced += unsafe Int(room - state.pointee.avail_out)
                unsafe state.pointee.next_in = nil
                unsafe state.pointee.next_out = nil
                return result
            }
        }
    }
}
