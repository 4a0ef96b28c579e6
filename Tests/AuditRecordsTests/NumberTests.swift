@testable import AuditRecords
import Testing
import TestSupport

@Suite struct `A decimal number` {
    /// As `Span.decimal(at:end:)`, digit by digit.
    private func naive(_ bytes: [UInt8], from start: Int, to end: Int) -> UInt64? {
        var value: UInt64 = 0
        var position = start
        while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[position] - UInt8(ascii: "0")))
            if overflow || carry { return nil }
            value = sum
            position += 1
        }
        return position > start ? value : nil
    }

    @Test func `reads eight digits at once as one by one`() {
        var random = SplitMix64(seed: 0xdec1_3a1)
        let alphabet = Array("00112233445566778899/:. x".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random))
                .map { _ in
                    alphabet[Int.random(in: 0..<(Bool.random(using: &random) ? 20 : alphabet.count), using: &random)]
                }
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            var position = start
            let number = bytes.span.decimal(at: &position, end: end)
            #expect(number == naive(bytes, from: start, to: end), "\(String(decoding: bytes, as: UTF8.self))")
            #expect((start...end).contains(position))
            guard number != nil else { continue }
            #expect(position == end || !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]))
        }
    }

    @Test(arguments: [UInt8(0x2f), 0x3a, 0x20, 0x00, 0x40, 0xb0, 0xff], 0..<8)
    func `ends at any other byte of a word`(byte: UInt8, place: Int) {
        var bytes = Array("12345678".utf8)
        bytes[place] = byte
        var position = 0
        let number = bytes.span.decimal(at: &position, end: 8)
        #expect(position == place)
        #expect(number == naive(bytes, from: 0, to: 8))
    }
}

@Suite struct `A search for two bytes` {
    @Test func `finds what a search byte by byte finds`() {
        var random = SplitMix64(seed: 0x5ea_4c4)
        // Neighbours of what is looked for, and its complement in the high bit, try the arithmetic on words.
        let alphabet: [UInt8] = [0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x9d, 0xa0, 0x00, 0x01, 0x80, 0xff]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random))
                .map { _ in
                    Bool.random(using: &random) ? UInt8(0x61) : alphabet.randomElement(using: &random) ?? 0
                }
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            let found = bytes.span.firstIndex(of: 0x20, or: 0x1d, from: start, to: end)
            #expect(found == bytes[start..<end].firstIndex { $0 == 0x20 || $0 == 0x1d } ?? end)
        }
    }
}
