import AuditLogs
import Testing

@Suite struct `A line splitter` {
    /// A lent line, kept.
    struct Line: Equatable, CustomStringConvertible {
        var bytes: [UInt8]
        var place: LinePlace
        var description: String { "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(place)" }

        init(_ bytes: [UInt8], _ place: LinePlace) {
            self.bytes = bytes
            self.place = place
        }

        init(_ text: String, _ place: LinePlace) {
            self.init(Array(text.utf8), place)
        }
    }

    struct Outcome: Equatable {
        var lines: [Line] = []
        var droppedNULBytes: UInt64 = 0
        var count: UInt64 = 0
    }

    /// Feeds the bytes in blocks of the sizes given, the last of which is used for all the rest.
    func split(_ bytes: [UInt8], sizes: [Int] = [.max], limit: Int = LineSplitter.defaultLimit) -> Outcome {
        var outcome = Outcome()
        var splitter = LineSplitter(limit: limit)
        var start = 0
        var block = 0
        while start < bytes.count {
            let size = sizes[min(block, sizes.count - 1)]
            let end = size < bytes.count - start ? start + size : bytes.count
            splitter.feed(bytes.span.extracting(start..<end)) { line, place in
                outcome.lines.append(Line(line.indices.map { line[$0] }, place))
            }
            start = end
            block += 1
        }
        splitter.finish { line, place in outcome.lines.append(Line(line.indices.map { line[$0] }, place)) }
        outcome.droppedNULBytes = splitter.droppedNULBytes
        outcome.count = splitter.lines
        return outcome
    }

    /// The same by the book: byte after byte, everything in memory.
    func splitSimply(_ bytes: [UInt8], limit: Int) -> Outcome {
        var outcome = Outcome()
        var line: [UInt8] = []
        var start: UInt64 = 0
        var nulBytes = 0
        func end(isTerminated: Bool) {
            outcome.count += 1
            let place = LinePlace(
                number: outcome.count,
                offset: start,
                cutBytes: max(0, line.count - limit),
                isTerminated: isTerminated,
                nulBytes: nulBytes
            )
            outcome.lines.append(Line(Array(line.prefix(limit)), place))
            line = []
            nulBytes = 0
        }
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                if line.isEmpty { start = UInt64(offset) }
                end(isTerminated: true)
            case 0:
                if !line.isEmpty { end(isTerminated: false) }
                nulBytes += 1
                outcome.droppedNULBytes += 1
            default:
                if line.isEmpty { start = UInt64(offset) }
                line.append(byte)
            }
        }
        if !line.isEmpty { end(isTerminated: false) }
        return outcome
    }

    @Test func `lends lines with number and offset`() {
        let outcome = split(Array("one\n\ntwo\r\nlast".utf8))
        #expect(
            outcome.lines == [
                Line("one", LinePlace(number: 1, offset: 0)),
                Line("", LinePlace(number: 2, offset: 4)),
                Line("two\r", LinePlace(number: 3, offset: 5)),
                Line("last", LinePlace(number: 4, offset: 10, isTerminated: false)),
            ]
        )
        #expect(outcome.count == 4)
    }

    @Test func `lends nothing for nothing`() {
        #expect(split([]) == Outcome())
        #expect(split(Array("a\n".utf8)).lines.count == 1)
    }

    @Test func `breaks a line at NUL bytes and counts them`() {
        let outcome = split(Array("torn\0\0\0next\n\0\n\0\0".utf8))
        #expect(
            outcome.lines == [
                Line("torn", LinePlace(number: 1, offset: 0, isTerminated: false)),
                Line("next", LinePlace(number: 2, offset: 7, nulBytes: 3)),
                Line("", LinePlace(number: 3, offset: 13, nulBytes: 1)),
            ]
        )
        #expect(outcome.droppedNULBytes == 6)
    }

    @Test func `cuts a long line and says by how much`() {
        let bytes = Array("123456789\nab\n1234567".utf8)
        let expected = [
            Line("12345", LinePlace(number: 1, offset: 0, cutBytes: 4)),
            Line("ab", LinePlace(number: 2, offset: 10)),
            Line("12345", LinePlace(number: 3, offset: 13, cutBytes: 2, isTerminated: false)),
        ]
        for size in 1...bytes.count { #expect(split(bytes, sizes: [size], limit: 5).lines == expected) }
    }

    @Test func `keeps lines up to its usual limit whole`() {
        let whole = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.defaultLimit)
        let outcome = split(whole + [UInt8(ascii: "\n")] + whole + whole, sizes: [1000])
        #expect(outcome.lines.map(\.bytes.count) == [whole.count, whole.count])
        #expect(outcome.lines.map(\.place.cutBytes) == [0, whole.count])
    }

    @Test func `counts offsets from where it was told to begin`() {
        var splitter = LineSplitter(offset: 5_000_000_000)
        var places: [LinePlace] = []
        splitter.feed(Array("a\nb".utf8).span) { _, place in places.append(place) }
        splitter.feed(Array("c\n".utf8).span) { _, place in places.append(place) }
        #expect(places.map(\.offset) == [5_000_000_000, 5_000_000_002])
        #expect(places.map(\.number) == [1, 2])
    }

    @Test(arguments: 1...18 as ClosedRange<UInt64>)
    func `gives the same lines however the bytes are cut into blocks`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let alphabets: [[UInt8]] = [
            Array("ab\n".utf8), Array("abcdefgh\n\0".utf8), Array("a\0".utf8), Array("\n\0".utf8),
            Array(0...255), Array(repeating: 120, count: 60) + [10, 0, 13],
        ]
        let alphabet = alphabets[Int(seed) % alphabets.count]
        let bytes = (0..<Int.random(in: 0...400, using: &numbers))
            .map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
            }
        for limit in [1, 2, 7, 1000] {
            let expected = splitSimply(bytes, limit: limit)
            #expect(split(bytes, limit: limit) == expected)
            for size in 1...32 { #expect(split(bytes, sizes: [size], limit: limit) == expected) }
            for _ in 0..<10 {
                let sizes = (0..<50).map { _ in Int.random(in: 0...30, using: &numbers) } + [64]
                #expect(split(bytes, sizes: sizes, limit: limit) == expected)
            }
        }
    }
}
