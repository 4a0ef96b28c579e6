/// What a command line does to /etc/group, where it says so beyond doubt: `sed -i`, a line that is appended.
///
/// What else can be read from a command line (a script's text, an editor's name) does not tell the outcome, and names nobody.
struct GroupFileEdit: Equatable, Sendable {
    /// What happens.
    var change: GroupFacts.Change
    /// The group's name.
    var group: [UInt8]
    /// Its number, where a whole line is written.
    var id: UInt32?
    /// The members that come or go.
    var members: [[UInt8]]

    /// The file that all this is about.
    static let path = Array("/etc/group".utf8)

    /// An edit by its parts.
    init(change: GroupFacts.Change, group: [UInt8], id: UInt32?, members: [[UInt8]]) {
        self.change = change
        self.group = group
        self.id = id
        self.members = members
    }

    /// What a simple command does, given the one before it; nil where it does nothing to the file, or nothing that is sure.
    init?(_ command: ShellText.Command, after former: ShellText.Command?) {
        guard command.isCertain, let program = command.words.first else { return nil }
        switch String(decoding: PathText.lastPart(of: program), as: UTF8.self) {
        case "echo", "printf":
            guard command.output == Self.path else { return nil }
            self.init(line: Self.text(of: command))
        case "tee":
            // What tee reads stands in no argument of its own.
            guard command.words.dropFirst().contains(Self.path), command.isPiped, let former, former.isCertain,
                former.words.first.map({ $0 == Array("echo".utf8) || $0 == Array("printf".utf8) }) ?? false
            else { return nil }
            self.init(line: Self.text(of: former))
        case "sed": self.init(streamEditor: command.words.dropFirst())
        default: return nil
        }
    }

    /// What echo and printf write of their arguments.
    private static func text(of command: ShellText.Command) -> [UInt8] {
        let words = command.words.dropFirst().drop { ["-n", "-e", "-ne", "-en"].map { Array($0.utf8) }.contains($0) }
        var text = Array(words.joined(separator: [UInt8(ascii: " ")]))
        if text.suffix(2) == Array("\\n".utf8) { text.removeLast(2) }
        return text
    }

    /// A line of group(5): `docker:x:105:alice,bob`.
    private init?(line: [UInt8]) {
        let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 4, Self.isName(fields[0]), let id = AccountCommand.number(Array(fields[2])) else {
            return nil
        }
        let members = AccountCommand.list(Array(fields[3]))
        guard members.allSatisfy({ Self.isName($0[...]) }) else { return nil }
        self.init(change: members.isEmpty ? .create : .add, group: Array(fields[0]), id: id, members: members)
    }

    /// Whether bytes can be the name of a user or a group.
    static func isName(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, text.count <= 256, first != UInt8(ascii: "-") else { return false }
        return text.allSatisfy { byte in
            switch Character(UnicodeScalar(byte)) {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
            default: false
            }
        }
    }
}

extension GroupFileEdit {
    /// `sed -i SCRIPT /etc/group`, with one script of one substitution.
    private init?(streamEditor arguments: ArraySlice<[UInt8]>) {
        var scripts: [[UInt8]] = []
        var files: [[UInt8]] = []
        var isInPlace = false
        var rest = arguments
        while let argument = rest.popFirst() {
            let text = String(decoding: argument, as: UTF8.self)
            if text == "-e" || text == "--expression" {
                guard let script = rest.popFirst() else { return nil }
                scripts.append(script)
            } else if text.hasPrefix("-i") || text.hasPrefix("--in-place") {
                isInPlace = true
            } else if ["-E", "-r", "-s", "--regexp-extended", "--separate"].contains(text) {
                continue
            } else if text.hasPrefix("-") {
                return nil
            } else if scripts.isEmpty {
                scripts.append(argument)
            } else {
                files.append(argument)
            }
        }
        guard isInPlace, scripts.count == 1, files == [Self.path] else { return nil }
        self.init(substitution: scripts[0][...])
    }

