/// What holds any number of values, and would write itself without that number, and in whatever order it has.
protocol StateCollection {
    func write(to encoder: StateEncoder) throws
    init(from decoder: StateDecoder) throws
}

extension Optional: StateCollection where Wrapped: Codable {
    func write(to encoder: StateEncoder) throws {
        encoder.output.writer.flag(self != nil)
        if let self { try encoder.write(self) }
    }

    init(from decoder: StateDecoder) throws {
        self = try decoder.input.reader.flag() ? try decoder.read(Wrapped.self) : nil
    }
}

extension Array: StateCollection where Element: Codable {
    func write(to encoder: StateEncoder) throws {
        encoder.output.writer.number(count)
        for element in self { try encoder.write(element) }
    }

    init(from decoder: StateDecoder) throws {
        self.init()
        for _ in 0..<(try decoder.input.reader.length()) { append(try decoder.read(Element.self)) }
    }
}

extension Set: StateCollection where Element: Codable {
    func write(to encoder: StateEncoder) throws {
        let elements = try map { try StateEncoder.bytes(of: $0) }
        encoder.output.writer.number(count)
        for element in elements.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            encoder.output.writer.append(element)
        }
    }

    init(from decoder: StateDecoder) throws {
        self.init()
        try decoder.readKeys { insert(try decoder.read(Element.self)) }
    }
}

extension Dictionary: StateCollection where Key: Codable, Value: Codable {
    func write(to encoder: StateEncoder) throws {
        let entries = try map { (key: try StateEncoder.bytes(of: $0.key), value: $0.value) }
        encoder.output.writer.number(count)
        for entry in entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            encoder.output.writer.append(entry.key)
            try encoder.write(entry.value)
        }
    }

    init(from decoder: StateDecoder) throws {
        self.init()
        var key: Key?
        try decoder.readKeys {
            key = try decoder.read(Key.self)
        } then: {
            if let key { self[key] = try decoder.read(Value.self) }
        }
    }
}

extension StateDecoder {
    /// Reads as many keys as are announced, in the order of their bytes, so that none is there twice.
    fileprivate func readKeys(_ readKey: () throws -> Void, then readValue: () throws -> Void = {}) throws {
        var before: ArraySlice<UInt8>?
        for _ in 0..<(try input.reader.length()) {
            let start = input.reader.position
            try readKey()
            let key = input.reader.bytes(from: start)
            if let before, !before.lexicographicallyPrecedes(key) {
                throw input.reader.invalid("keys are not in order")
            }
            before = key
            try readValue()
        }
    }
}
