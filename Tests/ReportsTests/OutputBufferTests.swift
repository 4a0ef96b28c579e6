import Reports
import Testing

@Suite struct `An output buffer` {
    @Test func `gives back what was appended, however it was cut`() {
        var random = SeededBytes(seed: 5)
        for _ in 0..<40 {
            var buffer = OutputBuffer()
            var expected: [UInt8] = []
            for _ in 0..<60 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let byte = UInt8.random(in: 0...255, using: &random)
                    buffer.append(byte)
                    expected.append(byte)
                case 1:
                    buffer.append("own words")
                    expected += Array("own words".utf8)
                case 2:
                    // Longer and shorter than what is staged.
                    let text = String(repeating: "x", count: Int.random(in: 0...5000, using: &random))
                    buffer.append(verbatim: text)
                    expected += Array(text.utf8)
                default:
                    let number =
                        UInt64.random(in: 0 ... .max, using: &random) >> UInt64.random(in: 0..<64, using: &random)
                    buffer.append(decimal: number)
                    expected += Array(String(number).utf8)
                }
            }
            #expect(buffer.count == expected.count)
            #expect(buffer.bytes == expected)
            var lent: [UInt8] = []
            buffer.empty { for position in $0.indices { lent.append($0[position]) } }
            #expect(lent == expected)
            #expect(buffer.count == 0)
        }
    }

    @Test(arguments: [0, 9, 10, 99, 100, -1, -10, .max, .min] as [Int64])
    func `writes numbers`(number: Int64) {
        #expect(output { $0.append(decimal: number) } == String(number))
    }

    @Test func `keeps its bytes when they could not be written`() {
        struct Full: Error {}
        var buffer = OutputBuffer()
        buffer.append("line")
        #expect(throws: Full.self) { try buffer.empty { _ throws(Full) in throw Full() } }
        #expect(buffer.bytes == Array("line".utf8))
    }

    @Test func `says when a write is worth while`() {
        var buffer = OutputBuffer()
        buffer.append(verbatim: String(repeating: "x", count: 100))
        #expect(!buffer.isFull)
        buffer.append(verbatim: String(repeating: "x", count: OutputBuffer.fullSize))
        #expect(buffer.isFull)
    }
}
