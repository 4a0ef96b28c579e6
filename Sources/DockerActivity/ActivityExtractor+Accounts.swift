import AuditEvents
import AuditRecords

extension EventRecord {
    /// Whether the record may tell of a group or of the audit system.
    var isAboutAccountsOrAudit: Bool {
        if type.isFromDaemon { return true }
        switch type.rawValue {
        case AccountRecordType.userAccount, AccountRecordType.userManagement, AccountRecordType.userChange,
            AccountRecordType.addUser, AccountRecordType.deleteUser, AccountRecordType.addGroup,
            AccountRecordType.deleteGroup, AccountRecordType.changeGroupID, AccountRecordType.groupAuthentication,
            AccountRecordType.groupManagement, AccountRecordType.groupChange:
            return true
        default:
            return false
        }
    }
}

/// Numbers of the records that shadow's tools send (audit-userspace lib/audit-records.h).
enum AccountRecordType {
    static let userAccount: UInt16 = 1101
    static let userManagement: UInt16 = 1102
    static let userChange: UInt16 = 1108
    static let addUser: UInt16 = 1114
    static let deleteUser: UInt16 = 1115
    static let addGroup: UInt16 = 1116
    static let deleteGroup: UInt16 = 1117
    static let changeGroupID: UInt16 = 1119
    static let groupAuthentication: UInt16 = 1126
    static let groupManagement: UInt16 = 1132
    static let groupChange: UInt16 = 1133
}

extension ActivityExtractor {
    /// Appends what records about groups and the audit system tell, one activity a record.
    func extractAccountAndAudit(_ event: borrowing Event, _ parts: EventParts, into batch: inout ActivityBatch) {
        for record in event.records {
            if record.type == .configChange || record.type.isFromDaemon {
                extractAudit(event, record, parts, into: &batch)
            } else if record.isAboutAccountsOrAudit {
                extractGroup(event, record, into: &batch)
            }
        }
    }

    private func extractGroup(_ event: borrowing Event, _ record: EventRecord, into batch: inout ActivityBatch) {
        let bytes = event.bytes.span
        let fields = RecordFields(bytes, body: record.body, type: record.type)
        let operation = fields.senderValue("op", in: bytes)?.range ?? ByteRange()
        guard let change = GroupChange(type: record.type, operation: bytes.extracting(operation.indices)) else {
            return
        }
        var activity = Activity(stamp: event.stamp, action: change.action, evidence: Activity.Evidence(record))
        activity.node = batch.store(bytes.extracting(event.node.indices))
        activity.outcome = result(fields.lastSenderValue("res", in: bytes), bytes)
        activity.subject = subject(of: fields, event, into: &batch)
        var group = GroupFacts()
        if let name = change.groupInOperation?.shifted(by: Int(operation.start)) {
            group.name = batch.store(bytes.extracting(name.indices))
        } else if let name = groupName(in: fields, change, bytes) {
            group.name = batch.storeText(name, of: event)
        }
        if let name = change.memberInOperation?.shifted(by: Int(operation.start)) {
            group.member = batch.store(bytes.extracting(name.indices))
        } else if let name = memberName(in: fields, change, bytes) {
            group.member = batch.storeText(name, of: event)
        }
        activity.group = group
        activity.group?.note(fields, record.type, operation, of: bytes, into: &batch)
        batch.append(activity)
    }

    /// The group's name among a record's fields; nil where no field has it.
    private func groupName(in fields: RecordFields, _ change: GroupChange, _ bytes: Span<UInt8>) -> FieldValue? {
        if let value = fields.senderValue("grp", in: bytes) { return value }
        if change.mayBeMisprinted, let value = misprintedGroup(in: fields, bytes) { return value }
        if change.accountIsGroup, let value = fields.senderValue("acct", in: bytes) { return value }
        if change.numbered == .group { return knownName("ID", in: fields, bytes) }
        guard change.action == .groupEnter else { return nil }
        return knownName("NEW_GID", in: fields, bytes) ?? fields.senderValue("new_group", in: bytes)
            ?? fields.senderValue("new-group", in: bytes)
    }

    /// The member's name among a record's fields; nil where no field has it.
    private func memberName(in fields: RecordFields, _ change: GroupChange, _ bytes: Span<UInt8>) -> FieldValue? {
        if change.accountIsMember, let value = fields.senderValue("acct", in: bytes) { return value }
        return change.numbered == .member ? knownName("ID", in: fields, bytes) : nil
    }

