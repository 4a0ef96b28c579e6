import Testing

@testable import AuditLogs

@Suite struct `Kept blocks` {
    @Test func `give back the last stretch, in bounded memory`() {
        var numbers = SeededNumbers(seed: 6)
        var kept = KeptBlocks()
        let size = 1 << 18
        // Noise does not pack, so the limit is reached after 64 of them.
        let noise = (0..<size).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        let blocks = (0..<80).map { Array(noise[$0...] + noise[..<$0]) }
        for (index, block) in blocks.enumerated() { kept.append(block.span, at: UInt64(index * size)) }
        let first = Int(kept.start ?? 0) / size
        #expect(first > 80 - KeptBlocks.limit / size && first < 20)
        var buffer = [UInt8](repeating: 0, count: size)
        #expect(kept.unpack(at: UInt64(first * size - 1), into: &buffer) == nil)
        #expect(kept.unpack(at: UInt64(80 * size), into: &buffer) == nil)
        for index in (first..<80).reversed() {
            let place = kept.unpack(at: UInt64(index * size + index), into: &buffer)
            #expect(place == UInt64(index * size)..<UInt64((index + 1) * size))
            #expect(buffer == blocks[index])
        }
    }
}

@Suite(.enabled(if: Packer.areInstalled, Packer.missing)) struct `An archive cursor` {
    /// A source that a test can count the readings of.
    struct Source: ByteSource, ~Copyable {
        let bytes: [UInt8]
        var position = 0

        mutating func read(into buffer: inout [UInt8], from index: Int) -> Int {
            let count = min(bytes.count - position, buffer.count - index)
            buffer.replaceSubrange(index..<index + count, with: bytes[position..<position + count])
            position += count
            return count
        }

        mutating func digest() -> String? { nil }
    }

    @Test func `goes back only where it keeps what it passed`() throws {
        let directory = try TemporaryDirectory()
        let content = Samples.records(from: 1, count: 60_000)
        let stored = try directory.gzip(content)
        for isKeeping in [false, true] {
            let bytes = DecompressedBytes(Source(bytes: stored), through: GzipDecompressor(), path: "a.gz")
            var cursor = ArchiveCursor(bytes, isKeeping: isKeeping)
            var buffer = [UInt8](repeating: 0, count: 1000)
            let last = UInt64(content.count - 10)
            let read = try cursor.read(at: last, upTo: 1000, into: &buffer, from: 0)
            #expect(read == 10)
            let (front, ahead) = (cursor.reaches(0), cursor.reaches(last + 1000))
            #expect(front == isKeeping)
            #expect(ahead)
            guard isKeeping else { continue }
            for offset in stride(from: content.count - 1000, through: 0, by: -77_777) {
                var count = 0
                while count < 500 {
                    count += try cursor.read(
                        at: UInt64(offset + count),
                        upTo: UInt64(500 - count),
                        into: &buffer,
                        from: count
                    )
                }
                #expect(buffer[..<500] == content[offset..<offset + 500])
            }
        }
    }
}
