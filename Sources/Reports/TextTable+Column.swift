extension TextTable {
    /// How one column stands in a table.
    public struct Column: Sendable {
        /// On which side a cell that is shorter than its column stands.
        public enum Alignment: Sendable {
            /// On the left, as words.
            case left
            /// On the right, as numbers.
            case right
        }

        /// What a column shrinks to where even the minima are too wide together.
        static let fewestColumns = 4

        let title: String
        let alignment: Alignment
        let minimum: Int
        let maximum: Int
        let shrinks: Bool
        let cut: TerminalText.Cut

        /// A column of words, that gives way down to its minimum where the terminal is narrow.
        public static func words(
            _ title: String,
            minimum: Int = 8,
            maximum: Int = .max,
            cut: TerminalText.Cut = .end
        ) -> Column {
            Column(title: title, alignment: .left, minimum: minimum, maximum: maximum, shrinks: true, cut: cut)
        }

        /// A column of numbers, that never gives way: a number cut short would be another number.
        public static func numbers(_ title: String) -> Column {
            Column(title: title, alignment: .right, minimum: 0, maximum: .max, shrinks: false, cut: .end)
        }

        /// A column of words that never gives way, such as times and levels.
        public static func fixed(_ title: String) -> Column {
            Column(title: title, alignment: .left, minimum: 0, maximum: .max, shrinks: false, cut: .end)
        }
    }

    /// One cell, escaped when it is made.
    public struct Cell: Sendable {
        let bytes: [UInt8]
        let width: Int
        let emphasis: TextStyle.Emphasis

        /// A cell that holds text, from a log or not.
        public init(_ text: String, _ emphasis: TextStyle.Emphasis = .plain) {
            self.init(text.utf8.span, emphasis)
        }

        /// A cell that holds bytes of a log.
        public init(_ text: Span<UInt8>, _ emphasis: TextStyle.Emphasis = .plain) {
            var output = OutputBuffer()
            width = TerminalText.append(text, to: &output)
            bytes = output.bytes
            self.emphasis = emphasis
        }

        /// A cell that holds text which has been escaped before.
        init(escaped text: OutputBuffer, _ emphasis: TextStyle.Emphasis = .plain) {
            let bytes = text.bytes
            width = TerminalText.width(ofEscaped: bytes.span)
            self.bytes = bytes
            self.emphasis = emphasis
        }

        /// A cell that holds a number, with its thousands set apart.
        public init(_ number: Int, _ emphasis: TextStyle.Emphasis = .plain) {
            self.init(Quantity.count(number), emphasis)
        }
    }
}
