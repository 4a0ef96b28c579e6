import AuditEvents
import AuditRecords

extension ActivityExtractor {
    /// Appends what an event's record tells of the host, if it is about what matters here.
    ///
    /// `call` is the system call that the kernel wrote the record for; nil where there was none.
    func extractFact(
        _ event: borrowing Event,
        _ record: EventRecord,
        _ call: SystemCallRecord?,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) {
        guard let fact = HostFact(record.type) else { return }
        let bytes = event.bytes.span
        let fields = RecordFields(bytes, body: record.body, type: record.type)
        guard let object = object(of: fact, fields, event), isOfInterest(fact, object.span, call) else { return }
        var notice = Notice(.fact, stamp: event.stamp, evidence: Activity.Evidence(record))
        notice.fact = fact
        notice.object = batch.store(object.span)
        notice.node = batch.store(bytes.extracting(event.node.indices))
        if let call {
            notice.subject = subject(of: call, event, parts, into: &batch)
            notice.outcome = Outcome(call.success)
            notice.keys = batch.storeText(call.key, of: event)
        } else {
            notice.subject = subject(of: fields, event, into: &batch)
            let value = record.type.isFromUserSpace ? fields.lastSenderValue("res", in: bytes) : nil
            notice.outcome = result(value ?? fields.kernelValue("res", in: bytes), bytes)
        }
        batch.append(notice)
    }

    /// What the record is about: a unit, a module, a program, an account; nil where it does not say.
    private func object(of fact: HostFact, _ fields: RecordFields, _ event: borrowing Event) -> [UInt8]? {
        let bytes = event.bytes.span
        let value: FieldValue? =
            switch fact {
            case .clockSet: fields.kernelValue("sec", in: bytes)
            case .clockAdjusted: fields.kernelValue("op", in: bytes)
            case .serviceStart, .serviceStop: fields.senderValue("unit", in: bytes)
            case .programCrash: fields.kernelValue("exe", in: bytes)
            case .moduleLoad: fields.kernelValue("name", in: bytes)
            case .signal: fields.kernelValue("ocomm", in: bytes)
            case .accountCreate: fields.senderValue("acct", in: bytes) ?? fields.senderValue("id", in: bytes)
            }
        guard let value else { return nil }
        var text: [UInt8] = []
        value.appendText(from: bytes, to: &text)
        return text
    }

    private func isOfInterest(_ fact: HostFact, _ object: Span<UInt8>, _ call: SystemCallRecord?) -> Bool {
        switch fact {
        case .clockSet, .moduleLoad, .accountCreate: true
        case .clockAdjusted: call?.loginID.map { $0 != SubjectFacts.unset } ?? false
        case .programCrash: Program(executable: object) != .other
        case .serviceStart, .serviceStop, .signal:
            ["docker", "dockerd", "containerd", "auditd"].contains { (name: StaticString) in object.equals(name) }
        }
    }
}
