/// Writes the state of a trail into the body of a partial result.
///
/// The fields of a value stand one behind the other, without names, as `PartialWriter` writes numbers and texts; before a
/// value that may be absent stands whether it is there, and before those of a list how many there are. What has no order
/// of its own is written in that of its bytes, so that equal states have equal bytes. `StateDecoder` reads it back.
struct StateEncoder: Encoder {
    /// What all parts of a value are written to.
    final class Output {
        var writer = PartialWriter()
    }

    let output: Output
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// An encoder with an output of its own.
    init() { output = Output() }

    /// The bytes that stand for a value.
    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = StateEncoder()
        try encoder.write(value)
        return encoder.output.writer.bytes
    }

    /// Writes a value.
    func write<Value: Encodable>(_ value: Value) throws {
        if Value.self == [UInt8].self, let text = value as? [UInt8] {
            output.writer.text(text)
        } else if let collection = value as? any StateCollection {
            try collection.write(to: self)
        } else {
            try value.encode(to: self)
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Fields(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(encoder: self) }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension StateEncoder: SingleValueEncodingContainer {
    func encodeNil() { output.writer.flag(false) }
    func encode(_ value: Bool) { output.writer.flag(value) }
    func encode(_ value: String) { output.writer.text(value) }
    func encode(_ value: Double) { output.writer.number(value.bitPattern) }
    func encode(_ value: Float) { output.writer.number(value.bitPattern) }
    func encode(_ value: Int) { output.writer.signed(Int64(value)) }
    func encode(_ value: Int8) { output.writer.signed(Int64(value)) }
    func encode(_ value: Int16) { output.writer.signed(Int64(value)) }
    func encode(_ value: Int32) { output.writer.signed(Int64(value)) }
    func encode(_ value: Int64) { output.writer.signed(value) }
    func encode(_ value: UInt) { output.writer.number(value) }
    func encode(_ value: UInt8) { output.writer.number(value) }
    func encode(_ value: UInt16) { output.writer.number(value) }
    func encode(_ value: UInt32) { output.writer.number(value) }
    func encode(_ value: UInt64) { output.writer.number(value) }
    func encode(_ value: some Encodable) throws { try write(value) }
}

extension StateEncoder {
    /// The fields of a value.
    private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: StateEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) { encoder.encodeNil() }
        func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.write(value) }

        // The protocol's own ones write nothing where there is no value.
        func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encoder.write(value) }
        func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
            try encoder.write(value)
        }

        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<Inner> { encoder.container(keyedBy: type) }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
        func superEncoder() -> any Encoder { encoder }
        func superEncoder(forKey key: Key) -> any Encoder { encoder }
    }

    /// Values one behind the other, for types that write themselves so.
    private struct Elements: UnkeyedEncodingContainer {
        let encoder: StateEncoder
        private(set) var count = 0
        var codingPath: [any CodingKey] { [] }

        init(encoder: StateEncoder) { self.encoder = encoder }

        func encodeNil() { encoder.encodeNil() }

        mutating func encode(_ value: some Encodable) throws {
            count += 1
            try encoder.write(value)
        }

        func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
            encoder.container(keyedBy: type)
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.unkeyedContainer() }
        func superEncoder() -> any Encoder { encoder }
    }
}
