/// Writes nested JSON objects in which nothing stands that is not known: no nulls, no empty objects.
///
/// An object is opened with its first member, so that whoever writes need not know whether there will be any.
struct SparseJSONWriter: Sendable {
    var output = OutputBuffer()
    /// Names of the objects that were begun, the outermost first.
    private var names: [StaticString] = []
    /// How many of them were opened.
    private var opened = 0
    private var needsComma = false

    /// Begins a line, which is one object.
    mutating func beginLine() {
        output.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Ends the line.
    mutating func endLine() { output.append("}\n") }

    /// What `body` writes, as an object of this name; nothing where it writes nothing.
    mutating func object(_ name: StaticString, _ body: (inout SparseJSONWriter) -> Void) {
        names.append(name)
        body(&self)
        if opened == names.count {
            output.append(UInt8(ascii: "}"))
            opened -= 1
            needsComma = true
        }
        names.removeLast()
    }

    /// Text from a log; nothing where it is empty.
    mutating func text(_ name: StaticString, _ text: Span<UInt8>) {
        if text.isEmpty { return }
        key(name)
        quoted(text)
    }

    /// A word that needs no escaping.
    mutating func word(_ name: StaticString, _ word: String) {
        key(name)
        output.append(UInt8(ascii: "\""))
        output.append(verbatim: word)
        output.append(UInt8(ascii: "\""))
    }

    /// Words that need no escaping.
    mutating func words(_ name: StaticString, _ words: [StaticString]) {
        key(name)
        output.append(UInt8(ascii: "["))
        for (index, word) in words.enumerated() {
            output.append(index == 0 ? "\"" : ",\"")
            output.append(word)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: "]"))
    }

    /// Texts of a log, each once; nothing where there is none.
    mutating func texts(_ name: StaticString, _ texts: [[UInt8]]) {
        var written: [[UInt8]] = []
        for text in texts where !text.isEmpty && !written.contains(text) { written.append(text) }
        if written.isEmpty { return }
        key(name)
        for (index, text) in written.enumerated() {
            output.append(index == 0 ? "[" : ",")
            quoted(text.span)
        }
        output.append(UInt8(ascii: "]"))
    }

    /// The parts of a text of a log, with a byte between them; nothing where there is none.
    mutating func list(_ name: StaticString, _ text: Span<UInt8>, separatedBy separator: UInt8) {
        var start = 0
        var isFirst = true
        for position in 0...text.count where position == text.count || text[position] == separator {
            if position > start {
                if isFirst {
                    key(name)
                    output.append(UInt8(ascii: "["))
                } else {
                    output.append(UInt8(ascii: ","))
                }
                isFirst = false
                quoted(text.extracting(start..<position))
            }
            start = position + 1
        }
        if !isFirst { output.append(UInt8(ascii: "]")) }
    }

    /// A number; nothing where it is nil.
    mutating func number(_ name: StaticString, _ number: UInt64?) {
        guard let number else { return }
        key(name)
        output.append(decimal: number)
    }

    /// A number that may be below zero; nothing where it is nil.
    mutating func number(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        key(name)
        output.append(decimal: number)
    }

    /// A number as text; nothing where it is nil.
    mutating func identifier(_ name: StaticString, _ number: UInt64?) {
        guard let number else { return }
        value(name) { $0.append(decimal: number) }
    }

    /// Text of the program's own, put together by `body`.
    mutating func value(_ name: StaticString, _ body: (inout OutputBuffer) -> Void) {
        key(name)
        output.append(UInt8(ascii: "\""))
        body(&output)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func quoted(_ text: Span<UInt8>) {
        output.append(UInt8(ascii: "\""))
        JSONText.append(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func key(_ name: StaticString) {
        while opened < names.count {
            member(names[opened])
            output.append(UInt8(ascii: "{"))
            needsComma = false
            opened += 1
        }
        member(name)
        needsComma = true
    }

    private mutating func member(_ name: StaticString) {
        if needsComma { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\""))
        output.append(name)
        output.append("\":")
    }
}
