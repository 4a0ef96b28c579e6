import AuditRecords
import Testing
import TestSupport

@Suite struct `A span's words` {
    private func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in [0, 0x20, 0x41, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0 }
    }

    private func isSame(_ bytes: [UInt8], _ others: [UInt8]) -> Bool { bytes.span.holdsSame(as: others.span) }

    @Test func `are the same where all bytes are`() {
        var random = SplitMix64(seed: 0x5a3e)
        for count in 0...100 {
            let bytes = bytes(count, &random)
            #expect(isSame(bytes, bytes))
            #expect(!isSame(bytes, bytes + [1]))
            for index in 0..<count {
                var other = bytes
                other[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
                #expect(!isSame(bytes, other))
            }
        }
    }

    @Test func `are searched as bytes are`() {
        var random = SplitMix64(seed: 0xf1d)
        for count in 0...80 {
            let bytes = bytes(count, &random)
            let span = bytes.span
            for start in 0...count {
                let end = Int.random(in: start...count, using: &random)
                for byte: UInt8 in [0, 0x20, 0x41, 0x42, 0x80, 0xff] {
                    let wanted = bytes[start..<end].firstIndex(of: byte) ?? end
                    let near = span.firstIndex(of: byte, from: start, to: end)
                    let far = span.firstIndexFar(of: byte, from: start, to: end)
                    #expect(near == wanted && far == wanted)
                }
            }
        }
    }

    @Test(arguments: [0, 1, 3, 20])
    func `hold a text of any length at any offset`(offset: Int) {
        let texts: [StaticString] = [
            "", "a", "abc", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop",
            "abcdefghijklmnopq",
        ]
        for text in texts {
            let wanted = Array("\(text)".utf8)
            for rest in [0, 1, 7, 8, 30] {
                let line = [UInt8](repeating: 0x2d, count: offset) + wanted + [UInt8](repeating: 0x2d, count: rest)
                let end = offset + wanted.count
                let holds = line.span.holds(text, at: offset, end: line.count)
                let holdsCut = line.span.holds(text, at: offset, end: end - 1)
                let hasPrefix = line.span.extracting(offset..<line.count).hasPrefix(text)
                let hasSuffix = line.span.extracting(0..<end).hasSuffix(text)
                let equals = line.span.extracting(offset..<end).equals(text)
                let equalsLonger = line.span.extracting(offset..<line.count).equals(text)
                #expect(holds && !holdsCut && hasPrefix && hasSuffix && equals)
                #expect(equalsLonger == (rest == 0))
                for index in wanted.indices {
                    var other = line
                    other[offset + index] ^= 0x20
                    let holdsOther = other.span.holds(text, at: offset, end: other.count)
                    #expect(!holdsOther)
                }
            }
        }
    }
}
