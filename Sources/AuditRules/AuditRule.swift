/// One audit rule as the kernel keeps it.
///
/// The form in which it was written is gone: a watch and the syscall rule that says the same are the same value, as they
/// are the same bytes for the kernel (`struct audit_rule_data`, linux/audit.h). Whether two rules that differ in bytes
/// mean the same is what `RuleMeaning` tells.
public struct AuditRule: Hashable, Sendable {
    /// What happens when the rule matches.
    public enum Action: UInt32, Sendable {
        /// Nothing is recorded, and no later rule is asked.
        case never = 0
        /// Obsolete; kernels refuse it.
        case possible = 1
        /// An event is recorded.
        case always = 2
    }

    /// The kernel's list that the rule stands on.
    public enum List: UInt32, Sendable {
        /// Messages from programs.
        case user = 0
        /// New processes: `never` here switches off all other rules for them.
        case task = 1
        /// The end of each system call: where watches and syscall rules stand.
        case exit = 4
        /// Records that are dropped by their type.
        case exclude = 5
        /// File systems that are left out.
        case filesystem = 6
        /// The end of each io_uring operation; since Linux 5.16.
        case ioUring = 7
    }

    /// One condition; all conditions of a rule must hold.
    public struct Field: Hashable, Sendable {
        /// What is compared.
        public var code: FieldCode
        /// How it is compared.
        public var comparison: Comparison
        /// With what it is compared.
        public var value: Value

        /// A condition.
        public init(_ code: FieldCode, _ comparison: Comparison = .equal, _ value: Value) {
            self.code = code
            self.comparison = comparison
            self.value = value
        }
    }

    /// What a condition compares with.
    public enum Value: Hashable, Sendable {
        /// A number, in the 32 bits the kernel keeps.
        case number(UInt32)
        /// Bytes: a path, a key or a part of a security context.
        case text([UInt8])
    }

    /// What happens when the rule matches.
    public var action: Action
    /// The kernel's list that the rule stands on.
    public var list: List
    /// The system calls it is asked at.
    public var calls: SystemCallSet
    /// The conditions, in the order given; keys are one field, the last.
    public var fields: [Field]
    /// Whether nobody knew if the path of a watch is a file or a directory.
    ///
    /// `auditctl -l` prints both as `-w`; only the kernel itself and the host's file system tell them apart.
    public var hasUnknownKind: Bool

    /// A rule of its parts.
    public init(
        action: Action = .always,
        list: List = .exit,
        calls: SystemCallSet = .all,
        fields: [Field],
        hasUnknownKind: Bool = false
    ) {
        self.action = action
        self.list = list
        self.calls = calls
        self.fields = fields
        self.hasUnknownKind = hasUnknownKind
    }

    /// Most fields of a rule: AUDIT_MAX_FIELDS of linux/audit.h, less one, as libaudit has it.
    public static let fieldLimit = 63
    /// Most bytes of all keys of a rule together: AUDIT_MAX_KEY_LEN of linux/audit.h.
    public static let keyLimit = 256
    /// Most bytes of a path, PATH_MAX of linux/limits.h.
    public static let pathLimit = 4096
    /// What stands between two keys of one rule: AUDIT_KEY_SEPARATOR of linux/audit.h.
    static let keySeparator: UInt8 = 1
}

extension AuditRule {
    /// A watch: the rule behind `-w PATH -p PERMISSIONS -k KEY`.
    public init(watch path: [UInt8], isDirectory: Bool, permissions: Permissions, keys: [[UInt8]]) {
        var fields = [
            Field(isDirectory ? .directory : .path, .equal, .text(path)),
            Field(.permissions, .equal, .number(permissions.rawValue)),
        ]
        if !keys.isEmpty { fields.append(Self.keyField(keys)) }
        self.init(fields: fields)
    }

    /// The field that holds all keys.
    static func keyField(_ keys: [[UInt8]]) -> Field {
        Field(.key, .equal, .text(Array(keys.joined(separator: [keySeparator]))))
    }

    /// The keys, in their order.
    public var keys: [[UInt8]] {
        for field in fields where field.code == .key {
            if case .text(let text) = field.value {
                return text.split(separator: Self.keySeparator).map { Array($0) }
            }
        }
        return []
    }

