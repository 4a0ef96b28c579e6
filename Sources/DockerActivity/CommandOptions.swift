/// A command line taken apart as getopt_long(3) does: options, and words that are none.
struct CommandOptions {
    /// An option by its letter, with its argument.
    struct Option: Equatable {
        var letter: Character
        var argument: [UInt8]?
    }

    /// The options in order.
    private(set) var options: [Option] = []
    /// The words that are no options, in order.
    private(set) var words: [[UInt8]] = []

    /// The last argument that an option was given; nil where it was given none.
    func argument(of letter: Character) -> [UInt8]? { options.last { $0.letter == letter }?.argument }

    /// Whether an option was given more than once.
    var repeatsOption: Bool { Set(options.map(\.letter)).count < options.count }

    /// Whether an option was given.
    func has(_ letter: Character) -> Bool { options.contains { $0.letter == letter } }

    /// The options of a tool; nil where it would refuse them, or where they are none that are known.
    init?(_ arguments: ArraySlice<[UInt8]>, of tool: AccountTool) {
        let letters = Array(tool.letters)
        var rest = arguments
        while let argument = rest.popFirst() {
            if argument == Array("--".utf8) {
                words += rest
                return
            }
            if argument.starts(with: "--".utf8) {
                guard read(long: argument.dropFirst(2), of: tool, letters, &rest) else { return nil }
            } else if argument.count > 1, argument[0] == UInt8(ascii: "-") {
                guard read(short: argument.dropFirst(), letters, &rest) else { return nil }
            } else {
                words.append(argument)
                guard !tool.stopsAtFirstWord else {
                    words += rest
                    return
                }
            }
        }
    }

    /// `-aG docker`, `-Gdocker`.
    private mutating func read(
        short argument: ArraySlice<UInt8>,
        _ letters: [Character],
        _ rest: inout ArraySlice<[UInt8]>
    ) -> Bool {
        var argument = argument
        while let byte = argument.popFirst() {
            let letter = Character(UnicodeScalar(byte))
            guard letter != ":", let place = letters.firstIndex(of: letter) else { return false }
            guard place + 1 < letters.count, letters[place + 1] == ":" else {
                options.append(Option(letter: letter))
                continue
            }
            guard let value = argument.isEmpty ? rest.popFirst() : Array(argument) else { return false }
            options.append(Option(letter: letter, argument: value))
            return true
        }
        return true
    }

    /// `--groups docker`, `--groups=docker`, `--gr=docker`: a word may be cut as long as it is one word's beginning.
    private mutating func read(
        long argument: ArraySlice<UInt8>,
        of tool: AccountTool,
        _ letters: [Character],
        _ rest: inout ArraySlice<[UInt8]>
    ) -> Bool {
        let parts = argument.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard let word = parts.first, !word.isEmpty else { return false }
        let candidates = tool.words.filter { $0.word.utf8.starts(with: word) }
        let exact = candidates.first { $0.word.utf8.count == word.count }
        guard let letter = (exact ?? (candidates.count == 1 ? candidates[0] : nil))?.letter else { return false }
        let place = letters.firstIndex(of: letter)
        let takesArgument = letter == ":" || place.map { $0 + 1 < letters.count && letters[$0 + 1] == ":" } ?? false
        guard takesArgument else {
            options.append(Option(letter: letter))
            return parts.count == 1
        }
        guard let value = parts.count > 1 ? Array(parts[1]) : rest.popFirst() else { return false }
        options.append(Option(letter: letter, argument: value))
        return true
    }
}
