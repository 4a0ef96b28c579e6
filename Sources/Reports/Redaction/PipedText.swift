internal import AuditRecords

/// Follows what one command of a line writes for the next one to read.
///
/// `echo X | docker login --password-stdin`, `echo root:X | chpasswd`, `echo X | sudo -S id`: what shows that X is a password
/// comes behind it.
struct PipedText {
    /// What reads a password from its standard input.
    enum Reader {
        /// One that takes all of it for the password.
        case whole
        /// One that takes lines of a user's name, a colon, and the password.
        case userAndPassword
    }

    /// Where the arguments of the `echo` or `printf` begin that the command is.
    private var start: Int?
    /// What the command before wrote.
    private var written: Range<Int>?
    private var hasSudo = false

    /// Takes a word; tells what reads a password from its standard input.
    mutating func note(_ word: Span<UInt8>, endingAt end: Int) -> Reader? {
        if word.equals("--password-stdin") || word.equals("--stdin") || (hasSudo && word.equals("-S")) { return .whole }
        var name = word.count
        while name > 0, word[name - 1] != UInt8(ascii: "/") { name -= 1 }
        let program = word.extracting(name..<word.count)
        if program.equals("echo") || program.equals("printf") { start = start ?? end }
        if program.equals("sudo") { hasSudo = true }
        return program.equals("chpasswd") ? .userAndPassword : nil
    }

    /// Takes that the command ends, by a pipe or otherwise.
    mutating func endCommand(at position: Int, pipes: Bool) {
        written = pipes ? start.map { $0..<position } : nil
        start = nil
        hasSudo = false
    }

    /// The password that the command before wrote; nil where it wrote none that stands in the line.
    func secret(for reader: Reader, in text: Span<UInt8>) -> Secret? {
        guard var range = written else { return nil }
        func isTrimmed(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") || byte.isQuote }
        while true {
            while !range.isEmpty, isTrimmed(text[range.lowerBound]) { range = range.lowerBound + 1..<range.upperBound }
            // `echo -n`
            guard let first = range.first, text[first] == UInt8(ascii: "-"), range.count > 2,
                text[first + 2] <= UInt8(ascii: " ")
            else { break }
            range = first + 2..<range.upperBound
        }
        while !range.isEmpty, isTrimmed(text[range.upperBound - 1]) { range = range.lowerBound..<range.upperBound - 1 }
        if reader == .userAndPassword {
            let colon = text.firstIndex(of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound)
            range = min(colon + 1, range.upperBound)..<range.upperBound
        }
        return SecretValues.isHarmless(text.extracting(range), .strong) ? nil : Secret(.input, range)
    }
}
