/// One line for people while it is written: knows how many columns are taken.
struct TextLine {
    let style: TextStyle
    /// The columns taken so far.
    private(set) var column = 0
    /// Blanks owed before the next text, so that none stand at a line's end.
    private var owed = 0

    init(style: TextStyle) {
        self.style = style
    }

    /// Moves to a column; where it is already passed, at least so many blanks on.
    mutating func move(to target: Int, gap: Int) {
        let next = column == 0 ? target : max(target, column + gap)
        owed += next - column
        column = next
    }

    /// Writes text that has been escaped before, cut to a limit.
    mutating func write(
        escaped text: Span<UInt8>,
        limit: Int = .max,
        cut: TerminalText.Cut = .end,
        _ emphasis: TextStyle.Emphasis = .plain,
        to output: inout OutputBuffer
    ) {
        guard !text.isEmpty, limit > 0 else { return }
        pay(to: &output)
        style.begin(emphasis, in: &output)
        column += TerminalText.append(escaped: text, limit: limit, cut: cut, to: &output)
        style.end(emphasis, in: &output)
    }

    /// Writes what was put together in a cell, and empties it.
    mutating func write(
        cell: inout OutputBuffer,
        limit: Int = .max,
        cut: TerminalText.Cut = .end,
        _ emphasis: TextStyle.Emphasis = .plain,
        to output: inout OutputBuffer
    ) {
        cell.empty { write(escaped: $0, limit: limit, cut: cut, emphasis, to: &output) }
    }

    mutating func end(in output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\n"))
        column = 0
        owed = 0
    }

    private mutating func pay(to output: inout OutputBuffer) {
        output.append(blanks: owed)
        owed = 0
    }
}
