/// A regular expression that is searched for in bytes, in time that grows with the text and nothing else.
///
/// Nothing is tried twice, so no expression and no text can make it hang; what would need that (look-around,
/// back-references) is refused. `.` and classes stand for characters of UTF-8; a byte above 0x7f may also count as one by
/// itself, so that a name that is no UTF-8 is found as well. `\d`, `\w`, `\s`, `\b` and the option to ignore case know
/// ASCII only.
struct RegularExpression: Sendable {
    private let program: RegularProgram
    private let table: RegularTable?

    /// Compiles an expression; throws where it can not be run.
    init(_ text: String, options: RegularOptions = []) throws(RegularExpressionError) {
        program = try RegularProgram(RegularParser.syntax(text, options: options))
        table = RegularTable(program)
    }

    /// Whether a text holds a match.
    func matches(_ text: Span<UInt8>) -> Bool {
        if let table { return table.matches(text) }
        var machine = RegularMachine(program)
        var state: [Int] = []
        var next: [Int] = []
        var previous = RegularMachine.Neighbour.edge
        for index in text.indices {
            if machine.move(state, after: previous, by: text[index], into: &next) { return true }
            swap(&state, &next)
            previous = RegularMachine.Neighbour(text[index])
        }
        return machine.move(state, after: previous, by: nil, into: &next)
    }
}
