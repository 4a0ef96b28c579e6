/// The options of one line, one after the other, as getopt_long(3) would give them.
struct RuleOptions {
    /// One option.
    enum Option: Equatable {
        case short(UInt8)
        case long(String)
    }

    /// Options of one letter that have a value; `optstring` of audit-userspace:src/auditctl.c.
    private static let withValue = Set("CefrbaAdSFmRwWkpq".utf8)
    private static let withoutValue = Set("hicslDvt".utf8)
    private static let longWithValue: Set<String> = ["backlog_wait_time", "signal"]
    private static let longWithoutValue: Set<String> = [
        "loginuid-immutable", "reset-lost", "reset_backlog_wait_time_actual",
    ]

    private var words: ArraySlice<[UInt8]>
    /// The value of the option just given.
    private(set) var value: [UInt8] = []

    init(_ words: [[UInt8]]) {
        self.words = words[...]
    }

    /// Whether words are left.
    var isAtEnd: Bool { words.isEmpty }

    mutating func next() throws(RuleSyntaxError) -> Option? {
        value = []
        guard let word = words.popFirst() else { return nil }
        if word.starts(with: Array("--".utf8)) { return try long(word) }
        guard word.count >= 2, word[0] == UInt8(ascii: "-") else {
            throw RuleSyntaxError(.option, "“\(Self.shown(word))” stands without an option before it")
        }
        let letter = word[1]
        if Self.withValue.contains(letter) {
            if word.count > 2 {
                value = Array(word[2...])
            } else {
                guard let next = words.popFirst() else {
                    throw RuleSyntaxError(.option, "\(Self.shown(word)) needs a value")
                }
                value = next
            }
        } else {
            guard Self.withoutValue.contains(letter), word.count == 2 else {
                throw RuleSyntaxError(.option, "there is no option \(Self.shown(word))")
            }
        }
        return .short(letter)
    }

    private mutating func long(_ word: [UInt8]) throws(RuleSyntaxError) -> Option {
        let parts = word[2...].split(separator: UInt8(ascii: "="), maxSplits: 1)
        let name = String(decoding: parts.first ?? [], as: UTF8.self)
        if Self.longWithoutValue.contains(name), parts.count == 1 { return .long(name) }
        guard Self.longWithValue.contains(name) else {
            throw RuleSyntaxError(.option, "there is no option \(Self.shown(word))")
        }
        if parts.count == 2 {
            value = Array(parts[1])
        } else {
            guard let next = words.popFirst() else {
                throw RuleSyntaxError(.option, "\(Self.shown(word)) needs a value")
            }
            value = next
        }
        return .long(name)
    }

    /// A word for a message, cut to a length that can be read.
    static func shown(_ word: some Sequence<UInt8>) -> String {
        let text = Array(word)
        return text.count <= 80
            ? String(decoding: text, as: UTF8.self) : String(decoding: text[..<80], as: UTF8.self) + "…"
    }
}
