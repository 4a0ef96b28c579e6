import AuditEvents
import AuditRecords

extension ActivityExtractor {
    /// Who made a call: the kernel's fields, and the names that auditd added.
    func subject(
        of call: SystemCallRecord,
        _ event: borrowing Event,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) -> SubjectFacts {
        let bytes = event.bytes.span
        var subject = SubjectFacts()
        subject.loginID = call.loginID
        subject.session = call.session
        subject.userID = call.userID
        subject.groupID = call.groupID
        subject.effectiveGroupID = call.effectiveGroupID
        subject.effectiveUserID = call.effectiveUserID
        subject.process = call.process
        subject.parentProcess = call.parentProcess
        let names = EnrichedNames(subjectIn: bytes, tail: call.tail)
        subject.login = batch.store(bytes.extracting(names.login.indices))
        subject.user = batch.store(bytes.extracting(names.user.indices))
        subject.effectiveUser = batch.store(bytes.extracting(names.effectiveUser.indices))
        subject.executable = batch.storeText(call.executable, of: event)
        subject.taskName = batch.storeText(call.taskName, of: event)
        if !call.terminal.isNull(in: bytes) {
            subject.terminal = batch.store(bytes.extracting(call.terminal.range.indices))
        }
        if let execution {
            store(execution, of: event, in: &subject, into: &batch)
        } else {
            subject.command = title(of: event, parts, into: &batch)
        }
        return subject
    }

    /// The arguments of an execution, as such and with blanks between them.
    private func store(
        _ execution: Execution,
        of event: borrowing Event,
        in subject: inout SubjectFacts,
        into batch: inout ActivityBatch
    ) {
        let bytes = event.bytes.span
        subject.command = batch.storing { execution.appendCommandLine(from: bytes, to: &$0) }
        subject.arguments = batch.storing { execution.appendArguments(from: bytes, to: &$0) }
    }

    /// The process title, with blanks between arguments.
    private func title(
        of event: borrowing Event,
        _ parts: EventParts,
        into batch: inout ActivityBatch
    ) -> ByteRange {
        let bytes = event.bytes.span
        guard let title = parts.title else { return ByteRange() }
        return batch.storing { output in
            let start = output.count
            ProctitleRecord(bytes, body: event.records[title].body).title.appendText(from: bytes, to: &output)
            while output.count > start, output[output.count - 1] == 0 { output.removeLast() }
            for index in start..<output.count where output[index] == 0 { output[index] = UInt8(ascii: " ") }
        }
    }
}
