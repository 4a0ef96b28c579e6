import Reports
import Testing

@Suite struct `A cell of CSV` {
    struct Example: CustomTestStringConvertible, Sendable {
        let bytes: [UInt8]
        let cell: String
        var testDescription: String { cell }

        init(_ text: String, _ cell: String) {
            self.init(Array(text.utf8), cell)
        }

        init(_ bytes: [UInt8], _ cell: String) {
            self.bytes = bytes
            self.cell = cell
        }
    }

    @Test(arguments: [
        Example("/etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("a b", #""a b""#),
        Example("a,b", #""a,b""#),
        Example("say \"hi\"", #""say ""hi""""#),
        Example("a;b", #""a;b""#),
        Example("=cmd()", "'=cmd()"),
        Example("+1", "'+1"),
        Example("-rf", "'-rf"),
        Example("@SUM(A1)", "'@SUM(A1)"),
        Example("  =cmd()", #""'  =cmd()""#),
        Example("\t=cmd()", #"'\u0009=cmd()"#),
        Example("\rx", #"'\u000dx"#),
        Example("＝cmd()", "'＝cmd()"),
        Example("\u{3000}＋1", #"'\u3000＋1"#),
        Example("－", "'－"),
        Example("＠x", "'＠x"),
        Example("'=x", "''=x"),
        Example("'quoted'", "'quoted'"),
        Example("a=b", "a=b"),
        Example("a;=cmd()", #""a\u003b=cmd()""#),
        Example("a;b; -x", #""a;b\u003b -x""#),
        Example("\u{1b}[2J\n\0", #"\u001b[2J\u000a\u0000"#),
        Example("\u{9b}\u{202e}\u{2028}", #"\u009b\u202e\u2028"#),
        Example("\\x41", #"\\x41"#),
        Example([0x9b, 0xc0, 0xaf], #"\x9b\xc0\xaf"#),
        Example("<script>", "<script>"),
        Example("日本", "日本"),
    ])
    func `is written so`(example: Example) {
        #expect(output { CSVText.append(example.bytes.span, to: &$0) } == example.cell)
    }

    @Test func `can hold a list`() {
        let keys: [UInt8] = Array("docker".utf8) + [1] + Array("a,b".utf8) + [1] + Array("say \"hi\"".utf8)
        let cell = output { CSVText.append(list: keys.span, separatedBy: 1, to: &$0) }
        #expect(cell == #""docker,a\u002cb,say ""hi""""#)
    }

    @Test func `of a list is no formula either`() {
        let keys: [UInt8] = Array("=x".utf8) + [1] + Array("y".utf8)
        #expect(output { CSVText.append(list: keys.span, separatedBy: 1, to: &$0) } == #""'=x,y""#)
    }

    @Test func `can be undone and is harmless, whatever the bytes`() throws {
        var random = SeededBytes(seed: 2)
        for _ in 0..<3000 {
            let bytes = random.hostileText(upTo: 24)
            let cell = output { CSVText.append(bytes.span, to: &$0) }
            let value = try #require(read(cell), "\(cell)")
            #expect(undone(value) == bytes, "\(cell)")
            #expect(!cell.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
            let text = String(decoding: value, as: UTF8.self)
            #expect(text.hasPrefix("'") || !isFormula(text), "\(cell)")
        }
    }

    /// A cell's value by RFC 4180, byte by byte; nil where it would not be one whole cell.
    private func read(_ cell: String) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        let bytes = Array(cell.utf8)
        guard bytes.first == quote else {
            return bytes.contains(quote) || bytes.contains(UInt8(ascii: ",")) ? nil : bytes
        }
        guard bytes.count >= 2, bytes.last == quote else { return nil }
        var value: [UInt8] = []
        var position = 1
        while position < bytes.count - 1 {
            value.append(bytes[position])
            if bytes[position] == quote {
                guard position + 1 < bytes.count - 1, bytes[position + 1] == quote else { return nil }
                position += 1
            }
            position += 1
        }
        return value
    }

    private func undone(_ value: [UInt8]) -> [UInt8] {
        if value.first == UInt8(ascii: "'") {
            let rest = unescaped(Array(value.dropFirst()))
            if isFormula(String(decoding: rest, as: UTF8.self)) { return rest }
        }
        return unescaped(value)
    }

    private func isFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            if "=+-@＝＋－＠\t\r\n".unicodeScalars.contains(scalar) { return true }
            if scalar == "'" || scalar == " " { continue }
            if scalar.value < 0x80 || !scalar.properties.isWhitespace { return false }
        }
        return false
    }

    private func unescaped(_ value: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var halves: [UInt16] = []
        var position = 0
        func digits(_ count: Int) -> UInt32 {
            UInt32(String(decoding: value[position + 2..<position + 2 + count], as: UTF8.self), radix: 16) ?? 0
        }
        while position < value.count {
            guard value[position] == UInt8(ascii: "\\") else {
                bytes.append(value[position])
                position += 1
                continue
            }
            switch value[position + 1] {
            case UInt8(ascii: "x"):
                bytes.append(UInt8(digits(2)))
                position += 4
            case UInt8(ascii: "u"):
                halves.append(UInt16(digits(4)))
                if !UTF16.isLeadSurrogate(halves[0]) || halves.count == 2 {
                    bytes += Array(String(decoding: halves, as: UTF16.self).utf8)
                    halves = []
                }
                position += 6
            default:
                bytes.append(value[position + 1])
                position += 2
            }
        }
        return bytes
    }
}
