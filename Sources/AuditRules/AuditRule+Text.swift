extension AuditRule {
    /// The rule as `auditctl -l` lists it: the watch form where it fits, else the syscall form.
    ///
    /// Names are those of the installed libaudit; what it does not know stands as a number. In three things this differs from
    /// auditctl 3.0.9 on purpose: that lists a `never` rule on a path as if it were a watch, `exe!=` as `exe=`, and where a
    /// rule has its permissions before its path, it runs them together (` -p x-w /usr/bin/dnf-3`).
    public func listed(machine: AuditMachine = .native) -> [UInt8] {
        RuleWriter(rule: self, machine: machine, isListing: true).text()
    }

    /// The rule as a line of a rules file, so that auditctl reads back the same rule.
    ///
    /// Blanks and backslashes in paths and keys are escaped as auditctl unescapes them, which a listing does not.
    /// A rule on a directory itself is written as a syscall rule, since `-w` would take in what lies below.
    public func line(machine: AuditMachine = .native, isOnDirectoryItself: Bool = false) -> [UInt8] {
        RuleWriter(rule: self, machine: machine, isListing: false, mayWatch: !isOnDirectoryItself).text()
    }
}

/// Writes one rule.
private struct RuleWriter {
    let rule: AuditRule
    let machine: AuditMachine
    /// Whether it is `auditctl -l`'s form, where nothing is escaped.
    let isListing: Bool
    /// Whether the watch form may be used.
    let mayWatch: Bool
    private var output: [UInt8] = []

    init(rule: AuditRule, machine: AuditMachine, isListing: Bool, mayWatch: Bool = true) {
        self.rule = rule
        self.machine = machine
        self.isListing = isListing
        self.mayWatch = mayWatch
    }

    func text() -> [UInt8] {
        var writer = self
        if mayWatch, rule.isWatch, isListing || isReadBackAsWatch { writer.watch() } else { writer.syscallRule() }
        return writer.output
    }

    /// Whether `-w` would be read as this very rule: it puts the path first, and takes slashes from its end.
    private var isReadBackAsWatch: Bool {
        let order: [AuditRule.FieldCode] = [rule.isOnDirectory ? .directory : .path, .permissions, .key]
        guard rule.fields.map(\.code) == Array(order.prefix(rule.fields.count)) else { return false }
        return rule.fields.first?.value == rule.path.map { .text($0) }
    }

    private mutating func watch() {
        for field in rule.fields where field.code == .path || field.code == .directory {
            guard case .text(let path) = field.value else { continue }
            output += output.isEmpty ? "-w ".utf8 : " -w ".utf8
            append(path)
        }
        output += " -p \(rule.permissions?.letters ?? "")".utf8
        for key in rule.keys {
            output += " -k ".utf8
            append(key)
        }
    }

    private mutating func syscallRule() {
        let list = AuditNames.name(of: rule.list) ?? (rule.list == .ioUring ? "io_uring" : "unknown")
        output += "-a \(rule.action),\(list)".utf8
        for field in rule.fields where field.code == .architecture {
            guard case .number(let number) = field.value else { continue }
            output += " -F arch\(field.comparison.symbol)\(machine.name(of: number))".utf8
        }
        calls()
        for field in rule.fields where field.code != .architecture { append(field) }
    }

    private mutating func calls() {
        guard [.exit, .ioUring].contains(rule.list) else { return }
        if rule.calls.isAll {
            output += " -S all".utf8
        } else if !rule.calls.isEmpty {
            let names = rule.calls.numbers.map { number in
                rule.list == .ioUring
                    ? UringOperation.name(of: number) ?? String(number)
                    : AuditNames.name(ofCall: number, tableOfCalls) ?? String(number)
            }
            output += " -S \(names.joined(separator: ","))".utf8
        }
    }

    /// The ABI whose names the calls have: that of the arch field, even where it says which ABI is not meant.
    private var tableOfCalls: UInt32 {
        for field in rule.fields where field.code == .architecture {
            if case .number(let number) = field.value { return number }
        }
        return machine.wide
    }

    private mutating func append(_ field: AuditRule.Field) {
        switch field.value {
        case .text(let text) where field.code == .key:
            for key in text.split(separator: AuditRule.keySeparator) {
                output += " -F key=".utf8
                append(Array(key))
            }
        case .text(let text):
            output += " -F \(name(of: field.code))\(field.comparison.symbol)".utf8
            append(text)
        case .number(let number) where field.code == .fieldComparison:
            let pair = ComparedFields.pair(of: number) ?? ("unknown", "unknown")
            output += " -C \(pair.0)\(field.comparison.symbol)\(pair.1)".utf8
        case .number(let number):
            output += " -F \(name(of: field.code))\(field.comparison.symbol)\(value(number, of: field.code))".utf8
        }
    }

    private func name(of code: AuditRule.FieldCode) -> String {
        AuditNames.name(of: code) ?? "f\(code.rawValue)"
    }

    private func value(_ number: UInt32, of code: AuditRule.FieldCode) -> String {
        let signed = Int32(bitPattern: number)
        switch code {
        case .permissions: return AuditRule.Permissions(rawValue: number).letters
        case .recordType: return AuditNames.name(ofRecordType: number) ?? String(signed)
        case .fileSystemType: return AuditNames.name(ofFileSystemType: number) ?? String(signed)
        case .inode: return String(number)
        case _ where code.isArgument: return "0x" + String(number, radix: 16, uppercase: true)
        case .exit where signed < 0:
            // The magnitude of the smallest number has no positive counterpart; no error has that number.
            return AuditNames.name(ofError: Int32(clamping: signed.magnitude)).map { "-\($0)" } ?? String(signed)
        case .fileType where !isListing:
            // A listing has the number, which auditctl itself does not read back.
            return Self.fileTypes.first { $0.1 == number }?.0 ?? String(signed)
        default: return String(signed)
        }
    }

    /// Names of file types: audit-userspace:lib/ftypetab.h, with the S_IF bits of inode(7).
    private static let fileTypes: [(String, UInt32)] = [
        ("socket", 0o140000), ("link", 0o120000), ("file", 0o100000), ("block", 0o060000), ("dir", 0o040000),
        ("character", 0o020000), ("fifo", 0o010000),
    ]

    private mutating func append(_ text: [UInt8]) {
        guard !isListing else {
            output += text
            return
        }
        for byte in text {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\\") { output.append(UInt8(ascii: "\\")) }
            output.append(byte)
        }
    }
}
