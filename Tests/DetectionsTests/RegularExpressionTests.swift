import TestSupport
import Testing

@testable import Detections

@Suite("A regular expression")
struct RegularExpressionTests {
    private func matches(_ pattern: String, _ text: String, _ options: RegularOptions = []) throws -> Bool {
        try RegularExpression(pattern, options: options).matches(Array(text.utf8).span)
    }

    @Test(arguments: [
        ("abc", "xabcx", true), ("^abc$", "abc", true), ("^abc$", "xabc", false), ("a|b", "xxb", true),
        ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("(?i)ABC", "aBc", true), ("a(?i:B)c", "abc", true),
        ("a(?i:B)C", "abc", false), ("[a-c]+d", "abcd", true), ("[^a-c]d", "ad", false), ("[^a-c]d", "äd", true),
        ("[äö]x", "öx", true), ("a{2,3}b", "ab", false), ("^a{2,3}b", "aaaab", false), ("a{2,}b", "aaaaab", true),
        ("a{,2}", "a{,2}", true), ("x{", "x{", true), ("(ab)*c", "ababc", true), ("^(?:a|b)+?$", "abba", true),
        ("\\bdocker\\b", "a docker.sock", true), ("\\bdock\\b", "docker", false), ("\\Bock", "docker", true),
        ("\\d+\\.\\d+", "1.2", true), ("\\w\\s\\S", "a b", true), ("\\x41\\u0042", "AB", true),
        ("[[:alpha:]_]+$", "ab_", true), ("[]x]", "]", true), ("[a\\]]", "]", true), ("[a-]", "-", true),
        ("^$", "", true), ("", "anything", true), ("(a*)*b", "aaab", true), ("(?m)^b$", "a\nb\nc", true),
        ("^b$", "a\nb", false), ("(?P<name>a)(?<other>b)", "ab", true), ("a(?#comment)b", "ab", true),
        ("^.$", "ä", true), ("^\\W+$", "\u{2026}", true),
    ])
    func `finds what others find`(pattern: String, text: String, expected: Bool) throws {
        #expect(try matches(pattern, text) == expected)
    }

    @Test(arguments: [
        ("a(?=b)", "look-ahead"), ("a(?!b)", "negative look-ahead"), ("(?<=a)b", "look-behind"),
        ("(?<!a)b", "negative look-behind"), ("(a)\\1", "back-references"), ("(?>a)", "atomic"),
        ("a++", "possessive"), ("(a", "no \")\""), ("a)", "no \"(\""), ("[a", "no \"]\""), ("*a", "nothing to repeat"),
        ("a{5,2}", "wrong order"), ("a{2000}", "more than 1000"), ("(a{1000}){1000}", "steps"), ("\\p{L}", "Unicode"),
        ("a\\", "backslash"), ("[b-a]", "wrong order"), ("(?x)a", "flag"), ("^*", "place"),
        (String(repeating: "(", count: 1_000), "deep"),
    ])
    func `is refused by name where it needs what would not end`(pattern: String, reason: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }

    @Test func `does not hang on what makes others try again and again`() throws {
        let text = String(repeating: "a", count: 100_000) + "!"
        for pattern in ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"] {
            #expect(try !matches(pattern, text))
        }
        // Too many states for a table: run by its steps.
        #expect(
            try matches(
                "(a|b)*a(a|b){14}c",
                String(repeating: "ab", count: 50) + String(repeating: "a", count: 15) + "c"
            )
        )
        #expect(try !matches("(a|b)*a(a|b){14}c", String(repeating: "ab", count: 5_000)))
    }

    @Test(arguments: 0..<400)
    func `finds what a naive search finds`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let tree = NaiveExpression.random(depth: 3, &random)
        let expression = try RegularExpression(tree.text)
        for _ in 0..<30 {
            let text = (0..<Int.random(in: 0...8, using: &random))
                .map { _ in "abAB \n".randomElement(using: &random) ?? "a" }
            let bytes = Array(String(text).utf8)
            #expect(
                expression.matches(bytes.span) == tree.isFound(in: bytes),
                "\(tree.text.debugDescription) in \(String(text).debugDescription)"
            )
        }
    }
}

/// An expression that is searched by trying everything.
indirect enum NaiveExpression {
    case byte(UInt8)
    case any
    case letters(Set<UInt8>, isInverted: Bool)
    case sequence([NaiveExpression])
    case either(NaiveExpression, NaiveExpression)
    case repeated(NaiveExpression, ClosedRange<Int>)
    case place(Character)

    static func random(depth: Int, _ random: inout SplitMix64) -> NaiveExpression {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0, 1: .byte("abA ".utf8.randomElement(using: &random) ?? 97)
        case 2: .any
        case 3: .letters(Set("abB".utf8.shuffled(using: &random).prefix(2)), isInverted: Bool.random(using: &random))
        case 4: .place("^$bB".randomElement(using: &random) ?? "^")
        case 5, 6:
            .sequence((0..<Int.random(in: 0...3, using: &random)).map { _ in .random(depth: depth - 1, &random) })
        case 7: .either(.random(depth: depth - 1, &random), .random(depth: depth - 1, &random))
        default:
            .repeated(
                .random(depth: depth - 1, &random),
                [0...1, 0...9, 1...9, 2...3].randomElement(using: &random) ?? 0...1
            )
        }
    }

    var text: String {
        switch self {
        case .byte(let byte): String(UnicodeScalar(byte))
        case .any: "."
        case .letters(let letters, let isInverted):
            "[\(isInverted ? "^" : "")\(String(decoding: letters.sorted(), as: UTF8.self))]"
        case .sequence(let parts): "(?:\(parts.map(\.text).joined()))"
        case .either(let left, let right): "(\(left.text)|\(right.text))"
        case .repeated(let part, let counts):
            "(?:\(part.text))"
                + (counts.upperBound == 9
                    ? (counts.lowerBound == 0 ? "*" : "+") : "{\(counts.lowerBound),\(counts.upperBound)}")
        case .place("b"): "\\b"
        case .place("B"): "\\B"
        case .place(let place): String(place)
        }
    }

    func isFound(in text: [UInt8]) -> Bool {
        (0...text.count).contains { !ends(from: $0, in: text).isEmpty }
    }

    /// Where a match that begins at an offset can end.
    private func ends(from start: Int, in text: [UInt8]) -> Set<Int> {
        switch self {
        case .byte(let byte): return start < text.count && text[start] == byte ? [start + 1] : []
        case .any: return start < text.count && text[start] != 10 ? [start + 1] : []
        case .letters(let letters, let isInverted):
            return start < text.count && letters.contains(text[start]) != isInverted ? [start + 1] : []
        case .sequence(let parts):
            return parts.reduce([start]) { starts, part in Set(starts.flatMap { part.ends(from: $0, in: text) }) }
        case .either(let left, let right):
            return left.ends(from: start, in: text).union(right.ends(from: start, in: text))
        case .repeated(let part, let counts):
            var (reached, all): (Set<Int>, Set<Int>) = ([start], counts.lowerBound == 0 ? [start] : [])
            for count in 1...counts.upperBound {
                reached = Set(reached.flatMap { part.ends(from: $0, in: text) })
                if count >= counts.lowerBound { all.formUnion(reached) }
            }
            return all
        case .place(let place):
            let isWord = { (index: Int) in
                text.indices.contains(index) && RegularMachine.Neighbour(text[index]) == .word
            }
            let holds =
                switch place {
                case "^": start == 0
                case "$": start == text.count
                case "b": isWord(start - 1) != isWord(start)
                default: isWord(start - 1) == isWord(start)
                }
            return holds ? [start] : []
        }
    }
}
