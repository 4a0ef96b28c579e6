/// A place in the decompressed content of an archive, which goes forwards, and back as far as blocks are kept.
struct ArchiveCursor: ~Copyable, Sendable {
    private var content: DecompressedBytes
    private var block = [UInt8](repeating: 0, count: LogReader.blockSize)
    /// Where in the content the block's bytes stand.
    private var blockRange: Range<UInt64> = 0..<0
    private var kept: KeptBlocks?

    /// - Parameters:
    ///   - content: what the archive holds, from its first byte.
    ///   - isKeeping: whether it may be asked to go back.
    init(_ content: consuming DecompressedBytes, isKeeping: Bool) {
        self.content = content
        kept = isKeeping ? KeptBlocks() : nil
    }

    /// Whether an offset can be gone to without beginning anew.
    func reaches(_ offset: UInt64) -> Bool {
        offset >= content.count || blockRange.contains(offset) || kept?.start.map { $0 <= offset } ?? false
    }

    /// Copies bytes from an offset that it reaches; 0 at the end of the content.
    mutating func read(
        at offset: UInt64,
        upTo limit: UInt64,
        into buffer: inout [UInt8],
        from index: Int
    ) throws(LogFileError) -> Int {
        guard try load(offset) else { return 0 }
        let start = Int(clamping: offset - blockRange.lowerBound)
        let count = min(Int(clamping: blockRange.upperBound - offset), Int(clamping: limit), buffer.count - index)
        guard count > 0 else { return 0 }
        buffer.replaceSubrange(index..<index + count, with: block[start..<start + count])
        return count
    }

    /// Makes the block hold an offset; false if the content ends before it.
    private mutating func load(_ offset: UInt64) throws(LogFileError) -> Bool {
        if blockRange.contains(offset) { return true }
        if offset < content.count {
            guard let range = kept?.unpack(at: offset, into: &block) else { return false }
            blockRange = range
            return true
        }
        while offset >= content.count {
            let start = content.count
            // Whatever is in the block is overwritten, whether that succeeds or not.
            blockRange = start..<start
            var filled = 0
            // Decoders give little at a time; a block is worth keeping, and packing, only when it is full.
            while filled < block.count {
                var failure: LogFileError?
                var count = 0
                do throws(LogFileError) { count = try content.read(into: &block, from: filled) } catch {
                    failure = error
                }
                filled += count
                if let failure, filled == 0 { throw failure }
                if count == 0 { break }
            }
            guard filled > 0 else { return false }
            blockRange = start..<start &+ UInt64(filled)
            // Taken out for the call, which reads another part of this value.
            if var kept = kept.take() {
                kept.append(block.span.extracting(first: filled), at: start)
                self.kept = kept
            }
        }
        return true
    }
}
