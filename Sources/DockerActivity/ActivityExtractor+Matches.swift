public import AuditEvents
import AuditRecords

extension ActivityExtractor {
    /// Appends that a record of the event that was extracted last matches detections: their ids, with the byte 0x01 between them.
    ///
    /// `input` is what detections that count matches need to know of it.
    public mutating func appendMatch(
        of ids: Span<UInt8>,
        _ input: Span<UInt8>,
        _ record: EventRecord,
        of event: borrowing Event,
        into batch: inout ActivityBatch
    ) {
        let bytes = event.bytes.span
        var notice = Notice(.match, stamp: event.stamp, evidence: Activity.Evidence(event.records[0]))
        notice.node = batch.store(bytes.extracting(event.node.indices))
        notice.object = batch.store(ids)
        notice.matchInput = batch.store(input)
        var parts = EventParts()
        for (index, record) in event.records.enumerated() {
            switch record.type {
            case .syscall, .uringop: parts.call = parts.call ?? index
            case .proctitle: parts.title = parts.title ?? index
            default: break
            }
        }
        if let index = parts.call {
            let call = callReader.read(bytes, body: event.records[index].body)
            notice.subject = subject(of: call, event, parts, into: &batch)
            notice.outcome = Outcome(call.success)
            notice.keys = batch.storeText(call.key, of: event)
        } else {
            let fields = RecordFields(bytes, body: record.body, type: record.type)
            notice.subject = subject(of: fields, event, into: &batch)
            notice.outcome = result(fields.lastSenderValue("res", in: bytes), bytes)
        }
        batch.append(notice)
    }
}
