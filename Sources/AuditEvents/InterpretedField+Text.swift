extension InterpretedField {
    /// The interpreted text; nil where the value stays as it is.
    func text(_ value: Span<UInt8>, context: InterpretationContext) -> [UInt8]? {
        switch self {
        case .plain: nil
        case .encoded: InterpretedBytes.decoded(value)
        case .processTitle: title(value)
        case .socketAddress: SocketAddress(hexadecimal: value)?.text
        case .argument(let position): argument(position, value, context).map { Array($0.utf8) }
        default: name(value, context).map { Array($0.utf8) }
        }
    }

    /// A process title, whose arguments are separated by zeros in hexadecimal text.
    private func title(_ value: Span<UInt8>) -> [UInt8]? {
        InterpretedBytes.decoded(value)?.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    }

    private func argument(_ position: Int, _ value: Span<UInt8>, _ context: InterpretationContext) -> String? {
        guard let number = InterpretedNumber.hexadecimal(value) else { return nil }
        let name = InterpretedArgument.text(position, number, context: context)
        return name ?? "0x" + String(decoding: InterpretedBytes.copy(value), as: UTF8.self)
    }

    private func name(_ value: Span<UInt8>, _ context: InterpretationContext) -> String? {
        switch self {
        case .userID, .groupID, .session: identity(value, context)
        case .architecture, .mode, .argumentMode, .capabilities, .personality, .seccompAction, .memoryMapFlags,
            .resolveFlags, .ioctlRequest, .netfilterHook, .netfilterAction, .etherType, .netlinkGroup, .openFlags:
            nameOfBits(value, context)
        default: InterpretedNumber.decimal(value).flatMap { nameOfNumber($0, value, context) }
        }
    }

    private func identity(_ value: Span<UInt8>, _ context: InterpretationContext) -> String? {
        guard let id = InterpretedNumber.identifier(value) else { return nil }
        if id == UInt32.max { return "unset" }
        return switch self {
        case .userID: context.names.userName(id)
        case .groupID: context.names.groupName(id)
        default: nil
        }
    }

    /// The name of a number that is written in hexadecimal or octal digits.
    private func nameOfBits(_ value: Span<UInt8>, _ context: InterpretationContext) -> String? {
        switch self {
        case .mode, .argumentMode:
            return InterpretedNumber.octal(value).flatMap(UInt32.init(exactly:))
                .map {
                    self == .mode ? Interpretation.fileMode($0) : Interpretation.argumentMode($0)
                }
        case .openFlags:
            let architecture = context.architecture ?? Interpretation.Architecture.x8664
            return InterpretedNumber.anyBase(value).map { Interpretation.openFlags($0, architecture: architecture) }
        default: break
        }
        guard let number = InterpretedNumber.hexadecimal(value) else { return nil }
        return switch self {
        case .architecture: UInt32(exactly: number).map(Interpretation.architectureName)
        case .capabilities: Interpretation.capabilities(number)
        case .personality: Interpretation.personality(number)
        case .seccompAction: Interpretation.seccompActions[number & 0x7fff_0000]
        case .memoryMapFlags: Interpretation.memoryMapFlags(number)
        case .resolveFlags: Interpretation.resolveFlags.text(number)
        case .ioctlRequest: Interpretation.deviceRequests[number]
        case .netfilterHook: Interpretation.netfilterHooks[number]
        case .netfilterAction: Interpretation.netfilterActions[number]
        case .etherType: number == 0x0800 ? "IP" : number == 0x0806 ? "ARP" : nil
        case .netlinkGroup: number == 1 ? "audit-netlink-multicast" : "audit-none"
        default: nil
        }
    }

    /// The name of a number that is written in decimal digits.
    private func nameOfNumber(_ number: Int64, _ value: Span<UInt8>, _ context: InterpretationContext) -> String? {
        if self == .exit { return Interpretation.exitText(number) }
        guard let magnitude = UInt64(exactly: number) else { return nil }
        return switch self {
        case .systemCall: UInt32(exactly: magnitude).flatMap { systemCall($0, context) }
        case .ringOperation: UInt32(exactly: magnitude).flatMap(Interpretation.ringOperationName)
        case .yesOrNo: magnitude == 0 ? "no" : magnitude == 1 ? "yes" : "unset"
        case .promiscuity: magnitude == 0 ? "no" : "yes"
        case .filterList: Interpretation.filterListName(number)
        case .permission: permission(magnitude)
        case .capability: Interpretation.capabilityName(magnitude)
        case .signal: Interpretation.signalName(magnitude)
        case .netfilterProtocol: Interpretation.netfilterProtocols[magnitude]
        case .ipProtocol: Interpretation.protocols[magnitude]
        case .icmpType: Interpretation.icmpTypes[magnitude]
        case .fanotifyResponse: magnitude == 1 ? "allow" : magnitude == 2 ? "deny" : nil
        default: nil
        }
    }

    private func systemCall(_ number: UInt32, _ context: InterpretationContext) -> String? {
        guard let architecture = context.architecture else { return nil }
        guard let name = Interpretation.systemCallName(number, architecture: architecture) else {
            return "unknown-syscall(\(number))"
        }
        let request: String? =
            switch name {
            case "socketcall": context.argument0.flatMap { Interpretation.socketRequests[$0] }
            case "ipc": context.argument0.flatMap { Interpretation.ipcRequests[$0] }
            default: nil
            }
        return request.map { "\(name)(\($0))" } ?? name
    }

    private static let permissions: InterpretedFlags = [0x4: "read", 0x2: "write", 0x1: "exec", 0x8: "attr"]

    /// The accesses that a watch asks for; none means all of them.
    private func permission(_ mask: UInt64) -> String? {
        Self.permissions.text(mask == 0 ? 0xf : mask, separator: ",")
    }
}
