/// What the words behind a field's name ask for: `CommandLine|contains|all` (Sigma specification 2.1.0, modifiers).
struct SigmaModifiers: Hashable, Sendable {
    /// How a value is compared.
    enum Comparison: Hashable, Sendable {
        /// As text, with wildcards.
        case text(TextPattern.Place)
        /// As a regular expression.
        case expression(RegularOptions)
        /// As a number.
        case number(NumberComparison.Operator)
        /// As a network that holds the value.
        case network
        /// Whether the field is there at all.
        case exists
    }

    /// What is made of a value before it is compared, in order.
    enum Change: String, Hashable, Sendable {
        /// UTF-16, lowest byte first.
        case utf16LittleEndian
        /// UTF-16, highest byte first.
        case utf16BigEndian
        /// UTF-16 with its mark.
        case utf16
        /// Base64.
        case base64
        /// Base64 of the value at each of the three places it can have in a longer text.
        case base64Offset
        /// With each of the marks that Windows takes for the beginning of an option.
        case dashes
    }

    /// How a value is compared.
    var comparison = Comparison.text(.whole)
    /// What is made of a value before.
    var changes: [Change] = []
    /// Whether all values must match, rather than one.
    var needsAll = false
    /// Whether `A` is not `a`.
    var isCased = false
    /// Whether no value may match.
    var isNegated = false
    /// Whether the values name other fields.
    var isFieldReference = false

    /// Reads the words; throws a sentence for one that is not known, or that does not fit the others.
    init(_ words: [String]) throws(SigmaReason) {
        for word in words { try add(word) }
        if !changes.isEmpty {
            guard case .text = comparison, !isFieldReference else {
                throw SigmaReason("the modifiers of \"\(words.joined(separator: "|"))\" do not fit together")
            }
        }
        if isFieldReference {
            guard case .text = comparison else {
                throw SigmaReason("\"fieldref\" compares texts: only contains, startswith, endswith and cased fit it")
            }
        }
    }

    private mutating func add(_ word: String) throws(SigmaReason) {
        switch word {
        case "contains": try compare(as: .text(.anywhere), word)
        case "startswith": try compare(as: .text(.start), word)
        case "endswith": try compare(as: .text(.end), word)
        case "re": try compare(as: .expression([]), word)
        case "i", "ignorecase": try add(.ignoresCase, word)
        case "m", "multiline": try add(.multipleLines, word)
        case "s", "dotall": try add(.dotMatchesNewline, word)
        case "lt", "lte", "gt", "gte":
            if let comparison = NumberComparison.Operator(rawValue: word) { try compare(as: .number(comparison), word) }
        case "cidr": try compare(as: .network, word)
        case "exists": try compare(as: .exists, word)
        case "all": needsAll = true
        case "cased": isCased = true
        case "neq": isNegated = true
        case "fieldref": isFieldReference = true
        case "wide", "utf16le": changes.append(.utf16LittleEndian)
        case "utf16be": changes.append(.utf16BigEndian)
        case "utf16": changes.append(.utf16)
        case "base64": changes.append(.base64)
        case "base64offset": changes.append(.base64Offset)
        case "windash": changes.append(.dashes)
        case "expand":
            throw SigmaReason(
                "the modifier \"expand\" needs lists of values that docktrail has not: write the values out"
            )
        case "minute", "hour", "day", "week", "month", "year":
            throw SigmaReason("the modifier \"\(word)\", which takes a time apart, is not supported")
        default:
            throw SigmaReason("the modifier \"\(word)\" is not known\(Self.hint(for: word))")
        }
    }

    private static func hint(for word: String) -> String {
        let known = [
            "contains", "startswith", "endswith", "all", "re", "exists", "cased", "neq", "lt", "lte", "gt", "gte",
            "fieldref", "cidr", "base64", "base64offset", "utf16", "utf16le", "utf16be", "wide", "windash",
        ]
        return Spelling.nearest(to: word, among: known).map { ": did you mean \"\($0)\"?" } ?? ""
    }

    private mutating func compare(as other: Comparison, _ word: String) throws(SigmaReason) {
        guard comparison == .text(.whole) else {
            throw SigmaReason("the modifier \"\(word)\" stands beside another one that says how to compare")
        }
        comparison = other
    }

    private mutating func add(_ option: RegularOptions, _ word: String) throws(SigmaReason) {
        guard case .expression(let options) = comparison else {
            throw SigmaReason("the modifier \"\(word)\" must stand behind \"re\"")
        }
        comparison = .expression(options.union(option))
    }
}

/// Why a part of a rule can not be run: one sentence, without its place.
struct SigmaReason: Error, Hashable, Sendable {
    /// The sentence, without a full stop.
    let text: String

    /// A sentence.
    init(_ text: String) { self.text = text }
}
