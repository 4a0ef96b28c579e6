import AuditRecords

/// Reads what `StateEncoder` wrote, and believes none of it: lengths are checked against the bytes that are left, and each
/// value that can tell is asked whether it is sound.
struct StateDecoder: Decoder {
    /// What all parts of a value are read from.
    final class Input {
        var reader: PartialReader

        init(_ reader: PartialReader) { self.reader = reader }
    }

    let input: Input
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Reads a value that is all of some bytes.
    static func value<Value: Decodable>(
        of type: Value.Type,
        from reader: PartialReader
    ) throws(PartialError.Kind) -> Value {
        let input = Input(reader)
        do {
            let value = try StateDecoder(input: input).read(type)
            if input.reader.left == 0 { return value }
        } catch let error as PartialError.Kind {
            throw error
        } catch {
            throw input.reader.invalid("a value is none that it can have")
        }
        throw input.reader.invalid("something stands behind a state")
    }

    /// Reads a value.
    func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value: Value
        if Value.self == [UInt8].self, let text = try input.reader.text() as? Value {
            value = text
        } else if let collection = type as? any StateCollection.Type,
            let read = try collection.init(from: self) as? Value
        {
            value = read
        } else {
            value = try Value(from: self)
        }
        if let state = value as? any SavedState, !state.isSound {
            throw input.reader.invalid("values do not fit each other")
        }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Fields(decoder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Elements(decoder: self) }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension StateDecoder: SingleValueDecodingContainer {
    /// Reads the flag that stands before what may be absent.
    func decodeNil() -> Bool { (try? input.reader.flag()) == false }

    func decode(_ type: Bool.Type) throws -> Bool { try input.reader.flag() }
    func decode(_ type: String.Type) throws -> String { try input.reader.string() }
    func decode(_ type: Double.Type) throws -> Double { Double(bitPattern: try input.reader.number()) }
    func decode(_ type: Float.Type) throws -> Float { Float(bitPattern: try number()) }
    func decode(_ type: Int.Type) throws -> Int { try signed() }
    func decode(_ type: Int8.Type) throws -> Int8 { try signed() }
    func decode(_ type: Int16.Type) throws -> Int16 { try signed() }
    func decode(_ type: Int32.Type) throws -> Int32 { try signed() }
    func decode(_ type: Int64.Type) throws -> Int64 { try signed() }
    func decode(_ type: UInt.Type) throws -> UInt { try number() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try number() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try number() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try number() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try number() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try read(type) }

    private func number<Value: FixedWidthInteger>() throws -> Value { try input.reader.number(as: Value.self) }

    private func signed<Value: FixedWidthInteger>() throws -> Value {
        guard let value = Value(exactly: try input.reader.signed()) else {
            throw input.reader.invalid("a number is too large")
        }
        return value
    }
}

extension StateDecoder {
    /// The fields of a value, which are all there.
    private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: StateDecoder
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }

        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) throws -> Bool { !(try decoder.input.reader.flag()) }
        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder.read(type) }

        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type,
            forKey key: Key
        ) -> KeyedDecodingContainer<Inner> { decoder.container(keyedBy: type) }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
        func superDecoder() -> any Decoder { decoder }
        func superDecoder(forKey key: Key) -> any Decoder { decoder }
    }

    /// Values one behind the other; how many there are is known to whoever reads them.
    private struct Elements: UnkeyedDecodingContainer {
        let decoder: StateDecoder
        private(set) var currentIndex = 0
        var codingPath: [any CodingKey] { [] }
        var count: Int? { nil }
        var isAtEnd: Bool { decoder.input.reader.left == 0 }

        init(decoder: StateDecoder) { self.decoder = decoder }

        func decodeNil() throws -> Bool { !(try decoder.input.reader.flag()) }

        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            currentIndex += 1
            return try decoder.read(type)
        }

        func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedDecodingContainer<Inner> {
            decoder.container(keyedBy: type)
        }

        func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
        func superDecoder() -> any Decoder { decoder }
    }
}
