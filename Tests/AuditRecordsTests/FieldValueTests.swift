import AuditRecords
import Testing

@Suite struct `A field's value` {
    struct Example: CustomTestStringConvertible, Sendable {
        let value: String
        let isQuoted: Bool
        let text: String
        let isNull: Bool
        let isHex: Bool
        var testDescription: String { isQuoted ? "\"\(value)\"" : value }

        init(_ value: String, quoted: Bool = false, _ text: String, null: Bool = false, hex: Bool = false) {
            self.value = value
            isQuoted = quoted
            self.text = text
            isNull = null
            isHex = hex
        }
    }

    @Test(arguments: [
        Example("41424344", "ABCD", hex: true), Example("41424344", quoted: true, "41424344"),
        Example("DEADBEEF", quoted: true, "DEADBEEF"), Example("beef", "\u{be}\u{ef}", hex: true),
        Example("(null)", "", null: true), Example("(null)", quoted: true, "(null)"),
        Example("(none)", "", null: true), Example("?", "", null: true), Example("?", quoted: true, "?"),
        Example("", ""), Example("", quoted: true, ""), Example("414", "414"), Example("4g", "4g"),
        Example("centos", "centos"), Example("(unknown)", "(unknown)"), Example("00", "\u{0}", hex: true),
        Example("-bash", "-bash"), Example("??", "??"),
    ])
    func `stands for a text`(example: Example) {
        let line = Line(example.value)
        let value = FieldValue(line.whole, isQuoted: example.isQuoted)
        var text: [UInt8] = [7]
        value.appendText(from: line.bytes.span, to: &text)
        // Latin 1, so that bytes that are not UTF-8 can be written above.
        #expect(text.dropFirst().map { Unicode.Scalar($0) } == Array(example.text.unicodeScalars))
        #expect(text.first == 7)
        #expect(line.isNull(value) == example.isNull)
        #expect(line.isHex(value) == example.isHex)
    }

    @Test func `decodes every byte`() {
        let digits = Array("0123456789ABCDEF".utf8)
        let hex = (0..<256).flatMap { [digits[$0 >> 4], digits[$0 & 15]] }
        var text: [UInt8] = []
        FieldValue(ByteRange(start: 0, end: hex.count), isQuoted: false).appendText(from: hex.span, to: &text)
        #expect(text == Array(0...255))
    }

    @Test func `is no hex if any of its bytes is no digit`() {
        let digits = Set("0123456789abcdefABCDEF".utf8)
        for byte in UInt8.min...UInt8.max {
            for place in 0..<12 {
                var bytes = Array("0aF9fA19cD3e".utf8)
                bytes[place] = byte
                let value = FieldValue(ByteRange(start: 0, end: bytes.count), isQuoted: false)
                #expect(value.isHex(in: bytes.span) == digits.contains(byte), "byte \(byte) at \(place)")
            }
        }
    }

    @Test func `is absent only where nothing stands`() {
        #expect(FieldValue().isAbsent)
        #expect(!FieldValue(ByteRange(), isQuoted: true).isAbsent)
        #expect(!FieldValue(ByteRange(start: 3, end: 4), isQuoted: false).isAbsent)
    }

    @Test func `keeps its form when shifted`() {
        let value = FieldValue(ByteRange(start: 3, end: 9), isQuoted: true).shifted(by: 10)
        #expect(value == FieldValue(ByteRange(start: 13, end: 19), isQuoted: true))
    }
}
