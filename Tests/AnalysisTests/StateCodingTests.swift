import AuditRecords
import TestSupport
import Testing

@testable import Analysis

@Suite struct `The coding of a state` {
    private enum Word: String, Codable {
        case this, that
    }

    private struct Part: Codable, Hashable {
        var number: UInt32
        var text: [UInt8]
    }

    /// A field of each type that a state can have, with a value and without.
    private struct Everything: Codable, Equatable {
        var flag = true
        var text = "text"
        var numbers = Numbers()
        var bytes: [UInt8] = [0, 0xff]
        var word = Word.that
        var range = ByteRange(start: 3, end: 9)
        var parts = [Part(number: 1, text: []), Part(number: .max, text: [7])]
        var set: Set<Int> = [3, -3, .max, .min, 0]
        var dictionary: [Part: [String]] = [Part(number: 5, text: [1]): ["a", "b"], Part(number: 4, text: [1]): []]
        var absent = Optionals()
        var present = Optionals(
            flag: false,
            text: "",
            int: -1,
            int64: .min,
            uint8: 9,
            uint32: 0,
            uint64: .max,
            word: .this,
            part: Part(number: 0, text: [1]),
            list: []
        )
        var some: [Int?] = [nil, 1, nil], last = 42
    }

    private struct Numbers: Codable, Equatable {
        var int8 = Int8.min, int16 = Int16.max, int32 = Int32.min, int64 = Int64.max
        var uint = UInt.max, uint8 = UInt8.max, uint16 = UInt16.max, uint32 = UInt32.max
        var double = -0.1, float = Float.pi
    }

    private struct Optionals: Codable, Equatable {
        var flag: Bool?, text: String?, double: Double?, float: Float?
        var int: Int?, int8: Int8?, int16: Int16?, int32: Int32?, int64: Int64?
        var uint: UInt?, uint8: UInt8?, uint16: UInt16?, uint32: UInt32?, uint64: UInt64?
        var word: Word?, part: Part?, list: [UInt8]?
    }

    private struct Even: SavedState {
        var number: Int
        var isSound: Bool { number % 2 == 0 }
    }

    private func read<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(PartialError.Kind) -> Value {
        try StateDecoder.value(of: type, from: PartialReader(bytes[...]))
    }

    @Test func `gives back each field, whether it has a value or not`() throws {
        let value = Everything()
        #expect(try read(Everything.self, StateEncoder.bytes(of: value)) == value)
    }

    @Test func `has no names, and the same bytes for equal collections however they grew`() throws {
        #expect(try StateEncoder.bytes(of: Part(number: 300, text: [1, 2])) == [0xac, 2, 2, 1, 2])
        #expect(try StateEncoder.bytes(of: ["b": 1, "a": -1]) == [2, 1, 0x61, 1, 1, 0x62, 2])
        var random = SplitMix64(seed: 3)
        let numbers = (0..<1000).map { _ in UInt32.random(in: 0...5000, using: &random) }
        let expected = try StateEncoder.bytes(of: Set(numbers))
        for _ in 0..<5 {
            var grown = Set(numbers.shuffled(using: &random))
            grown.reserveCapacity(Int.random(in: 0...10_000, using: &random))
            let isSame = try StateEncoder.bytes(of: grown) == expected
            #expect(isSame)
        }
    }

    @Test func `does not say where no bytes stand`() throws {
        #expect(try StateEncoder.bytes(of: ByteRange(start: 77, end: 77)) == [0])
        #expect(try read(ByteRange.self, [0]) == ByteRange())
        #expect(throws: PartialError.Kind.self) { try read(ByteRange.self, [2, 0xff, 0xff, 0xff, 0xff, 0x0f]) }
    }

    @Test func `is refused where it says what cannot be`() throws {
        func reason<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> String {
            do throws(PartialError.Kind) {
                _ = try read(type, bytes)
                return "none"
            } catch {
                guard case .invalid(let what, _) = error else { return "\(error)" }
                return what
            }
        }
        #expect(reason([UInt32].self, [0xff, 0xff, 0x03, 1]) == "a list is longer than it can be")
        #expect(reason([UInt8].self, [3, 1, 2]) == "a text is longer than what is left")
        #expect(reason([UInt32: Bool].self, [2, 1, 1, 1, 0]) == "keys are not in order")
        #expect(reason(Set<UInt32>.self, [2, 2, 1]) == "keys are not in order")
        #expect(reason(UInt8.self, [0x80, 2]) == "a number is too large")
        #expect(reason(Int8.self, [0x80, 2]) == "a number is too large")
        #expect(reason(Word.self, [1, 0x61]) == "a value is none that it can have")
        #expect(reason(Optional<Int>.self, [2]) == "a flag is neither set nor clear")
        #expect(reason(Bool.self, [1, 0]) == "something stands behind a state")
        #expect(reason(Even.self, [2]) == "values do not fit each other")
        #expect(reason([Even].self, [2, 4, 2]) == "values do not fit each other")
        #expect(reason(Everything.self, []) == "it ends inside a value")
        #expect(try read([Even].self, [2, 4, 8]).map(\.number) == [2, 4])
    }
}
