import Reports
import Testing

@Suite struct `Text on a terminal` {
    struct Example: CustomTestStringConvertible, Sendable {
        let bytes: [UInt8]
        let shown: String
        let width: Int
        var testDescription: String { shown }

        init(_ text: String, _ shown: String, _ width: Int) {
            self.init(Array(text.utf8), shown, width)
        }

        init(_ bytes: [UInt8], _ shown: String, _ width: Int) {
            self.bytes = bytes
            self.shown = shown
            self.width = width
        }
    }

    @Test(arguments: [
        Example("/etc/docker", "/etc/docker", 11),
        Example("a b", "a b", 3),
        Example("\u{1b}[2J", #"\e[2J"#, 5),
        Example("\n\r\t", #"\n\r\t"#, 6),
        Example("\0\u{7f}\u{1}", #"\x00\x7F\x01"#, 12),
        Example("\\n", #"\\n"#, 3),
        Example("\u{85}\u{9b}", #"\u{85}\u{9B}"#, 12),
        Example([0x85, 0x9b, 0xc0, 0xaf], #"\x85\x9B\xC0\xAF"#, 16),
        Example([0xed, 0xa0, 0x80], #"\xED\xA0\x80"#, 12),
        Example("\u{202e}gnp", #"\u{202E}gnp"#, 11),
        Example("\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}", #"\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}"#, 39),
        Example("a\u{200b}\u{200d}\u{feff}", #"a\u{200B}\u{200D}\u{FEFF}"#, 25),
        Example("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#, 16),
        Example("\u{a0}\u{2003}", #"\u{A0}\u{2003}"#, 14),
        Example("\u{e0041}", #"\u{E0041}"#, 9),
        Example("é", "é", 1),
        Example("e\u{301}", "e\u{301}", 1),
        Example("\u{301}", #"\u{301}"#, 7),
        Example("\n\u{301}", #"\n\u{301}"#, 9),
        Example("\\\u{301}", #"\\\u{301}"#, 9),
        Example("日本", "日本", 4),
        Example("ＡＢ", "ＡＢ", 4),
        Example("한글", "한글", 4),
        Example("👍", "👍", 2),
        Example("\u{e000}", #"\u{E000}"#, 8),
        Example("<script>", "<script>", 8),
    ])
    func `is shown so`(example: Example) {
        #expect(output { TerminalText.append(example.bytes.span, to: &$0) } == example.shown)
        #expect(TerminalText.width(of: example.bytes.span) == example.width)
    }

    @Test func `takes only so many marks on a letter`() {
        let tower = Array("a\u{300}\u{301}\u{302}\u{303}\u{304}".utf8)
        #expect(output { TerminalText.append(tower.span, to: &$0) } == "a\u{300}\u{301}\u{302}\u{303}\\u{304}")
    }

    @Test(arguments: [
        ("daemon.json", 11, TerminalText.Cut.end, "daemon.json"),
        ("daemon.json", 8, .end, "daemon.…"),
        ("daemon.json", 8, .middle, "daem…son"),
        ("daemon.json", 1, .middle, "…"),
        ("daemon.json", 0, .end, ""),
        ("/etc/systemd/system/docker.service.d/override.conf", 24, .path, "/etc/syst…/override.conf"),
        ("/etc/docker/a-very-long-name-of-a-file", 16, .path, "/etc/doc…-a-file"),
        ("日本語日本語", 6, .end, "日本…"),
        ("日本語日本語", 6, .middle, "日…語"),
        ("ab\u{1b}cd", 4, .end, "ab…"),
        ("xxe\u{301}yy", 4, .end, "xxe\u{301}…"),
    ])
    func `is cut to a width`(text: String, limit: Int, cut: TerminalText.Cut, expected: String) {
        let shown = output { TerminalText.append(text.utf8.span, limit: limit, cut: cut, to: &$0) }
        #expect(shown == expected)
    }

    @Test(arguments: [
        ("plain", "plain"),
        ("two words", #""two words""#),
        (#"a"b"#, #""a\"b""#),
        ("a…b", #""a…b""#),
        ("a\nb", #"a\nb"#),
        ("x  mv", #""x  mv""#),
    ])
    func `is quoted where it could pass for several words`(name: String, expected: String) {
        #expect(output { TerminalText.append(name: name.utf8.span, to: &$0) } == expected)
    }

    @Test func `is harmless and as wide as told, whatever the bytes`() {
        var random = SeededBytes(seed: 3)
        let cuts: [TerminalText.Cut] = [.end, .middle, .path]
        for round in 0..<3000 {
            let bytes = random.hostileText(upTo: 24)
            let limit = Int.random(in: 1...30, using: &random)
            var buffer = OutputBuffer()
            let width = TerminalText.append(bytes.span, limit: limit, cut: cuts[round % 3], to: &buffer)
            #expect(width <= limit)
            let shown = String(decoding: buffer.bytes, as: UTF8.self)
            for scalar in shown.unicodeScalars {
                let category = scalar.properties.generalCategory
                #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(category), "\(shown)")
            }
            #expect(Array(shown.utf8) == buffer.bytes, "not UTF-8: \(buffer.bytes)")
        }
    }

    @Test func `tells texts apart`() {
        var random = SeededBytes(seed: 4)
        var seen: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<5000 {
            let bytes = random.hostileText(upTo: 4)
            var buffer = OutputBuffer()
            TerminalText.append(bytes.span, to: &buffer)
            let shown = buffer.bytes
            if let other = seen[shown] { #expect(other == bytes, "\(shown)") }
            seen[shown] = bytes
        }
    }
}
