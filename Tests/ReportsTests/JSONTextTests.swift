import Foundation
import Reports
import Testing

@Suite struct `Text in JSON` {
    struct Example: CustomTestStringConvertible, Sendable {
        let bytes: [UInt8]
        let json: String
        var testDescription: String { json }

        init(_ text: String, _ json: String) {
            self.init(Array(text.utf8), json)
        }

        init(_ bytes: [UInt8], _ json: String) {
            self.bytes = bytes
            self.json = json
        }
    }

    @Test(arguments: [
        Example("/etc/docker/daemon.json", "/etc/docker/daemon.json"),
        Example("", ""),
        Example("é日本👍", "é日本👍"),
        Example("<script>alert(1)</script>", "<script>alert(1)</script>"),
        Example("say \"hi\"", #"say \"hi\""#),
        Example("\\", #"\\\\"#),
        Example("\\x41", #"\\\\x41"#),
        Example("\u{1b}[2J", #"\u001b[2J"#),
        Example("a\nb\rc\td", #"a\u000ab\u000dc\u0009d"#),
        Example("\0\u{7f}", #"\u0000\u007f"#),
        Example("\u{80}\u{9b}\u{9f}", #"\u0080\u009b\u009f"#),
        Example("\u{202a}\u{202e}\u{2066}\u{2069}", #"\u202a\u202e\u2066\u2069"#),
        Example("\u{200e}\u{200f}\u{61c}", #"\u200e\u200f\u061c"#),
        Example("\u{200b}\u{200c}\u{200d}\u{feff}", #"\u200b\u200c\u200d\ufeff"#),
        Example("\u{2028}\u{2029}", #"\u2028\u2029"#),
        Example("\u{e0041}", #"\udb40\udc41"#),
        Example([0x80, 0x9b, 0x9f, 0xff], #"\\x80\\x9b\\x9f\\xff"#),
        Example([0xc0, 0xaf], #"\\xc0\\xaf"#),
        Example([0xed, 0xa0, 0x80], #"\\xed\\xa0\\x80"#),
        Example([0xf4, 0x90, 0x80, 0x80], #"\\xf4\\x90\\x80\\x80"#),
        Example([0x61, 0xe2, 0x82], #"a\\xe2\\x82"#),
        Example([0xe2, 0x28, 0xa1], #"\\xe2(\\xa1"#),
        Example([0xf0, 0x9f, 0x98, 0x41], #"\\xf0\\x9f\\x98A"#),
    ])
    func `is spelt so`(example: Example) {
        #expect(output { JSONText.append(example.bytes.span, to: &$0) } == example.json)
    }

    @Test func `is quoted whole`() {
        #expect(output { JSONText.appendQuoted("a\"b", to: &$0) } == #""a\"b""#)
    }

    @Test func `is valid and can be undone, whatever the bytes`() throws {
        var random = SeededBytes(seed: 1)
        for _ in 0..<3000 {
            let bytes = random.hostileText(upTo: 24)
            let json = output { buffer in
                buffer.append(UInt8(ascii: "\""))
                JSONText.append(bytes.span, to: &buffer)
                buffer.append(UInt8(ascii: "\""))
            }
            let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
            let text = try #require(value as? String)
            #expect(undone(text) == bytes, "\(json)")
            #expect(!json.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
        }
    }

    @Test func `keeps each single character`() throws {
        for value in UInt32(0)...0x10ffff {
            // Every character below U+3000, and a sample beyond.
            guard value < 0x3000 || value.isMultiple(of: 997), let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            let json = output { JSONText.append(bytes.span, to: &$0) }
            let read = try JSONSerialization.jsonObject(with: Data("\"\(json)\"".utf8), options: .fragmentsAllowed)
            guard let text = read as? String, undone(text) == bytes else {
                Issue.record("U+\(String(value, radix: 16)): \(json)")
                return
            }
        }
    }

    /// The bytes that a string's value stands for: the contract's rule, the other way round.
    private func undone(_ text: String) -> [UInt8] {
        let value = Array(text.utf8)
        var bytes: [UInt8] = []
        var position = 0
        while position < value.count {
            guard value[position] == UInt8(ascii: "\\"), position + 1 < value.count else {
                bytes.append(value[position])
                position += 1
                continue
            }
            if value[position + 1] == UInt8(ascii: "x"), position + 3 < value.count {
                let digits = String(decoding: value[position + 2...position + 3], as: UTF8.self)
                bytes.append(UInt8(digits, radix: 16) ?? 0)
                position += 4
            } else {
                bytes.append(value[position + 1])
                position += 2
            }
        }
        return bytes
    }
}
