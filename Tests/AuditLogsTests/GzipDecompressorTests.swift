import Testing

@testable import AuditLogs

@Suite struct `A gzip decompressor` {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    struct Outcome: Equatable, CustomStringConvertible {
        var bytes: [UInt8] = []
        var consumed = 0
        var fault: DecompressionStep.Fault?
        var description: String { "\(bytes.count) bytes of \(consumed), \(fault.map { "\($0)" } ?? "whole")" }
    }

    /// Feeds an archive in pieces of one size, with room for a few bytes at a time.
    func decompress(_ stored: [UInt8], piece: Int, room: Int) -> Outcome {
        var outcome = Outcome()
        var decompressor = GzipDecompressor()
        var output = [UInt8](repeating: 0, count: room)
        var end = 0
        while true {
            if outcome.consumed == end { end = min(end + piece, stored.count) }
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

    @Test func `gives the same however input and output are cut`() throws {
        var parts = ["one two three one two three\n", "", String(repeating: "abc", count: 700)].map { Array($0.utf8) }
        // Long enough for a Huffman table of its own.
        var numbers = SeededNumbers(seed: 4)
        parts.append((0..<5000).map { _ in UInt8(ascii: "a") + UInt8.random(in: 0...7, using: &numbers) })
        var stored: [UInt8] = []
        for part in parts { stored += try directory.gzip(part) + [0, 0] }
        // FHCRC is left out: its checksum would have to be made here.
        stored += [0x1f, 0x8b, 8, 0b0001_1100, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3] + Array("name\0comment\0".utf8)
        stored += try directory.gzip("end".utf8).dropFirst(10)
        let expected = Outcome(bytes: parts.joined() + Array("end".utf8), consumed: stored.count)
        for piece in Array(1...30) + [stored.count] {
            for room in [1, 2, 7, 100, 10_000] {
                #expect(decompress(stored, piece: piece, room: room) == expected, "\(piece) \(room)")
            }
        }
    }

    @Test func `finds every way in which an archive can be cut`() throws {
        let text = Array("one two three one two three\n".utf8)
        let stored = try directory.gzip(text)
        for kept in 1..<stored.count {
            for piece in [1, stored.count] {
                let outcome = decompress(Array(stored.prefix(kept)), piece: piece, room: 10)
                #expect(outcome.fault == .truncated, "\(kept)")
                #expect(outcome.consumed == kept)
                #expect(outcome.bytes == Array(text.prefix(outcome.bytes.count)))
            }
        }
    }

    @Test func `never gives damaged content for good`() throws {
        let text = Array("one two three one two three\n".utf8)
        let stored = try directory.gzip(text)
        var harmless = 0
        for place in 10..<stored.count {
            for bit in 0..<8 {
                var damaged = stored
                damaged[place] ^= 1 << bit
                let outcome = decompress(damaged, piece: 5, room: 100)
                guard outcome.fault == nil else { continue }
                harmless += 1
                #expect(outcome.bytes == text, "\(place) \(bit)")
            }
        }
        // Only the bits that fill up the byte before the checksum say nothing.
        #expect(harmless < 8)
    }

    @Test func `survives any bytes behind a header`() {
        var numbers = SeededNumbers(seed: 8)
        for _ in 0..<500 {
            let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let outcome = decompress([0x1f, 0x8b, 8, bytes[0] & 0x1f] + bytes, piece: 50, room: 64)
            #expect(outcome.fault != nil)
        }
    }
}
