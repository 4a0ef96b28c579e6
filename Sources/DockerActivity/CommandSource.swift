import AuditRecords

/// A command line as a source tells it.
enum CommandSource: Sendable {
    /// The arguments of an execution (EXECVE).
    case arguments([[UInt8]])
    /// One text, in which blanks stand between arguments: sudo's USER_CMD, a process title.
    case text([UInt8])

    /// The simple commands that it stands for: itself, or those in a shell's `-c`.
    ///
    /// In a text an argument with a blank in it cannot be told from two; what reads the commands has to see that the words
    /// fit.
    var commands: [ShellText.Command] {
        switch self {
        case .arguments(let arguments):
            guard let script = Self.script(arguments) else { return [ShellText.Command(words: arguments)] }
            return ShellText(script).commands.map(\.withoutPrefixes)
        case .text(let text):
            let words = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Array($0) }
            guard let script = Self.script(words) else { return [ShellText.Command(words: words, isExact: false)] }
            // The script is all that stands behind `-c`: its quotes are kept, those around it are not there.
            let rest = words.drop { $0 != script }.joined(separator: [UInt8(ascii: " ")])
            return ShellText(Array(rest)).commands.map(\.withoutPrefixes)
        }
    }

    /// The argument behind a shell's `-c`, which may stand together with other letters: `-ec`.
    private static func script(_ arguments: [[UInt8]]) -> [UInt8]? {
        guard let program = arguments.first, isShell(program) else { return nil }
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst(), argument.first == UInt8(ascii: "-") {
            if argument.last == UInt8(ascii: "c"), argument.dropFirst().first != UInt8(ascii: "-") { return rest.first }
        }
        return nil
    }

    /// Whether a program is a shell.
    static func isShell(_ program: [UInt8]) -> Bool {
        let name = PathText.lastPart(of: program)
        guard name.count <= 5 else { return false }
        return ["sh", "bash", "dash", "zsh", "ksh", "-sh", "-bash"].contains(String(decoding: name, as: UTF8.self))
    }
}

extension ShellText.Command {
    /// The command without what only passes it on: `sudo`, `exec`, `nohup`, assignments.
    var withoutPrefixes: Self {
        var command = self
        while let first = command.words.first {
            let name = String(decoding: PathText.lastPart(of: first), as: UTF8.self)
            let isAssignment = first.contains(UInt8(ascii: "=")) && first.first != UInt8(ascii: "=")
            guard Self.prefixes.contains(name) || isAssignment else { break }
            command.words.removeFirst()
            if name == "sudo" { command.words = Array(command.words.drop { Self.sudoOptions.contains($0) }) }
        }
        return command
    }

    private static let prefixes: Set<String> = ["sudo", "exec", "nohup", "env", "command", "then", "do", "!"]
    /// Those that take no argument; with others the command is not told.
    private static let sudoOptions = ["-n", "-E", "-H", "-S", "--"].map { Array($0.utf8) }
}

extension CommandSource: Codable {
    private enum CodingKeys: CodingKey {
        case isText, text, arguments
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text):
            try container.encode(true, forKey: .isText)
            try container.encode(text, forKey: .text)
        case .arguments(let arguments):
            try container.encode(false, forKey: .isText)
            try container.encode(arguments, forKey: .arguments)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            if try container.decode(Bool.self, forKey: .isText) {
                .text(try container.decode([UInt8].self, forKey: .text))
            } else {
                .arguments(try container.decode([[UInt8]].self, forKey: .arguments))
            }
    }
}
