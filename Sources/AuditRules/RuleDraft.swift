/// A rule while its line is being read.
struct RuleDraft {
    private enum Operation { case append, prepend, delete }

    private let parser: RuleParser
    private var operation: Operation?
    private var list = AuditRule.List.exit
    private var action = AuditRule.Action.always
    private var calls: SystemCallSet?
    private var fields: [AuditRule.Field] = []
    private var keys: [[UInt8]] = []
    private var architecture: UInt32?
    private var isWatch = false
    private var hasUnknownKind = false

    init(parser: RuleParser) {
        self.parser = parser
    }

    /// Takes one option; gives a setting where it is one.
    mutating func take(
        _ option: RuleOptions.Option,
        _ options: inout RuleOptions
    ) throws(RuleSyntaxError) -> RuleStatement.Control? {
        let value = options.value
        guard case .short(let letter) = option else { return try Self.control(option, value, &options) }
        switch letter {
        case UInt8(ascii: "a"): try begin(.append, value)
        case UInt8(ascii: "A"): try begin(.prepend, value)
        case UInt8(ascii: "d"): try begin(.delete, value)
        case UInt8(ascii: "w"): try watch(.append, value)
        case UInt8(ascii: "W"): try watch(.delete, value)
        case UInt8(ascii: "p"): try permissions(value)
        case UInt8(ascii: "k"):
            guard operation != nil, mayHaveKey else {
                throw RuleSyntaxError(.key, "-k needs a path, system calls or a program before it")
            }
            try key(value)
        case UInt8(ascii: "S"): try call(value)
        case UInt8(ascii: "F"): try field(value)
        case UInt8(ascii: "C"): try compare(value)
        default: return try Self.control(option, value, &options)
        }
        return nil
    }

    /// The rule, once all options are taken.
    func statement() throws(RuleSyntaxError) -> RuleStatement {
        guard let operation else { throw RuleSyntaxError(.list, "there is no -a, -A, -d, -w or -W") }
        guard keys.isEmpty || mayHaveKey else {
            throw RuleSyntaxError(.key, "a key goes with a path, system calls or a program")
        }
        var fields = fields
        if !keys.isEmpty { fields.append(AuditRule.keyField(keys)) }
        guard fields.count <= AuditRule.fieldLimit else {
            throw RuleSyntaxError(.field, "a rule has at most \(AuditRule.fieldLimit) fields")
        }
        let rule = AuditRule(
            action: action,
            list: list,
            calls: calls ?? (list == .task ? .none : .all),
            fields: fields,
            hasUnknownKind: hasUnknownKind
        )
        return switch operation {
        case .append: .append(rule)
        case .prepend: .prepend(rule)
        case .delete: .delete(rule)
        }
    }

    private mutating func begin(_ operation: Operation, _ value: [UInt8]) throws(RuleSyntaxError) {
        guard self.operation == nil else { throw RuleSyntaxError(.list, "a line can have one rule only") }
        let words = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 2,
            let list = Self.list(words[0]) ?? Self.list(words[1]),
            let action = Self.action(words[0]) ?? Self.action(words[1])
        else {
            throw RuleSyntaxError(.list, "“\(RuleOptions.shown(value))” is no list and action, such as always,exit")
        }
        if list == .task, calls != nil { throw RuleSyntaxError(.list, "the list task knows no system calls") }
        self.operation = operation
        self.list = list
        self.action = action
    }

    private static func list(_ word: String) -> AuditRule.List? {
        switch word {
        case "exit": .exit
        case "task": .task
        case "user": .user
        case "exclude": .exclude
        case "filesystem": .filesystem
        case "io_uring": .ioUring
        default: nil
        }
    }

    private static func action(_ word: String) -> AuditRule.Action? {
        switch word {
        case "always": .always
        case "never": .never
        default: nil
        }
    }

    private mutating func watch(_ operation: Operation, _ value: [UInt8]) throws(RuleSyntaxError) {
        guard self.operation == nil else { throw RuleSyntaxError(.list, "-w stands for a rule of its own") }
        let path = try path(value).withoutTrailingSlashes
        guard path.count > 1 else {
            throw RuleSyntaxError(.path, "the root directory cannot be watched: all of the host would be recorded")
        }
        let isDirectory = parser.isDirectory(path)
        hasUnknownKind = isDirectory == nil
        isWatch = true
        self.operation = operation
        list = .exit
        calls = .all
        let rule = AuditRule(watch: path, isDirectory: isDirectory ?? false, permissions: .all, keys: [])
        fields = rule.fields
    }

    private func path(_ value: [UInt8]) throws(RuleSyntaxError) -> [UInt8] {
        guard value.first == UInt8(ascii: "/") else {
            throw RuleSyntaxError(.path, "the path \(RuleOptions.shown(value)) does not begin with /")
        }
        guard value.count < AuditRule.pathLimit else {
            throw RuleSyntaxError(.path, "the path \(RuleOptions.shown(value)) is too long")
        }
        return value
    }

    private mutating func permissions(_ value: [UInt8]) throws(RuleSyntaxError) {
        guard operation != nil else { throw RuleSyntaxError(.list, "-p needs a rule before it") }
        let permissions = try Self.permissions(value)
        fields.removeAll { $0.code == .permissions }
        fields.insert(
            AuditRule.Field(.permissions, .equal, .number(permissions.rawValue)),
            at: isWatch ? 1 : fields.count
        )
    }

    static func permissions(_ value: [UInt8]) throws(RuleSyntaxError) -> AuditRule.Permissions {
        guard value.count <= 4, let permissions = AuditRule.Permissions(letters: value) else {
            throw RuleSyntaxError(.value, "“\(RuleOptions.shown(value))” are no permissions: they are of r, w, x and a")
        }
        return permissions
    }

