/// Writes JSON values one after the other: commas, names and nesting are its care, escaping `JSONText`'s.
struct JSONWriter {
    private(set) var output = OutputBuffer()
    private var needsComma = false

    /// `{`, what `body` writes, `}`.
    mutating func object(_ name: StaticString? = nil, _ body: (inout JSONWriter) -> Void) {
        begin(name)
        nest("{", "}", body)
    }

    /// `[`, what `body` writes, `]`.
    mutating func array(_ name: StaticString? = nil, _ body: (inout JSONWriter) -> Void) {
        begin(name)
        nest("[", "]", body)
    }

    /// An object whose members' names come from the log.
    mutating func counts(_ name: StaticString, _ entries: [(text: [UInt8], count: UInt64)]) {
        object(name) { writer in
            for (text, count) in entries {
                writer.begin(nil)
                writer.quoted(text.span)
                writer.output.append(":")
                writer.output.append(decimal: count)
            }
        }
    }

    /// Text from a log; null where it is empty.
    mutating func text(_ name: StaticString?, _ text: [UInt8]) {
        begin(name)
        if text.isEmpty { output.append("null") } else { quoted(text.span) }
    }

    /// Text; null where it is nil.
    mutating func text(_ name: StaticString?, _ text: String?) {
        begin(name)
        if let text { quoted(text.utf8.span) } else { output.append("null") }
    }

    /// A command line, all of which can be seen; null where it is nil.
    ///
    /// It is the program's own, so that the string's value can be run as it is: backslashes in it are not doubled.
    mutating func command(_ name: StaticString, _ command: String?) {
        begin(name)
        guard let command else { return output.append("null") }
        append(command)
    }

    /// The arguments of a command, each as it is given, all of which can be seen; null where they are nil.
    mutating func arguments(_ name: StaticString, _ words: [String]?) {
        begin(name)
        guard let words else { return output.append("null") }
        nest("[", "]") { writer in
            for word in words {
                writer.begin(nil)
                writer.append(word)
            }
        }
    }

    private mutating func append(_ word: String) {
        output.append("\"")
        for part in word.utf8 {
            if part == UInt8(ascii: "\"") || part == UInt8(ascii: "\\") { output.append("\\") }
            output.append(part)
        }
        output.append("\"")
    }

    /// A number; null where it is nil.
    mutating func number(_ name: StaticString, _ number: UInt64?) {
        begin(name)
        if let number { output.append(decimal: number) } else { output.append("null") }
    }

    /// A moment in milliseconds since 1970; null where it is nil.
    mutating func moment(_ name: StaticString, _ milliseconds: Int64?) {
        begin(name)
        guard let milliseconds else {
            output.append("null")
            return
        }
        output.append("\"")
        TimeText.appendUTC(milliseconds, to: &output)
        output.append("\"")
    }

    /// True, false, or null where it is nil.
    mutating func boolean(_ name: StaticString, _ value: Bool?) {
        begin(name)
        switch value {
        case true?: output.append("true")
        case false?: output.append("false")
        case nil: output.append("null")
        }
    }

    private mutating func begin(_ name: StaticString?) {
        if needsComma { output.append(",") }
        needsComma = true
        guard let name else { return }
        output.append("\"")
        output.append(name)
        output.append("\":")
    }

    private mutating func quoted(_ text: Span<UInt8>) {
        output.append("\"")
        JSONText.append(text, to: &output)
        output.append("\"")
    }

    private mutating func nest(_ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void) {
        output.append(open)
        needsComma = false
        body(&self)
        output.append(close)
        needsComma = true
    }
}
