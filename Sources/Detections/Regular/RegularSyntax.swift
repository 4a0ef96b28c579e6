/// What a regular expression says, as a tree.
indirect enum RegularSyntax: Hashable, Sendable {
    /// Nothing.
    case empty
    /// One character of a set; with `orInvalid`, also a byte that is no UTF-8.
    case character(CharacterRanges, orInvalid: Bool)
    /// One after the other.
    case sequence([RegularSyntax])
    /// One of several.
    case alternatives([RegularSyntax])
    /// Again and again; without a maximum as often as it likes.
    case repeated(RegularSyntax, minimum: Int, maximum: Int?)
    /// A place.
    case place(Place)

    /// What a place has to be.
    enum Place: Hashable, Sendable {
        /// The text's start.
        case textStart
        /// The text's end.
        case textEnd
        /// The start of a line.
        case lineStart
        /// The end of a line.
        case lineEnd
        /// Between a character of a word and one that is none.
        case wordBoundary
        /// Not there.
        case noWordBoundary
    }
}

/// Why a regular expression can not be run.
struct RegularExpressionError: Error, Hashable, Sendable {
    /// What is wrong, as the end of a sentence.
    let reason: String
    /// At which character of the expression, from 1.
    let position: Int
}

/// How a regular expression is read: the letters behind `re`.
struct RegularOptions: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// `A` is `a`.
    static let ignoresCase = RegularOptions(rawValue: 1)
    /// `^` and `$` stand at lines.
    static let multipleLines = RegularOptions(rawValue: 2)
    /// `.` stands for a newline as well.
    static let dotMatchesNewline = RegularOptions(rawValue: 4)
}
