/// Why a text is no time, or why its meaning cannot be known.
public struct TimeSpecificationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for a program to test.
    public enum Kind: Hashable, Sendable {
        /// Nothing was written.
        case empty
        /// The text has none of the forms of a time.
        case unknownForm
        /// Day and month of a date with slashes or dots cannot be told apart.
        case ambiguousDate
        /// The calendar has no such day.
        case noSuchDay
        /// A clock never shows such a time.
        case noSuchTimeOfDay
        /// No zone is so far from UTC.
        case noSuchOffset
        /// A span's unit is not known, or its number is missing.
        case unknownSpan
        /// A number is larger than any time that can be named.
        case tooLarge
        /// ausearch's checkpoint, of which there is none.
        case checkpoint
        /// The machine's start was asked for and is not known.
        case bootTimeUnknown
    }

    /// What is wrong.
    public let kind: Kind
    /// One sentence for people: what is wrong, and what would be right.
    ///
    /// Plain ASCII, whatever was written.
    public let description: String

    init(_ kind: Kind, _ text: String, _ advice: String) {
        self.kind = kind
        description = "\(Self.quoted(text)) \(advice)"
    }

    static let bootTimeUnknown = TimeSpecificationError(
        .bootTimeUnknown,
        "boot",
        "cannot be used here, because it is not known when this machine started: write a date and time"
    )

    /// Bytes of the text that a message repeats at most.
    private static let longestQuote = 40

    private static func quoted(_ text: String) -> String {
        let printable = text.utf8.prefix(longestQuote)
            .map { byte in
                (0x20...0x7e).contains(byte) ? Character(Unicode.Scalar(byte)) : "?"
            }
        return "'\(String(printable))\(text.utf8.count > longestQuote ? "..." : "")'"
    }
}
