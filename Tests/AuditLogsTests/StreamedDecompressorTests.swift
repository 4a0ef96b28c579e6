import Testing

@testable import AuditLogs

@Suite(.enabled(if: Packer.areInstalled, Packer.missing)) struct `A streamed decompressor` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    struct Outcome: Equatable, CustomStringConvertible {
        var bytes: [UInt8] = []
        var consumed = 0
        var fault: DecompressionStep.Fault?
        var description: String { "\(bytes.count) bytes of \(consumed), \(fault.map { "\($0)" } ?? "whole")" }
    }

    /// Feeds an archive in pieces of one size, with room for a few bytes at a time.
    func decompress(_ stored: [UInt8], _ packer: Packer, piece: Int = .max, room: Int = 5000) throws -> Outcome {
        guard var decompressor = packer.compression.makeDecompressor() else { throw CancellationError() }
        var outcome = Outcome()
        var output = [UInt8](repeating: 0, count: room)
        var end = 0
        while true {
            if outcome.consumed == end { end = piece < stored.count - end ? end + piece : stored.count }
            var target = output.mutableSpan
            let step = decompressor.decompress(
                stored.span.extracting(outcome.consumed..<end),
                isLast: end == stored.count,
                into: &target
            )
            outcome.bytes += output[..<step.produced]
            outcome.consumed += step.consumed
            outcome.fault = step.fault
            if step.isFinished || step.fault != nil { return outcome }
        }
    }

    static let text = Array("type=SYSCALL msg=audit(1.000:1): one two three one two three\n".utf8)

    @Test(arguments: Packer.all)
    func `gives the same however input and output are cut`(packer: Packer) throws {
        var numbers = SeededNumbers(seed: 4)
        let letters = (0..<5000).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0...7, using: &numbers) }
        var stored: [UInt8] = []
        var expected = Outcome()
        for part in [Self.text, [], Array(String(repeating: "abc", count: 700).utf8), letters] {
            stored += try packer.pack(part, in: directory) + [0, 0]
            expected.bytes += part
        }
        expected.consumed = stored.count
        for piece in Array(1...12) + [stored.count] {
            for room in [1, 7, 100, 10_000] {
                #expect(try decompress(stored, packer, piece: piece, room: room) == expected, "\(piece) \(room)")
            }
        }
    }

    @Test(arguments: Packer.all)
    func `finds every way in which an archive can be cut`(packer: Packer) throws {
        let stored = try packer.pack(Self.text, in: directory)
        for kept in 1..<stored.count {
            for piece in [1, stored.count] {
                let outcome = try decompress(Array(stored.prefix(kept)), packer, piece: piece, room: 10)
                #expect(outcome.fault == .truncated, "\(kept)")
                #expect(outcome.consumed == kept)
                #expect(outcome.bytes == Array(Self.text.prefix(outcome.bytes.count)))
            }
        }
    }

    @Test(arguments: Packer.all.filter(\.hasChecksum))
    func `never gives damaged content for good`(packer: Packer) throws {
        let stored = try packer.pack(Self.text, in: directory)
        for place in stored.indices {
            for bit in 0..<8 {
                var damaged = stored
                damaged[place] ^= 1 << bit
                let outcome = try decompress(damaged, packer, piece: 5, room: 100)
                // zstd and lz4 have skippable frames: a flip in their magic number would have to make one of it.
                if outcome.fault == nil { #expect(outcome.bytes == Self.text, "\(place) \(bit)") }
            }
        }
    }

    @Test(arguments: Packer.all)
    func `tells of what follows behind the end`(packer: Packer) throws {
        let stored = try packer.pack(Self.text, in: directory)
        let head = Array(stored.prefix(1))
        for garbage in [Array("garbage".utf8), [0, 0, 0, 1], head + Array("like a further stream".utf8)] {
            for piece in [1, 3, stored.count, .max] {
                let outcome = try decompress(stored + garbage, packer, piece: piece)
                // lzma has too little of a header to tell what is none.
                #expect(outcome.fault == .trailingGarbage || (!packer.hasChecksum && outcome.fault != nil))
                #expect(outcome.bytes.starts(with: Self.text))
            }
        }
        let outcome = try decompress(stored + Array("garbage".utf8), packer)
        #expect(outcome == Outcome(bytes: Self.text, consumed: stored.count, fault: .trailingGarbage))
        #expect(try decompress(stored + [UInt8](repeating: 0, count: 9999), packer).fault == nil)
    }

    @Test(arguments: Packer.all)
    func `survives any bytes behind a header`(packer: Packer) throws {
        var numbers = SeededNumbers(seed: 8)
        let stored = try packer.pack(Self.text, in: directory)
        for kept in [4, 6, 7, 12, 14, 20] {
            for _ in 0..<100 {
                let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &numbers) }
                let outcome = try decompress(Array(stored.prefix(kept)) + bytes, packer, piece: 50, room: 64)
                #expect(outcome.fault != nil || !packer.hasChecksum)
            }
        }
    }

    @Test func `skips the skippable frames of zstd and lz4`() throws {
        for packer in Packer.all where packer.compression == .zstd || packer.compression == .lz4 {
            let stored = try packer.pack(Self.text, in: directory)
            let skippable: [UInt8] = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]
            for piece in [1, 4, .max] {
                let outcome = try decompress(stored + skippable + stored + skippable, packer, piece: piece)
                #expect(outcome.fault == nil)
                #expect(outcome.bytes == Self.text + Self.text)
            }
            if packer.compression == .zstd {
                #expect(StoredFormat.recognise((skippable + stored).span, isComplete: true) == .readable(.zstd))
                #expect(try decompress(skippable + stored, packer).bytes == Self.text)
            }
        }
    }

    @Test func `does not take more memory than it may`() throws {
        let zstd = try #require(Packer.all.first { $0.compression == .zstd })
        let text = [UInt8](repeating: 120, count: 3_000_000)
        try directory.write(text, to: "text")
        // From a pipe the size is not known, so the window is as large as asked for: 256 MiB, twice what is allowed.
        let window = try directory.run("sh", "-c", "zstd -qc --ultra --long=28 < /dev/stdin < text | cat")
        let large = Array(window)
        if large.count > 6, large[4] & 0x20 == 0 {
            #expect(try decompress(large, zstd).fault == .tooMuchMemory)
        }
        let xz = try #require(Packer.all.first { $0.compression == .xz })
        let stored = try directory.run("sh", "-c", "xz -c --lzma2=dict=256MiB < text")
        #expect(try decompress(stored, xz).fault == .tooMuchMemory)
    }

    @Test func `gives all of many streams that another program wrote at once`() throws {
        var numbers = SeededNumbers(seed: 5)
        let text = (0..<3_000_000).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0...3, using: &numbers) }
        for packer in Packer.all {
            let stored = try packer.pack(text, in: directory)
            let path = try directory.write(stored + stored, to: "many.\(packer.suffix)")
            var reader = try LogReader(try LogFile(path: path))
            var buffer: [UInt8] = []
            var bytes: [UInt8] = []
            while case let count = try reader.read(into: &buffer), count > 0 { bytes += buffer[..<count] }
            #expect(reader.compression == packer.compression)
            #expect(bytes == text + text, "\(packer.testDescription)")
            #expect(reader.storedBytesRead == UInt64(2 * stored.count))
        }
    }
}
