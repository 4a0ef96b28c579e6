import AuditRecords

/// The files of Docker's that a command line says it changes.
///
/// A command line is what somebody asked for, not what took place; and of a name that a shell, a script or a link leads
/// elsewhere it knows nothing. So only names that stand there in full are taken, and only in places of Docker's outside
/// its data root.
struct NamedFiles {
    /// A file.
    struct File: Sendable, Codable {
        /// Its absolute, normalised path.
        let path: [UInt8]
        /// The word of the command line that names it.
        let word: [UInt8]
        /// Whether the word is relative to the working directory: then it may as well be no name of a file.
        let isRelative: Bool
        /// What kind of file it is.
        let place: DockerPlace
    }

    /// Files of one command line; what is beyond is not told.
    static let limit = 16
    /// How deep commands are looked for in the arguments of commands: `sh -c "sh -c '…'"`.
    private static let depthLimit = 3

    /// The files, in the order in which they are named.
    private(set) var files: [File] = []

    private var directory: [UInt8]?

    /// Reads a command line as sudo records it: the arguments joined by blanks.
    init(command: Span<UInt8>, directory: Span<UInt8>) {
        self.directory = directory.isEmpty ? nil : Array(copying: directory)
        readArguments(command, depth: 0)
    }

    /// Reads arguments that are joined by blanks, in which quotes and signs mean nothing, up to a shell's script.
    private mutating func readArguments(_ command: Span<UInt8>, depth: Int) {
        var words: [ShellWords.Word] = []
        var start = 0
        while start < command.count, words.count < ShellWords.limit {
            let end = command.firstIndex(of: UInt8(ascii: " "), from: start, to: command.count)
            if end > start { words.append(ShellWords.Word(text: Array(copying: command.extracting(start..<end)))) }
            start = end + 1
            if let option = words.last, Self.asksForScript(option), Self.isShell(words[0]) {
                if start < command.count { readScript(command.extracting(start..<command.count), depth: depth + 1) }
                return
            }
        }
        read(words[...], depth: depth)
    }

    private mutating func readScript(_ script: Span<UInt8>, depth: Int) {
        guard depth <= Self.depthLimit else { return }
        for command in ShellWords(script).commands { read(command[...], depth: depth) }
    }

    private mutating func read(_ command: ArraySlice<ShellWords.Word>, depth: Int) {
        for word in command where word.redirection == .output { add(word, isRelativeToo: true) }
        var words = command.filter { $0.redirection == .none }[...]
        while let first = words.first, Self.isWrapper(first) { words.removeFirst() }
        guard let program = words.popFirst() else { return }
        let name = program.text.span.extracting(PathText.lastPart(of: program.text.span))
        if name.equals("cd") {
            enter(words.first)
        } else if name.equals("systemctl") {
            readUnits(words)
        } else {
            readOperands(words, of: CommandProgram(name: name, arguments: words))
        }
        // A script in quotes, as a shell's argument within a script.
        for (option, script) in zip(words, words.dropFirst()) where Self.asksForScript(option) && script.isQuoted {
            readScript(script.text.span, depth: depth + 1)
        }
    }

    private mutating func readOperands(_ words: ArraySlice<ShellWords.Word>, of program: CommandProgram) {
        var operands: [ShellWords.Word] = []
        var target: ShellWords.Word?
        var areOptionsOver = false
        for (index, word) in zip(words.indices, words) {
            if word.text == Array("--".utf8) {
                areOptionsOver = true
            } else if !areOptionsOver, word.text.first == UInt8(ascii: "-") {
                if program == .last, word.text == Array("-t".utf8), index + 1 < words.endIndex {
                    target = words[index + 1]
                }
                if let value = Self.value(of: word), program != .none { add(value, isRelativeToo: false) }
            } else {
                operands.append(word)
            }
        }
        switch program {
        case .none: break
        case .all: for word in operands { add(word, isRelativeToo: true) }
        case .behindFirst:
            for (index, word) in operands.enumerated() { add(word, isRelativeToo: index > 0) }
        case .last: if let word = target ?? operands.last { add(word, isRelativeToo: true) }
        case .assigned:
            for word in operands where word.text.starts(with: "of=".utf8) {
                if let value = Self.value(of: word) { add(value, isRelativeToo: true) }
            }
        case .absolute: for word in operands { add(word, isRelativeToo: false) }
        }
    }