    /// `s/^docker:.*/&,mallory/`, `/^docker:/s/$/,mallory/`, `/^docker:/s/,mallory//`: the line of one group, named from its
    /// beginning, and a name at its end.
    private init?(substitution script: ArraySlice<UInt8>) {
        var rest = script
        var group: ArraySlice<UInt8>?
        if rest.first == UInt8(ascii: "/") {
            let address = rest.dropFirst().prefix { $0 != UInt8(ascii: "/") }
            rest = rest.dropFirst(address.count + 2).drop { $0 == UInt8(ascii: " ") }
            group = Self.group(atStartOf: address)
            guard group != nil else { return nil }
        }
        guard rest.popFirst() == UInt8(ascii: "s"), let sign = rest.popFirst(), sign != UInt8(ascii: "\\") else {
            return nil
        }
        let parts = rest.split(separator: sign, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].allSatisfy({ $0 == UInt8(ascii: "g") }) else { return nil }
        let (pattern, replacement) = (parts[0], parts[1])
        let named = Self.group(atStartOf: pattern)
        guard let name = group ?? named else { return nil }
        if replacement.isEmpty, group != nil {
            let member = pattern.filter { $0 != UInt8(ascii: ",") }
            guard pattern.count - member.count <= 1, Self.isName(member[...]) else { return nil }
            self.init(change: .remove, group: Array(name), id: nil, members: [member])
            return
        }
        // What was there stays, and what comes behind it is new.
        var added = replacement
        if pattern != [UInt8(ascii: "$")] {
            guard named != nil, let kept = Self.kept(by: pattern, in: replacement) else { return nil }
            added = replacement.dropFirst(kept)
        }
        let isBehindColon = added.first != UInt8(ascii: ",")
        guard !isBehindColon || Self.endsBeforeMembers(pattern) else { return nil }
        let members = AccountCommand.list(Array(added))
        guard !members.isEmpty, members.allSatisfy({ Self.isName($0[...]) }) else { return nil }
        self.init(change: .add, group: Array(name), id: nil, members: members)
    }

    /// How much of a replacement stands for the whole line, or all of it up to the members: `&`, `\1`; nil where none does.
    private static func kept(by pattern: ArraySlice<UInt8>, in replacement: ArraySlice<UInt8>) -> Int? {
        var end = pattern
        let isToLineEnd = end.last == UInt8(ascii: "$")
        if isToLineEnd { end.removeLast() }
        let isGrouped = end.last == UInt8(ascii: ")")
        if isGrouped { end = end.dropLast(end.dropLast().last == UInt8(ascii: "\\") ? 2 : 1) }
        guard isToLineEnd || end.suffix(2).elementsEqual(".*".utf8) || endsBeforeMembers(pattern) else { return nil }
        if replacement.first == UInt8(ascii: "&") { return 1 }
        let isWhole = isGrouped && pattern.count(where: { $0 == UInt8(ascii: "(") }) == 1
        return isWhole && replacement.starts(with: "\\1".utf8) ? 2 : nil
    }

    /// Whether a pattern ends with the third colon of a line.
    private static func endsBeforeMembers(_ pattern: ArraySlice<UInt8>) -> Bool {
        pattern.last == UInt8(ascii: ":") && pattern.count(where: { $0 == UInt8(ascii: ":") }) == 3
    }

    /// The name in `^docker:`, `^\(docker:`, `^(docker:`.
    private static func group(atStartOf pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = pattern
        guard rest.popFirst() == UInt8(ascii: "^") else { return nil }
        if rest.first == UInt8(ascii: "\\") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "(") { rest.removeFirst() }
        let name = rest.prefix { $0 != UInt8(ascii: ":") }
        // A dot stands for any byte in a pattern.
        guard name.count < rest.count, isName(name), !name.contains(UInt8(ascii: ".")) else { return nil }
        return name
    }
}
