import Testing
import TestSupport

@testable import Reports

@Suite struct `A word for the shell` {
    struct Example: CustomTestStringConvertible, Sendable {
        let text: [UInt8]
        let word: String
        var testDescription: String { word }

        init(_ text: String, _ word: String) { self.init(Array(text.utf8), word) }

        init(_ text: [UInt8], _ word: String) {
            self.text = text
            self.word = word
        }
    }

    @Test(arguments: [
        Example("audit.log.1", "audit.log.1"), Example("/var/log/audit/audit.log", "/var/log/audit/audit.log"),
        Example("", "''"), Example("a b", "'a b'"), Example("it's", #"'it'\''s'"#), Example("$(reboot)", "'$(reboot)'"),
        Example("~root", "'~root'"), Example("a\\b", #"'a\b'"#), Example("größe", "'größe'"),
        Example("a\u{1b}[31m", #"$'a\033[31m'"#), Example("a\n7", #"$'a\0127'"#),
        Example([0x61, 0xff, 0x27, 0x5c], #"$'a\377\'\\'"#), Example("a\u{202e}b", #"$'a\342\200\256b'"#),
    ])
    func `needs quotes where it has to, and shows all that is in it`(example: Example) {
        #expect(ShellText.word(example.text) == example.word)
    }

    @Test(.enabled(if: ExternalTool.areUsable("bash"), "NOT RUN: bash is needed"))
    func `is read by a shell as what it was made from`() throws {
        var random = SplitMix64(seed: 71)
        let texts = (0..<200)
            .map { _ in
                (0..<Int.random(in: 0..<24, using: &random))
                    .map { _ in
                        // Half of them are what a shell obeys; no path has a NUL.
                        Bool.random(using: &random)
                            ? Array("'\"\\$`!*?~#&|;<> \n\t(){}[]".utf8).randomElement(using: &random) ?? 1
                            : UInt8.random(in: 1...255, using: &random)
                    }
            }
        let script = texts.map { "printf '%s\\0' \(ShellText.word($0))" }.joined(separator: "\n")
        let result = try ExternalTool.run("bash", ["-c", script])
        #expect(result.status == 0, "\(result.errorText)")
        let read = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(read.map { Array($0) } == texts)
        for text in texts {
            for scalar in ShellText.word(text).unicodeScalars { #expect(!scalar.isHidden || scalar == " ") }
        }
    }
}
