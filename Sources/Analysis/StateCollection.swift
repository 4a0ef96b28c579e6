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
        let elements = Array(self)
        encoder.output.writer.number(count)
        try encoder.writeKeys(elements)
    }

    init(from decoder: StateDecoder) throws {
        self.init()
        try decoder.readKeys { insert(try decoder.read(Element.self)) }
    }
}

extension Dictionary: StateCollection where Key: Codable, Value: Codable {
    func write(to encoder: StateEncoder) throws {
        let entries = Array(self)
        encoder.output.writer.number(count)
        try encoder.writeKeys(entries.map(\.key)) { try encoder.write(entries[$0].value) }
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

extension StateEncoder {
    /// Writes keys in the order of their bytes, and behind each what belongs to it, by its place among them.
    fileprivate func writeKeys(_ keys: [some Encodable], then writeValue: (Int) throws -> Void = { _ in }) throws {
        // All keys stand in one text: an array for each would cost more than all the rest.
        let encoder = StateEncoder()
        var places: [(start: Int, end: Int, index: Int)] = []
        for (index, key) in keys.enumerated() {
            let start = encoder.output.writer.bytes.count
            try encoder.write(key)
            places.append((start, encoder.output.writer.bytes.count, index))
        }
        let text = encoder.output.writer.bytes
        places.sort { left, right in
            for offset in 0..<Swift.min(left.end - left.start, right.end - right.start) {
                let (byte, other) = (text[left.start + offset], text[right.start + offset])
                if byte != other { return byte < other }
            }
            return left.end - left.start < right.end - right.start
        }
        for place in places {
            output.writer.append(text[place.start..<place.end])
            try writeValue(place.index)
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
