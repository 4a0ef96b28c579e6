@testable import Analysis
import Testing
import TestSupport

@Suite struct `A table of byte strings` {
    @Test func `numbers strings as a dictionary does`() {
        var random = SplitMix64(seed: 0x7ab1e)
        var table = ByteStringTable()
        var numbers: [[UInt8]: Int] = [:]
        for _ in 0..<20_000 {
            let string = (0..<Int.random(in: 0...3, using: &random))
                .map { _ in UInt8.random(in: 0...12, using: &random) }
            let known = table.find(string.span)
            #expect(known == numbers[string])
            if Bool.random(using: &random) { continue }
            let number = table.insert(string.span)
            #expect(number == numbers[string, default: numbers.count])
            numbers[string] = number
        }
        #expect(table.count == numbers.count)
        for (string, number) in numbers { #expect(Array(table.bytes(number)) == string) }
    }
}
