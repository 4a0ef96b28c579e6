import AuditRecords

extension CorrelationInput {
    /// Inputs as bytes that can stand among a log's texts: numbers of two bytes, and texts with their lengths before them.
    public static func bytes(of inputs: [CorrelationInput]) -> [UInt8] {
        var bytes: [UInt8] = []
        func number(_ number: Int) {
            bytes.append(UInt8(truncatingIfNeeded: number >> 8))
            bytes.append(UInt8(truncatingIfNeeded: number))
        }
        for input in inputs {
            number(input.correlation)
            number(input.position)
            number(input.group.count)
            bytes += input.group
            // One more than its length: 0 is none at all.
            number(input.value.map { $0.count + 1 } ?? 0)
            bytes += input.value ?? []
        }
        return bytes
    }

    /// The inputs that stand as bytes; what does not fit together is left out.
    static func inputs(in bytes: [UInt8]) -> [CorrelationInput] {
        var rest = bytes[...]
        func number() -> Int? {
            guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
            return Int(high) << 8 | Int(low)
        }
        func text(_ count: Int) -> [UInt8]? {
            guard rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        var inputs: [CorrelationInput] = []
        while let correlation = number(), let position = number(), let count = number(), let group = text(count),
            let length = number(), let value = text(max(0, length - 1))
        {
            inputs.append(
                CorrelationInput(
                    correlation: correlation,
                    position: position,
                    group: group,
                    value: length == 0 ? nil : value
                )
            )
        }
        return inputs
    }
}
