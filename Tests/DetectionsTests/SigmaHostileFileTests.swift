import TestSupport
import Testing

@testable import Detections

@Suite("A file of rules that somebody made to do harm, or by mistake")
struct SigmaHostileFileTests {
    static let sound = SigmaConstructTests.rule("s: {a0: bash}\ncondition: s")

    private func problems(_ text: String) -> [DetectionError] {
        var loader = DetectionLoader(reading: text)
        _ = loader.library()
        return loader.problems
    }

    @Test func `does not keep other documents from being loaded`() {
        let text = "\(Self.sound)\n---\ntitle: [\n---\n\(Self.sound.replacingOnce("id: r", with: "id: other"))\n"
        var loader = DetectionLoader(reading: text)
        #expect(loader.library().cards.map(\.id) == ["r", "other"])
        #expect(loader.problems.count == 1)
        #expect(loader.problems.first?.line == 10)
    }

    @Test func `is told where it goes wrong`() {
        let examples: [(String, Int, String)] = [
            ("title: x\nid: y\nid: z\n", 3, "stands here again after line 2"),
            ("a: &a [*a]\n", 1, "alias *a"),
            ("a: *nothing\n", 1, "alias *nothing"),
            ("a: \"\u{1}\"\n", 1, "no YAML"),
            ("? [a]\n: b\n", 1, "a key must be a text"),
            ("- a\n- b\n", 1, "must be a mapping"),
            ("title: x\n", 1, "no \"id\""),
            ("title: x\nid: y\n", 1, "no \"detection\""),
            ("title: x\nid: y z\ndetection: {}\n", 2, "an id has"),
            ("title: x\nid: y\nlevel: grave\ndetection: {}\n", 3, "the level \"grave\" is not known"),
            ("title: x\nid: y\ndetection: {}\n", 1, "no \"logsource\""),
            (
                "title: x\nid: y\nlogsource: {product: windows}\ndetection: {}\n", 3,
                "does not read the log source {product: windows}"
            ),
            (
                "title: x\nid: y\nlogsource: {product: linux, service: auditd, category: docker_host}\ndetection: {}\n",
                3,
                "taxonomy: docktrail"
            ),
            (SigmaConstructTests.rule("s: {a: b}"), 4, "no \"condition\""),
            (SigmaConstructTests.rule("condition: s"), 4, "no search identifier"),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: t"), 6, "there is no such search identifier"),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: s and"), 6, "ends where"),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: (s"), 6, "no \")\""),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: s t"), 6, "goes on with \"t\""),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: 1 of x*"), 6, "no search identifier has such a name"),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: s | count() > 5"), 6, "correlation"),
            (SigmaConstructTests.rule("s:\n  a|contain: b\ncondition: s"), 6, "did you mean \"contains\""),
            (SigmaConstructTests.rule("s:\n  a|expand: b\ncondition: s"), 6, "expand"),
            (SigmaConstructTests.rule("s:\n  a|hour: 5\ncondition: s"), 6, "hour"),
            (SigmaConstructTests.rule("s:\n  a|re: '(?=b)'\ncondition: s"), 6, "look-ahead"),
            (SigmaConstructTests.rule("s:\n  a|contains|startswith: b\ncondition: s"), 6, "beside another"),
            (SigmaConstructTests.rule("s:\n  a|cidr: b\ncondition: s"), 6, "no network"),
            (SigmaConstructTests.rule("s:\n  a|gt: b\ncondition: s"), 6, "no number"),
            (SigmaConstructTests.rule("s:\n  a: {b: c}\ncondition: s"), 6, "must be a text"),
            (SigmaConstructTests.rule("s: []\ncondition: s"), 5, "empty"),
            (SigmaConstructTests.rule("s: ['']\ncondition: s"), 5, "keyword is empty"),
        ]
        for (text, line, reason) in examples {
            let problems = problems(text)
            #expect(problems.count == 1, "\(text)")
            #expect(problems.first?.line == line, "\(text): \(problems)")
            #expect(problems.first?.reason.contains(reason) == true, "\(problems)")
        }
    }

    @Test func `costs little however it tries`() {
        var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<40 {
            let before = "*a\(level - 1)"
            laughs += "a\(level): &a\(level) [\(Array(repeating: before, count: 10).joined(separator: ", "))]\n"
        }
        let examples: [(String, String)] = [
            (laughs, "nodes"),
            (String(repeating: "[", count: 10_000), "levels deep"),
            (String(repeating: "{a: ", count: 10_000), "levels deep"),
            (String(repeating: "- ", count: 10_000), "levels deep"),
            ("a: [" + String(repeating: "x,", count: 100_000) + "]", "nodes"),
            (String(repeating: "a", count: 2 << 20), "bytes"),
            ("\u{feff}\0t\0i\0", "control characters"),
            (SigmaConstructTests.rule("s: {a: b}\ncondition: " + String(repeating: "(", count: 900)), "deep"),
            (
                SigmaConstructTests.rule("s: {a: b}\ncondition: " + String(repeating: "s and ", count: 2_000) + "s"),
                "words"
            ),
        ]
        let clock = ContinuousClock()
        for (text, reason) in examples {
            var found: [DetectionError] = []
            let time = clock.measure { found = problems(text) }
            #expect(found.contains { $0.reason.contains(reason) }, "\(reason): \(found)")
            #expect(time < .seconds(5), "\(reason)")
        }
        var loader = DetectionLoader()
        let wide: [UInt8] =
            [0xff, 0xfe] + "title: x".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        loader.add(wide.span, file: "wide.yml")
        #expect(loader.problems.map(\.reason) == ["the file is UTF-16 or UTF-32: save it as UTF-8"])
    }

    @Test(arguments: 0..<200)
    func `of random bytes never traps`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "title: ", "id: r", "\n", "  ", "- ", "[", "]", "{", "}", ": ", "&a ", "*a", "'", "\"", "|\n", "detection:",
            "condition: ",
            "1 of ", "them", "(", ")", "not ", "---\n", "logsource: ", "\t", "#", "s|re: ", "*", "\\", "?", "~",
            "\u{e4}", "\0",
        ]
        var bytes = Array(Self.sound.utf8)
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            if Bool.random(using: &random), place < bytes.count {
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            } else {
                bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
            }
        }
        let readings = (0..<2)
            .map { _ in
                var loader = DetectionLoader()
                loader.add(bytes.span, file: "random.yml")
                let library = loader.library()
                let matches = SigmaLog([SigmaConstructTests.line]).matches(records: library)
                return (library.cards.map(\.id), loader.problems, matches)
            }
        #expect(readings[0] == readings[1])
    }
}

extension String {
    /// The text with the first occurrence of another replaced.
    fileprivate func replacingOnce(_ text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
