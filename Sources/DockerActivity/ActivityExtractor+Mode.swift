import AuditEvents
import AuditRecords

extension ActivityExtractor {
    /// Permission bits, those that change identity and the sticky one (inode(7)).
    private static let permissionBits: UInt64 = 0o7777
    /// The same with the type of a special file, which mknod(2) takes in one number.
    private static let typeAndPermissionBits: UInt64 = 0o177777

    /// The mode that a call asks for; nil where it asks for none, or its records do not hold it.
    func newMode(
        of call: SystemCallRecord,
        _ fileCall: FileCall,
        _ action: Action,
        _ event: borrowing Event,
        _ parts: EventParts
    ) -> UInt32? {
        switch action {
        case .chmod, .create, .mkdir, .mknod: break
        default: return nil
        }
        let argument: UInt64?
        if let index = fileCall.mode {
            argument = call.argument(index, in: event.bytes.span)
        } else {
            argument = parts.openHow.flatMap {
                OpenHowRecord(event.bytes.span, body: event.records[$0].body).mode
            }
        }
        let bits = action == .mknod ? Self.typeAndPermissionBits : Self.permissionBits
        return argument.map { UInt32(truncatingIfNeeded: $0 & bits) }
    }

    /// The owner and the group that a call gives a file to; nil for one that it leaves alone, which -1 says (chown(2)).
    func newOwner(
        of call: SystemCallRecord,
        _ fileCall: FileCall,
        _ event: borrowing Event
    ) -> (user: UInt32?, group: UInt32?) {
        guard let index = fileCall.owner else { return (nil, nil) }
        func id(_ index: Int) -> UInt32? {
            guard let argument = call.argument(index, in: event.bytes.span) else { return nil }
            let id = UInt32(truncatingIfNeeded: argument)
            return id == .max ? nil : id
        }
        return (id(index), id(index + 1))
    }
}