    /// The group of `deleting-user-from-shadow-group docker="grp"`, where userdel of shadow 4.17.4 puts the field's name
    /// in the value's place (src/userdel.c, update_groups); nil where the record is written as meant.
    private func misprintedGroup(in fields: RecordFields, _ bytes: Span<UInt8>) -> FieldValue? {
        let field = fields.sender.first { $0.value.isQuoted && bytes.equals("grp", $0.value.range) }
        return field.map { FieldValue($0.name, isQuoted: true) }
    }

    /// The name that auditd found for a number; nil where it found none: of a group that is gone it writes `unknown(105)`.
    private func knownName(_ name: StaticString, in fields: RecordFields, _ bytes: Span<UInt8>) -> FieldValue? {
        guard let value = fields.enrichedValue(name, in: bytes) else { return nil }
        return bytes.holds("unknown(", at: Int(value.range.start), end: Int(value.range.end)) ? nil : value
    }

    private func extractAudit(
        _ event: borrowing Event,
        _ record: EventRecord,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) {
        let bytes = event.bytes.span
        let fields = RecordFields(bytes, body: record.body, type: record.type, readingNames: false)
        let setting = AuditSetting(fields, in: bytes)
        var activity = Activity(
            stamp: event.stamp,
            action: Action(auditRecord: record.type, setting, in: bytes),
            evidence: Activity.Evidence(record)
        )
        activity.node = batch.store(bytes.extracting(event.node.indices))
        activity.outcome = result(fields.kernelValue("res", in: bytes), bytes)
        if let call = parts.call {
            let call = SystemCallRecord(bytes, body: event.records[call].body)
            activity.subject = subject(of: call, event, parts, into: &batch)
        } else {
            activity.subject = subject(of: fields, event, into: &batch)
        }
        var audit = AuditFacts()
        audit.operation = batch.store(bytes.extracting(setting.operation.indices))
        if let value = fields.kernelValue("key", in: bytes) { audit.key = batch.storeText(value, of: event) }
        if let value = fields.kernelValue("path", in: bytes) ?? fields.kernelValue("dir", in: bytes) {
            audit.path = batch.storeText(value, of: event)
        }
        audit.setting = batch.store(bytes.extracting(setting.name.indices))
        audit.old = setting.old
        audit.new = setting.new
        activity.audit = audit
        batch.append(activity)
    }

    /// Who sent a record that is no system call's: only what the kernel wrote, never what the sender says of himself.
    func subject(of fields: RecordFields, _ event: borrowing Event, into batch: inout ActivityBatch)
        -> SubjectFacts
    {
        let bytes = event.bytes.span
        func number(_ name: StaticString) -> UInt32? {
            guard let value = fields.kernelValue(name, in: bytes) else { return nil }
            var position = Int(value.range.start)
            return bytes.decimal(at: &position, end: Int(value.range.end)).flatMap { UInt32(exactly: $0) }
        }
        var subject = SubjectFacts()
        subject.loginID = number("auid")
        subject.session = number("ses")
        subject.userID = number("uid")
        subject.process = number("pid")
        let names = EnrichedNames(subjectIn: bytes, tail: fields.tail)
        subject.login = batch.store(bytes.extracting(names.login.indices))
        subject.user = batch.store(bytes.extracting(names.user.indices))
        if let value = fields.senderValue("exe", in: bytes) { subject.executable = batch.storeText(value, of: event) }
        if let value = fields.senderValue("terminal", in: bytes), !value.isNull(in: bytes) {
            subject.terminal = batch.storing { Self.appendTerminal(bytes.extracting(value.range.indices), to: &$0) }
        }
        if let value = fields.senderValue("addr", in: bytes), !value.isNull(in: bytes) {
            subject.source = batch.store(bytes.extracting(value.range.indices))
        }
        return subject
    }

    /// Appends a terminal's name as the kernel's records have it: `pts0` for `/dev/pts/0` and `pts/0`.
    private static func appendTerminal(_ name: Span<UInt8>, to output: inout [UInt8]) {
        let device = name.extracting((name.hasPrefix("/dev/") ? 5 : 0)..<name.count)
        if device.hasPrefix("pts/") {
            output += "pts".utf8
            output.append(copying: device.extracting(4..<device.count))
        } else {
            output.append(copying: device)
        }
    }

    /// `res=success`, `res=failed`, `res=1`, `res=0`.
    func result(_ value: FieldValue?, _ bytes: Span<UInt8>) -> Outcome {
        guard let value else { return .unknown }
        let text = bytes.extracting(value.range.indices)
        if text.equals("success") || text.equals("1") || text.equals("yes") { return .success }
        return text.equals("failed") || text.equals("0") || text.equals("no") ? .failure : .unknown
    }
}