    private mutating func key(_ value: [UInt8]) throws(RuleSyntaxError) {
        guard !value.isEmpty, !value.contains(AuditRule.keySeparator) else {
            throw RuleSyntaxError(.key, "the key is empty, or has the byte in it that separates keys")
        }
        keys.append(value)
        guard keys.reduce(keys.count - 1, { $0 + $1.count }) <= AuditRule.keyLimit else {
            throw RuleSyntaxError(.key, "the keys have more than \(AuditRule.keyLimit) bytes together")
        }
    }

    private var mayHaveKey: Bool {
        calls != nil
            || fields.contains {
                [.path, .directory, .permissions, .executable, .fileSystemType].contains($0.code)
            }
    }

    private mutating func call(_ value: [UInt8]) throws(RuleSyntaxError) {
        guard [.exit, .ioUring].contains(list) || operation == nil else {
            throw RuleSyntaxError(.call, "system calls go with the list exit only")
        }
        for name in value.split(separator: UInt8(ascii: ",")) {
            let name = String(decoding: name, as: UTF8.self)
            if name == "all" {
                calls = .all
                continue
            }
            let number =
                list == .ioUring
                ? UringOperation.number(of: name) : AuditNames.call(name, architecture ?? parser.machine.wide)
            guard let number = number ?? UInt32(name), number < SystemCallSet.limit else {
                throw RuleSyntaxError(.call, "there is no system call \(RuleOptions.shown(name.utf8)) on this machine")
            }
            calls = SystemCallSet((calls ?? .none).numbers + [number])
        }
    }

    private mutating func field(_ value: [UInt8]) throws(RuleSyntaxError) {
        guard operation != nil else { throw RuleSyntaxError(.list, "-F needs a list before it") }
        // Looked at first, since a key may have a sign in it.
        if value.starts(with: Array("key=".utf8)) { return try key(Array(value[4...])) }
        let reader = FieldTextReader(parser: parser, list: list)
        let text = try reader.divide(value)
        guard text.name != "key" else { throw RuleSyntaxError(.key, "a key has = before it") }
        let field = try reader.field(text)
        if field.code == .architecture {
            guard calls == nil else {
                throw RuleSyntaxError(.field, "arch must stand before -S: it tells what calls mean")
            }
            if case .number(let number) = field.value { architecture = number }
        }
        if field.code == .path || field.code == .directory { _ = try path(text.value) }
        fields.append(field)
    }

    private mutating func compare(_ value: [UInt8]) throws(RuleSyntaxError) {
        guard operation != nil, list == .exit else {
            throw RuleSyntaxError(.field, "-C goes with the list exit only")
        }
        let text = try FieldTextReader(parser: parser, list: list).divide(value)
        guard text.comparison == .equal || text.comparison == .notEqual else {
            throw RuleSyntaxError(.field, "-C compares with = or != only")
        }
        guard let number = ComparedFields.number(of: text.name, String(decoding: text.value, as: UTF8.self)) else {
            throw RuleSyntaxError(.field, "“\(RuleOptions.shown(value))” are no two fields that can be compared")
        }
        fields.append(AuditRule.Field(.fieldComparison, text.comparison, .number(number)))
    }
}

extension RuleDraft {
    /// Reads an option that is a setting.
    private static func control(
        _ option: RuleOptions.Option,
        _ value: [UInt8],
        _ options: inout RuleOptions
    ) throws(RuleSyntaxError) -> RuleStatement.Control {
        let control: RuleStatement.Control
        switch option {
        case .short(UInt8(ascii: "D")): control = .deleteAll(key: try keyOfDelete(&options))
        case .short(UInt8(ascii: "b")): control = .backlog(try number(value, "-b"))
        case .short(UInt8(ascii: "r")): control = .rate(try number(value, "-r"))
        case .short(UInt8(ascii: "f")): control = .failure(try number(value, "-f", limit: 2))
        case .short(UInt8(ascii: "e")): control = .enabled(try number(value, "-e", limit: 2))
        case .short(UInt8(ascii: "c")): control = .carryOn
        case .short(UInt8(ascii: "i")): control = .ignoreErrors
        case .long("backlog_wait_time"): control = .backlogWait(try number(value, "--backlog_wait_time"))
        case .long("loginuid-immutable"): control = .lockLogins
        case .long(let name): control = .other("--\(name)")
        case .short(let letter) where "tq".utf8.contains(letter):
            control = .other("-\(String(UnicodeScalar(letter)))")
        case .short(let letter):
            throw RuleSyntaxError(.option, "-\(String(UnicodeScalar(letter))) asks or sends, and sets no rule")
        }
        guard options.isAtEnd else { throw RuleSyntaxError(.option, "a setting stands alone on its line") }
        return control
    }

    private static func keyOfDelete(_ options: inout RuleOptions) throws(RuleSyntaxError) -> String? {
        guard !options.isAtEnd else { return nil }
        guard try options.next() == .short(UInt8(ascii: "k")) else {
            throw RuleSyntaxError(.option, "-D takes -k only")
        }
        return String(decoding: options.value, as: UTF8.self)
    }

    private static func number(
        _ value: [UInt8],
        _ option: String,
        limit: UInt32 = .max
    ) throws(RuleSyntaxError) -> UInt32 {
        guard let number = UInt32(String(decoding: value, as: UTF8.self)), number <= limit else {
            let range = limit == .max ? "a number" : "0 to \(limit)"
            throw RuleSyntaxError(.value, "\(option) takes \(range), not “\(RuleOptions.shown(value))”")
        }
        return number
    }
}