    /// The path that the rule watches, or nil; without a slash at its end.
    public var path: [UInt8]? {
        for field in fields where field.code == .path || field.code == .directory {
            if case .text(let text) = field.value { return text.withoutTrailingSlashes }
        }
        return nil
    }

    /// Whether the rule watches a whole directory.
    public var isOnDirectory: Bool { fields.contains { $0.code == .directory } }

    /// The permissions that the rule filters by; nil where it takes every call it names.
    public var permissions: Permissions? {
        for field in fields where field.code == .permissions {
            if case .number(let bits) = field.value { return Permissions(rawValue: bits) }
        }
        return nil
    }

    /// The machine and ABI that the rule is for, as `AUDIT_ARCH_` of linux/audit.h; nil where it is for all.
    public var architecture: UInt32? {
        for field in fields where field.code == .architecture && field.comparison == .equal {
            if case .number(let value) = field.value { return value }
        }
        return nil
    }

    /// Whether `-w` can say the rule: all calls are meant, and nothing but path, permissions and key stand in it.
    public var isWatch: Bool {
        guard action == .always, list == .exit, calls.isAll, permissions != nil else { return false }
        return fields.allSatisfy { [.path, .directory, .permissions, .key].contains($0.code) }
    }
}

extension AuditRule {
    /// Ways of access that a watch is asked at; the bits of `AUDIT_PERM_` in linux/audit.h.
    public struct Permissions: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt32

        /// Permissions of their bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Running it as a program.
        public static let execute = Permissions(rawValue: 1)
        /// Opening for writing, and changes of the names in a directory.
        public static let write = Permissions(rawValue: 2)
        /// Opening for reading.
        public static let read = Permissions(rawValue: 4)
        /// Changes of mode, owner, links and extended attributes.
        public static let attributes = Permissions(rawValue: 8)
        /// All four: what a watch without `-p` asks for.
        public static let all: Permissions = [.read, .write, .execute, .attributes]

        /// Permissions of their letters, in any order and case; nil where a letter is none of r, w, x and a.
        public init?(letters: some Sequence<UInt8>) {
            var permissions: Permissions = []
            for letter in letters {
                switch letter | 0x20 {
                case UInt8(ascii: "r"): permissions.insert(.read)
                case UInt8(ascii: "w"): permissions.insert(.write)
                case UInt8(ascii: "x"): permissions.insert(.execute)
                case UInt8(ascii: "a"): permissions.insert(.attributes)
                default: return nil
                }
            }
            self = permissions
        }

        /// The letters, always in auditctl's order: `rwxa`.
        public var letters: String {
            (contains(.read) ? "r" : "") + (contains(.write) ? "w" : "") + (contains(.execute) ? "x" : "")
                + (contains(.attributes) ? "a" : "")
        }

        /// Each of the permissions by itself.
        var single: [Permissions] { [.read, .write, .execute, .attributes].filter { contains($0) } }
    }

    /// How a condition compares; the bits of `AUDIT_OPERATORS` in linux/audit.h.
    public enum Comparison: UInt32, Sendable {
        /// `&`: a bit in common.
        case anyBit = 0x0800_0000
        /// `<`.
        case less = 0x1000_0000
        /// `>`.
        case greater = 0x2000_0000
        /// `!=`.
        case notEqual = 0x3000_0000
        /// `=`.
        case equal = 0x4000_0000
        /// `&=`: all bits.
        case allBits = 0x4800_0000
        /// `<=`.
        case lessOrEqual = 0x5000_0000
        /// `>=`.
        case greaterOrEqual = 0x6000_0000

        /// As auditctl writes it.
        public var symbol: String {
            switch self {
            case .anyBit: "&"
            case .less: "<"
            case .greater: ">"
            case .notEqual: "!="
            case .equal: "="
            case .allBits: "&="
            case .lessOrEqual: "<="
            case .greaterOrEqual: ">="
            }
        }
    }
}

extension [UInt8] {
    /// The path without slashes at its end; the root keeps its own.
    var withoutTrailingSlashes: [UInt8] {
        var end = count
        while end > 1, self[end - 1] == UInt8(ascii: "/") { end -= 1 }
        return Array(self[..<end])
    }
}
