import AuditRecords

extension GroupFacts {
    /// Notes what the trail needs of an account record beside the names: its operation, and the group's number.
    ///
    /// shadow numbers the group with `id=` where it makes or deletes one, and the user in other records; newgrp writes
    /// `new-gid=`, from 4.17.4 on `new_gid=`.
    mutating func note(
        _ fields: RecordFields,
        _ type: RecordType,
        _ operation: ByteRange,
        of bytes: Span<UInt8>,
        into batch: inout ActivityBatch
    ) {
        self.operation = batch.store(bytes.extracting(operation.indices))
        let value =
            fields.senderValue("new-gid", in: bytes) ?? fields.senderValue("new_gid", in: bytes)
            ?? (type.numbersGroup ? fields.senderValue("id", in: bytes) : nil)
        guard let range = value?.range else { return }
        var position = Int(range.start)
        id = bytes.decimal(at: &position, end: Int(range.end)).flatMap { UInt32(exactly: $0) }
    }
}

extension RecordType {
    /// Whether `id=` is a group's number.
    fileprivate var numbersGroup: Bool {
        switch rawValue {
        case AccountRecordType.addGroup, AccountRecordType.deleteGroup, AccountRecordType.groupManagement: true
        default: false
        }
    }
}
