/// Writes an activity's fields as the cells of one line; what is unknown is an empty cell.
struct CSVFieldWriter: ActivityFieldWriter, Sendable {
    var output = OutputBuffer()
    private var isFirst = true

    mutating func endLine() {
        output.append("\r\n")
        isFirst = true
    }

    mutating func begin(_ name: StaticString, isPresent: Bool) -> Bool { true }

    mutating func end() {}

    mutating func moment(_ name: StaticString, _ milliseconds: Int64) {
        cell()
        TimeText.appendUTC(milliseconds, to: &output)
    }

    mutating func text(_ name: StaticString, _ text: Span<UInt8>) {
        cell()
        if !text.isEmpty { CSVText.append(text, to: &output) }
    }

    mutating func number(_ name: StaticString, _ number: UInt64) {
        cell()
        output.append(decimal: number)
    }

    mutating func number(_ name: StaticString, _ number: Int64) {
        cell()
        output.append(decimal: number)
    }

    mutating func number(_ name: StaticString, _ number: UInt64, behind prefix: StaticString) {
        cell()
        output.append(prefix)
        output.append(decimal: number)
    }

    mutating func hexadecimal(_ name: StaticString, _ number: UInt32) {
        cell()
        output.append(hexadecimal: number, digits: 8)
    }

    mutating func permissions(_ name: StaticString, _ mode: UInt32) {
        cell()
        output.append(permissions: mode)
    }

    mutating func word(_ name: StaticString, _ word: String) {
        cell()
        output.append(verbatim: word)
    }

    mutating func list(_ name: StaticString, _ text: Span<UInt8>, separatedBy separator: UInt8) {
        cell()
        if !text.isEmpty { CSVText.append(list: text, separatedBy: separator, to: &output) }
    }

    mutating func null(_ name: StaticString) {
        cell()
    }

    private mutating func cell() {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}
