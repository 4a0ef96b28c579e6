import CLZ4

/// The last stretch of what was decompressed, packed again in little memory.
///
/// An archive's logs stand as a rule in order of time or in exactly the reverse of it (`tar -czf logs.tgz audit.log*`).
/// Reading that from its end needs all that stands before it; a log packs well, so some hundred megabytes fit in here,
/// and the archive is decompressed once for each such stretch instead of once for each log.
struct KeptBlocks: Sendable {
    /// The most memory that is used: 16 MiB.
    static let limit = 1 << 24
    /// What one block takes up besides its bytes, at most.
    private static let overhead = 64

    private struct Block {
        var start: UInt64
        var count: Int
        var packed: [UInt8]
    }

    private var blocks: [Block] = []
    private var used = 0

    /// Where the kept stretch begins; nil if nothing is kept.
    var start: UInt64? { blocks.first?.start }

    /// Keeps one more block, which follows right behind the last one, and lets go of the first ones for it.
    mutating func append(_ bytes: Span<UInt8>, at start: UInt64) {
        let count = CInt(clamping: bytes.count)
        var packed: [UInt8] = []
        if count == bytes.count {
            let room = Int(LZ4_compressBound(count))
            packed = [UInt8](repeating: 0, count: room)
            // Both pointers are valid for the counts given with them, and are not kept.
            let size = unsafe bytes.withUnsafeBytes { source in
                unsafe packed.withUnsafeMutableBytes { target in
                    unsafe LZ4_compress_default(
                        source.bindMemory(to: CChar.self).baseAddress,
                        target.bindMemory(to: CChar.self).baseAddress,
                        count,
                        CInt(clamping: room)
                    )
                }
            }
            packed = Array(packed.prefix(Int(max(0, size))))
        }
        blocks.append(Block(start: start, count: bytes.count, packed: packed))
        used += packed.count + Self.overhead
        var dropped = 0
        while used > Self.limit, dropped < blocks.count {
            used -= blocks[dropped].packed.count + Self.overhead
            dropped += 1
        }
        blocks.removeFirst(dropped)
    }

    /// Unpacks the block that holds an offset into a buffer that has room for it; its place, or nil if it is not kept.
    func unpack(at offset: UInt64, into buffer: inout [UInt8]) -> Range<UInt64>? {
        guard let block = block(at: offset), buffer.count >= block.count else { return nil }
        let room = CInt(clamping: buffer.count)
        let size = unsafe block.packed.withUnsafeBytes { source in
            unsafe buffer.withUnsafeMutableBytes { target in
                // As above; the library checks what it writes against the room.
                unsafe LZ4_decompress_safe(
                    source.bindMemory(to: CChar.self).baseAddress,
                    target.bindMemory(to: CChar.self).baseAddress,
                    CInt(clamping: source.count),
                    room
                )
            }
        }
        return Int(size) == block.count ? block.start..<block.start + UInt64(block.count) : nil
    }

    private func block(at offset: UInt64) -> Block? {
        // The last one that begins at or before the offset.
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let block = blocks[low - 1]
        return offset - block.start < UInt64(block.count) ? block : nil
    }
}
