import AuditRules

/// Writes what is said of audit rules for people: headings, paragraphs that fit, and tables.
struct RulesText {
    var output = OutputBuffer()
    let columns: Int?
    let style: TextStyle

    init(columns: Int?, style: TextStyle) {
        self.columns = columns
        self.style = style
    }

    /// A heading, with an empty line before it unless it is the first.
    mutating func heading(_ text: String) {
        if output.count > 0 { output.append("\n") }
        style.begin(.bold, in: &output)
        TerminalText.append(text.utf8.span, to: &output)
        style.end(.bold, in: &output)
        output.append("\n")
    }

    /// Text broken into lines that fit, set in by some blanks.
    mutating func paragraph(_ text: String, indent: Int = 2) {
        let room = max(20, (columns ?? 100) - indent)
        var line = ""
        func flush(_ output: inout OutputBuffer) {
            guard !line.isEmpty else { return }
            output.append(verbatim: String(repeating: " ", count: indent))
            TerminalText.append(line.utf8.span, to: &output)
            output.append("\n")
        }
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > room {
                flush(&output)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        flush(&output)
    }

    mutating func table(_ table: TextTable) {
        table.append(to: &output, width: columns, style: style, indent: 2)
    }

    /// A list of sentences under a heading; nothing where there are none.
    mutating func list(_ heading: String, _ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        self.heading(heading)
        for sentence in sentences { paragraph(sentence) }
    }
}
