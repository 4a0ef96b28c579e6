/// Writes an activity's fields as the members of one JSON object.
struct JSONFieldWriter: ActivityFieldWriter, Sendable {
    var output = OutputBuffer()
    private var isFirst = true

    mutating func beginLine() {
        output.append(UInt8(ascii: "{"))
        isFirst = true
    }

    mutating func endLine() {
        output.append("}\n")
    }

    mutating func begin(_ name: StaticString, isPresent: Bool) -> Bool {
        guard isPresent else {
            null(name)
            return false
        }
        key(name)
        output.append(UInt8(ascii: "{"))
        isFirst = true
        return true
    }

    mutating func end() {
        output.append(UInt8(ascii: "}"))
        isFirst = false
    }

    mutating func moment(_ name: StaticString, _ milliseconds: Int64) {
        key(name)
        output.append(Self.quote)
        TimeText.appendUTC(milliseconds, to: &output)
        output.append(Self.quote)
    }

    mutating func text(_ name: StaticString, _ text: Span<UInt8>) {
        guard !text.isEmpty else { return null(name) }
        key(name)
        output.append(Self.quote)
        JSONText.append(text, to: &output)
        output.append(Self.quote)
    }

    mutating func number(_ name: StaticString, _ number: UInt64) {
        key(name)
        output.append(decimal: number)
    }

    mutating func number(_ name: StaticString, _ number: Int64) {
        key(name)
        output.append(decimal: number)
    }

    mutating func number(_ name: StaticString, _ number: UInt64, behind prefix: StaticString) {
        key(name)
        output.append(Self.quote)
        output.append(prefix)
        output.append(decimal: number)
        output.append(Self.quote)
    }

    mutating func hexadecimal(_ name: StaticString, _ number: UInt32) {
        key(name)
        output.append(Self.quote)
        output.append(hexadecimal: number, digits: 8)
        output.append(Self.quote)
    }

    mutating func permissions(_ name: StaticString, _ mode: UInt32) {
        key(name)
        output.append(Self.quote)
        output.append(permissions: mode)
        output.append(Self.quote)
    }

    mutating func word(_ name: StaticString, _ word: String) {
        key(name)
        output.append(Self.quote)
        output.append(verbatim: word)
        output.append(Self.quote)
    }

    mutating func list(_ name: StaticString, _ text: Span<UInt8>, separatedBy separator: UInt8) {
        key(name)
        output.append(UInt8(ascii: "["))
        var start = 0
        var isFirstPart = true
        for position in 0...text.count where position == text.count || text[position] == separator {
            if position > start {
                if !isFirstPart { output.append(Self.comma) }
                isFirstPart = false
                output.append(Self.quote)
                JSONText.append(text.extracting(start..<position), to: &output)
                output.append(Self.quote)
            }
            start = position + 1
        }
        output.append(UInt8(ascii: "]"))
    }

    mutating func null(_ name: StaticString) {
        key(name)
        output.append("null")
    }

    private mutating func key(_ name: StaticString) {
        // Single bytes cost less than short texts do.
        if !isFirst { output.append(Self.comma) }
        isFirst = false
        output.append(Self.quote)
        output.append(name)
        output.append(Self.quote)
        output.append(UInt8(ascii: ":"))
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
}
