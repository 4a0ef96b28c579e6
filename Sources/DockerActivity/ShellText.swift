/// The simple commands in a text for a shell, as far as they can be told without running it.
///
/// Quotes and backslashes are taken as POSIX says (Shell Command Language, 2.2); of a word with a substitution or a pattern
/// in it nobody knows what it becomes, so that its command says so.
struct ShellText {
    /// One simple command.
    struct Command: Equatable {
        /// Its words, the program first.
        var words: [[UInt8]] = []
        /// Where its output goes, if that is a file.
        var output: [UInt8]?
        /// Whether it reads what the command before it writes.
        var isPiped = false
        /// Whether all its words are what they will be.
        var isCertain = true
        /// Whether it is known where each word ends.
        var isExact = true
    }

    /// The commands in order.
    private(set) var commands: [Command] = []

    private var command = Command()
    private var word: [UInt8]?
    private var awaitsOutput = false
    private var passesOver = false

    /// The commands of a text.
    init(_ text: [UInt8]) {
        var rest = text[...]
        while let byte = rest.popFirst() { take(byte, &rest) }
        endCommand(pipes: false)
    }

    private mutating func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) {
        switch Character(UnicodeScalar(byte)) {
        case " ", "\t": endWord()
        case "\n", ";", "&", "(", ")", "{", "}": endCommand(pipes: false)
        case "|":
            let isOr = rest.first == UInt8(ascii: "|")
            endCommand(pipes: !isOr)
        case ">": beginOutput(&rest)
        case "<":
            endWord()
            passesOver = true
        case "'":
            word = (word ?? []) + rest.prefix { $0 != UInt8(ascii: "'") }
            rest = rest.drop { $0 != UInt8(ascii: "'") }.dropFirst()
        case "\"": takeQuoted(&rest)
        case "\\":
            if let next = rest.popFirst() { append(next) }
        case "#" where word == nil: rest = rest.drop { $0 != UInt8(ascii: "\n") }
        case "$", "`", "*", "?", "[", "~":
            command.isCertain = false
            append(byte)
        default: append(byte)
        }
    }

    /// Inside double quotes only `$`, backquotes and backslashes mean something.
    private mutating func takeQuoted(_ rest: inout ArraySlice<UInt8>) {
        word = word ?? []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") { command.isCertain = false }
            if byte == UInt8(ascii: "\\"), let next = rest.first, "\"\\$`".utf8.contains(next) {
                append(rest.removeFirst())
            } else {
                append(byte)
            }
        }
    }

    /// `> FILE`, `>> FILE`, `2> FILE`, `2>&1`.
    private mutating func beginOutput(_ rest: inout ArraySlice<UInt8>) {
        let isOther = word.map { $0.count == 1 && $0[0] != UInt8(ascii: "1") && (48...57).contains($0[0]) } ?? false
        if let number = word, number.count == 1, (48...57).contains(number[0]) { word = nil }
        endWord()
        while let next = rest.first, next == UInt8(ascii: ">") || next == UInt8(ascii: "|") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "&") {
            rest.removeFirst()
            passesOver = true
        } else if isOther {
            passesOver = true
        } else {
            awaitsOutput = true
        }
    }

    private mutating func append(_ byte: UInt8) { word = (word ?? []) + [byte] }

    private mutating func endWord() {
        guard let ended = word else { return }
        word = nil
        if awaitsOutput {
            command.output = ended
        } else if !passesOver {
            command.words.append(ended)
        }
        awaitsOutput = false
        passesOver = false
    }

    private mutating func endCommand(pipes: Bool) {
        endWord()
        if !command.words.isEmpty || command.output != nil { commands.append(command) }
        command = Command(isPiped: pipes)
        awaitsOutput = false
        passesOver = false
    }
}