    /// `systemctl edit UNIT` writes a drop-in, or with `--full` the unit, below /etc/systemd/system (systemctl(1)).
    private mutating func readUnits(_ words: ArraySlice<ShellWords.Word>) {
        guard words.contains(where: { $0.text == Array("edit".utf8) }) else { return }
        let isFull = words.contains { $0.text == Array("--full".utf8) }
        let isRuntime = words.contains { $0.text == Array("--runtime".utf8) }
        for word in words where word.text != Array("edit".utf8) && word.text.first != UInt8(ascii: "-") && !word.isOpen
        {
            var unit = word.text
            if !unit.contains(UInt8(ascii: ".")) { unit += Array(".service".utf8) }
            let directory = isRuntime ? "/run/systemd/system/" : "/etc/systemd/system/"
            let path = Array(directory.utf8) + unit + (isFull ? [] : Array(".d/override.conf".utf8))
            add(path, word: word.text, isRelative: false)
        }
    }

    /// Takes that a script changes its working directory.
    private mutating func enter(_ word: ShellWords.Word?) {
        guard let word, !word.isOpen, let first = word.text.first, first != UInt8(ascii: "-") else {
            directory = nil
            return
        }
        guard let old = directory ?? (first == UInt8(ascii: "/") ? [] : nil) else { return }
        var new: [UInt8] = []
        PathText.appendNormalised(word.text.span, in: old.span, to: &new)
        directory = new
    }

    private mutating func add(_ word: ShellWords.Word, isRelativeToo: Bool) {
        guard !word.isOpen, let first = word.text.first else { return }
        let isRelative = first != UInt8(ascii: "/")
        guard !isRelative || isRelativeToo, let base = isRelative ? directory : [] else { return }
        var path: [UInt8] = []
        PathText.appendNormalised(word.text.span, in: base.span, to: &path)
        add(path, word: word.text, isRelative: isRelative)
    }

    private mutating func add(_ path: [UInt8], word: [UInt8], isRelative: Bool) {
        let place = DockerPlace(path: path.span)
        guard files.count < Self.limit, place != .other, !place.isBelowDataRoot,
            !files.contains(where: { $0.path == path })
        else { return }
        files.append(File(path: path, word: word, isRelative: isRelative, place: place))
    }

    /// What stands behind a word's first sign of equality.
    private static func value(of word: ShellWords.Word) -> ShellWords.Word? {
        guard let sign = word.text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        var value = word
        value.text = Array(word.text[(sign + 1)...])
        return value
    }

    private static func isShell(_ word: ShellWords.Word) -> Bool {
        let name = word.text.span.extracting(PathText.lastPart(of: word.text.span))
        return name.equals("sh") || name.equals("bash") || name.equals("dash") || name.equals("zsh")
            || name.equals("ksh")
    }

    /// Whether a word is the option behind which a shell's script stands: `-c`, `-lc`, `-ec`.
    private static func asksForScript(_ word: ShellWords.Word) -> Bool {
        let text = word.text
        return text.count > 1 && text.count < 6 && text[0] == UInt8(ascii: "-") && text[1] != UInt8(ascii: "-")
            && text[text.count - 1] == UInt8(ascii: "c")
    }

    /// Whether a word only says how the command behind it is run: `env A=1`, `nice -n 5`, `timeout 10`.
    private static func isWrapper(_ word: ShellWords.Word) -> Bool {
        let text = word.text.span
        let name = text.extracting(PathText.lastPart(of: text))
        guard let first = word.text.first else { return true }
        if first == UInt8(ascii: "-") || first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9") { return true }
        if first != UInt8(ascii: "/"), word.text.contains(UInt8(ascii: "=")) { return true }
        return name.equals("env") || name.equals("nice") || name.equals("ionice") || name.equals("nohup")
            || name.equals("timeout") || name.equals("time") || name.equals("setsid") || name.equals("stdbuf")
            || name.equals("exec") || name.equals("command") || name.equals("sudo") || name.equals("xargs")
            || name.equals("then") || name.equals("do") || name.equals("else") || name.equals("if")
    }
}
