/// What an argument of a system call means.
enum InterpretedArgument: Sendable {
    case directory
    case openFlags
    /// The mode of a file that open makes, where its flags ask for one.
    case openMode
    case mode
    case nodeMode
    case userID
    case groupID
    case accessMode
    case accessFlags
    case pathFlags
    case unlinkFlags
    case openTreeFlags
    case mountFlags
    case unmountFlags
    case memoryProtection
    case memoryMapFlags
    case sharedMemoryFlags
    case cloneFlags
    case namespaceFlags
    case signal
    case ptraceRequest
    case processOption
    /// What the option of prctl is set to.
    case processOptionValue
    case personality
    case schedulingPolicy
    case resource
    case exitStatus
    case clock
    case bpfCommand
    case controlCommand
    /// What the command of fcntl is given.
    case controlValue
    case deviceRequest
    case seekOrigin
    case pollOperation
    case addressFamily
    case socketType
    case ipProtocol
    case messageFlags
    case socketLevel
    case socketOption
    case socketRequest
    case ipcRequest

    /// The text of an argument; nil where its number says all.
    static func text(_ position: Int, _ value: UInt64, context: InterpretationContext) -> String? {
        guard let architecture = context.architecture, let number = context.systemCall,
            let call = Interpretation.systemCallName(number, architecture: architecture),
            let meanings = meanings(of: call, architecture: architecture), meanings.indices.contains(position),
            let meaning = meanings[position]
        else { return nil }
        return meaning.text(value, call: call, architecture: architecture, context: context)
    }

    private static func meanings(of call: String, architecture: UInt32) -> [InterpretedArgument?]? {
        switch call {
        // s390 hands clone its stack first.
        case "clone": Interpretation.Architecture.isS390(architecture) ? [nil, .cloneFlags] : [.cloneFlags]
        // These two have a call of their own for mmap, whose only argument is a pointer.
        case "mmap"
        where architecture == Interpretation.Architecture.x86 || architecture == Interpretation.Architecture.s390:
            nil
        default: byCall[call] ?? byCall[withoutWidth(call)]
        }
    }

    /// A call's name without the width of its numbers: `setuid32` and `fcntl64` mean what the plain ones do.
    private static func withoutWidth(_ call: String) -> String {
        call.hasSuffix("32") || call.hasSuffix("64") ? String(call.dropLast(2)) : call
    }

    private func text(_ value: UInt64, call: String, architecture: UInt32, context: InterpretationContext) -> String? {
        let low = UInt32(truncatingIfNeeded: value)
        return switch self {
        case .directory: low == 0xffff_ff9c ? "AT_FDCWD" : nil
        case .openFlags: Interpretation.openFlags(value, architecture: architecture)
        case .openMode: openMode(value, call: call, context: context)
        case .mode: Interpretation.argumentMode(low)
        case .nodeMode: Interpretation.nodeMode(low)
        case .userID: low == UInt32.max ? "unset" : context.names.userName(low) ?? String(low)
        case .groupID: low == UInt32.max ? "unset" : context.names.groupName(low) ?? String(low)
        case .accessMode: Interpretation.accessMode(value)
        case .accessFlags: Interpretation.accessFlags.text(value)
        case .pathFlags: Interpretation.pathFlags.text(value)
        case .unlinkFlags: Interpretation.unlinkFlags.text(value)
        case .openTreeFlags: Interpretation.openTreeFlags.text(value)
        case .mountFlags: Interpretation.mountFlags(value)
        case .unmountFlags: Interpretation.unmountFlags(value)
        case .memoryProtection: Interpretation.memoryProtection(value)
        case .memoryMapFlags: Interpretation.memoryMapFlags(value)
        case .sharedMemoryFlags: Interpretation.sharedMemoryFlags(value)
        case .cloneFlags: Interpretation.cloneFlags(value)
        case .namespaceFlags: Interpretation.namespaceFlags(value)
        case .signal: Interpretation.signalName(UInt64(low))
        case .ptraceRequest: Interpretation.ptraceRequests[UInt64(low)]
        case .processOption: Interpretation.processOptions[UInt64(low)]
        case .processOptionValue: processOptionValue(value, context: context)
        case .personality: Interpretation.personality(value)
        case .schedulingPolicy: Interpretation.schedulingPolicy(value)
        case .resource: Interpretation.resources[UInt64(low)]
        case .exitStatus: low == 0 ? "EXIT_SUCCESS" : low == 1 ? "EXIT_FAILURE" : nil
        case .clock: Interpretation.clockName(UInt64(low))
        case .bpfCommand: Interpretation.bpfCommands[UInt64(low)]
        case .controlCommand: Interpretation.controlCommands[UInt64(low)]
        case .controlValue: controlValue(value, architecture: architecture, context: context)
        case .deviceRequest: Interpretation.deviceRequests[UInt64(low)]
        case .seekOrigin: Interpretation.seekOrigins[UInt64(low)]
        case .pollOperation: Interpretation.pollOperations[UInt64(low)]
        case .addressFamily: UInt16(exactly: low).flatMap(Interpretation.addressFamilyName)
        case .socketType: Interpretation.socketType(value)
        case .ipProtocol: Interpretation.protocols[UInt64(low)]
        case .messageFlags: Interpretation.messageFlags(value)
        case .socketLevel: Interpretation.socketLevel(UInt64(low))
        case .socketOption: socketOption(UInt64(low), call: call, architecture: architecture, context: context)
        case .socketRequest: Interpretation.socketRequests[UInt64(low)]
        case .ipcRequest: Interpretation.ipcRequests[UInt64(low)]
        }
    }

    private func openMode(_ value: UInt64, call: String, context: InterpretationContext) -> String? {
        let flags = call == "openat" ? context.argument2 : context.argument1
        guard let flags, Interpretation.mayCreate(flags) else { return nil }
        return Interpretation.argumentMode(UInt32(truncatingIfNeeded: value))
    }

    private func processOptionValue(_ value: UInt64, context: InterpretationContext) -> String? {
        switch context.argument0 {
        case 1: Interpretation.signalName(value)
        case 23, 24: Interpretation.capabilityName(value)
        default: nil
        }
    }

    private func controlValue(_ value: UInt64, architecture: UInt32, context: InterpretationContext) -> String? {
        switch context.argument1 {
        case 2: value == 1 ? "FD_CLOEXEC" : nil
        case 4: Interpretation.openFlags(value, architecture: architecture)
        default: nil
        }
    }

    private func socketOption(_ value: UInt64, call: String, architecture: UInt32, context: InterpretationContext)
        -> String?
    {
        context.argument1.flatMap {
            let isGetting = call == "getsockopt"
            return Interpretation.socketOption(value, level: $0, architecture: architecture, isGetting: isGetting)
        }
    }
}
