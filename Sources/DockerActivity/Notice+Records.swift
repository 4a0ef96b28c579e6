import AuditEvents
import AuditRecords

extension Notice.Kind {
    /// What a record from user space, or the kernel's LOGIN, is about (audit-userspace lib/audit-records.h).
    init?(_ type: RecordType) {
        switch type.rawValue {
        case 1006: self = .login
        case 1105, 1112: self = .sessionOpened
        case 1106: self = .sessionClosed
        case 1123: self = .command
        case 1127: self = .boot
        default: return nil
        }
    }
}

extension ActivityExtractor {
    /// Appends what a record tells of sessions and commands.
    func extractNotice(_ event: borrowing Event, _ record: EventRecord, into batch: inout ActivityBatch) {
        guard let kind = Notice.Kind(record.type) else { return }
        let bytes = event.bytes.span
        let fields = RecordFields(bytes, body: record.body, type: record.type, readingNames: false)
        var notice = Notice(kind, stamp: event.stamp, evidence: Activity.Evidence(record))
        notice.node = batch.store(bytes.extracting(event.node.indices))
        notice.subject = subject(of: fields, event, into: &batch)
        if kind == .login {
            // What the process is from now on: it was somebody else, or nobody, before.
            if let value = fields.kernelValue("tty", in: bytes), !value.isNull(in: bytes) {
                notice.subject.terminal = batch.storeText(value, of: event)
            }
            notice.outcome = result(fields.kernelValue("res", in: bytes), bytes)
            if let value = fields.kernelValue("old-auid", in: bytes) {
                var position = Int(value.range.start)
                let former = bytes.decimal(at: &position, end: Int(value.range.end)).flatMap { UInt32(exactly: $0) }
                notice.formerLoginID = former == SubjectFacts.unset ? nil : former
            }
        } else {
            notice.outcome = result(fields.lastSenderValue("res", in: bytes), bytes)
        }
        if let value = fields.senderValue("acct", in: bytes) { notice.account = batch.storeText(value, of: event) }
        if kind == .command {
            if let value = fields.senderValue("cmd", in: bytes) {
                notice.subject.command = batch.storeText(value, of: event)
            }
            if let value = fields.senderValue("cwd", in: bytes) { notice.directory = batch.storeText(value, of: event) }
        }
        batch.append(notice)
    }
}
