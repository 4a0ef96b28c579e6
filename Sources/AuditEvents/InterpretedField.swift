/// What kind of value a field holds, told by its name and its record's type.
enum InterpretedField: Hashable, Sendable {
    /// Text in quotes or in hexadecimal digits.
    case encoded
    /// Such text in which zeros separate arguments.
    case processTitle
    case userID
    case groupID
    case session
    case architecture
    case systemCall
    case ringOperation
    /// An argument of the system call, 0 to 3, in hexadecimal digits.
    case argument(Int)
    case exit
    case mode
    case argumentMode
    case socketAddress
    case yesOrNo
    case promiscuity
    case filterList
    case permission
    case capability
    case capabilities
    case signal
    case personality
    case seccompAction
    case openFlags
    case memoryMapFlags
    case resolveFlags
    case ioctlRequest
    case netfilterProtocol
    case netfilterHook
    case netfilterAction
    case ipProtocol
    case icmpType
    case etherType
    case fanotifyResponse
    case netlinkGroup
    /// Nothing to interpret.
    case plain

    /// The kind of a field in a record of a type.
    init(name: Span<UInt8>, recordType: UInt16) {
        let kind = Self.named[InterpretedFieldName(name)] ?? .plain
        switch (recordType, kind) {
        case (RecordNumber.execve, _):
            self = Self.isArgumentOfExecution(name) ? .encoded : Self.isArgument(kind) ? .plain : kind
        case (RecordNumber.addGroup, .userID), (RecordNumber.deleteGroup, .userID),
            (RecordNumber.groupManagement, .userID):
            // In the records of groups `id=` is the group's, while auid and uid stay a user's.
            self = name.count == 2 ? .groupID : kind
        case (RecordNumber.accessVector, .socketAddress), (RecordNumber.netfilterPacket, .socketAddress),
            (RecordNumber.cryptoKey, .capabilities), (RecordNumber.path, .memoryMapFlags):
            self = .plain
        case (RecordNumber.messageQueueOpen, .mode), (RecordNumber.openAt2, .mode):
            self = .argumentMode
        default:
            self = kind
        }
    }

    /// Whether the value is text, which may be quoted or encoded.
    var isText: Bool { self == .encoded || self == .processTitle }

    /// Record types in which a field's name means something else.
    private enum RecordNumber {
        static let addGroup: UInt16 = 1116
        static let deleteGroup: UInt16 = 1117
        static let groupManagement: UInt16 = 1132
        static let path: UInt16 = 1302
        static let execve: UInt16 = 1309
        static let messageQueueOpen: UInt16 = 1312
        static let netfilterPacket: UInt16 = 1324
        static let openAt2: UInt16 = 1337
        static let accessVector: UInt16 = 1400
        static let cryptoKey: UInt16 = 2404
    }

    private static func isArgument(_ kind: InterpretedField) -> Bool {
        if case .argument = kind { true } else { false }
    }

    /// Whether the name is `a0` or `a0[1]`, but not `argc` or `a0_len`.
    private static func isArgumentOfExecution(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 2, name[0] == UInt8(ascii: "a") else { return false }
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(name[1])
        return isDigit && name[name.count - 1] != UInt8(ascii: "n")
    }
}

/// A field's name packed into one number, so that looking it up needs no memory.
struct InterpretedFieldName: Hashable, Sendable {
    private var packed: UInt128 = 0

    /// Packs a name; one longer than 16 bytes, which is none that is known, packs to zero.
    init(_ name: Span<UInt8>) {
        guard name.count <= 16 else { return }
        for index in name.indices { packed = packed << 8 | UInt128(name[index]) }
    }

    /// Packs a name of the table.
    init(_ name: Substring) {
        self.init(Array(name.utf8).span)
    }
}
