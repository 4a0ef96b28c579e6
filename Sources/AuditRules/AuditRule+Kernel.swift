extension AuditRule {
    /// A message of the kernel that is no rule.
    struct Malformed: Error {}

    /// Words before the text: `struct audit_rule_data` of linux/audit.h without its `buf`.
    private static let headWords = 3 + SystemCallSet.wordCount + 3 * fieldCapacity + 1
    /// Room for fields in the kernel's structure: AUDIT_MAX_FIELDS.
    private static let fieldCapacity = 64
    /// Bits of the list that are flags: AUDIT_FILTER_PREPEND.
    private static let prependFlag: UInt32 = 0x10

    /// The rule as the kernel takes it: 32-bit words in this machine's order, the text behind them filled up with zeros.
    func kernelWords() -> [UInt32] {
        var words: [UInt32] = [list.rawValue, action.rawValue, UInt32(fields.count)]
        words += calls.words
        var values: [UInt32] = []
        var text: [UInt8] = []
        for field in fields {
            switch field.value {
            case .number(let number): values.append(number)
            case .text(let bytes):
                values.append(UInt32(bytes.count))
                text += bytes
            }
        }
        let padding = Array(repeating: UInt32(0), count: Self.fieldCapacity - min(fields.count, Self.fieldCapacity))
        words += fields.map(\.code.rawValue) + padding
        words += values + padding
        words += fields.map(\.comparison.rawValue) + padding
        words.append(UInt32(text.count))
        text += Array(repeating: 0, count: 3)
        for start in stride(from: 0, to: text.count - 3, by: 4) {
            words.append(
                UInt32(
                    littleEndian: UInt32(text[start]) | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2]) << 16
                        | UInt32(text[start + 3]) << 24
                )
            )
        }
        return words
    }

    /// A rule as the kernel gives it.
    init(kernelWords words: [UInt32]) throws(Malformed) {
        guard words.count >= Self.headWords,
            let list = List(rawValue: words[0] & ~Self.prependFlag),
            let action = Action(rawValue: words[1]),
            words[2] <= UInt32(Self.fieldCapacity)
        else { throw Malformed() }
        var text: [UInt8] = []
        for word in words[Self.headWords...] {
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                text.append(UInt8(truncatingIfNeeded: word.littleEndian >> shift))
            }
        }
        guard words[Self.headWords - 1] <= UInt32(text.count) else { throw Malformed() }
        let codes = words[(3 + SystemCallSet.wordCount)...]
        var fields: [Field] = []
        var position = 0
        for index in 0..<Int(words[2]) {
            let code = FieldCode(rawValue: codes[codes.startIndex + index])
            let value = codes[codes.startIndex + Self.fieldCapacity + index]
            let operators = codes[codes.startIndex + 2 * Self.fieldCapacity + index]
            guard let comparison = Comparison(rawValue: operators & 0x7800_0000) else { throw Malformed() }
            if code.isText {
                guard value <= UInt32(text.count - position) else { throw Malformed() }
                fields.append(Field(code, comparison, .text(Array(text[position..<position + Int(value)]))))
                position += Int(value)
            } else {
                fields.append(Field(code, comparison, .number(value)))
            }
        }
        self.init(
            action: action,
            list: list,
            calls: SystemCallSet(words: Array(words[3..<3 + SystemCallSet.wordCount])),
            fields: fields
        )
    }
}
