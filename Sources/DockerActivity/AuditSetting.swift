import AuditRecords

/// What a CONFIG_CHANGE or DAEMON_* record says was done: `op=`, and for `op=set` the setting's old and new value.
struct AuditSetting {
    /// The value of `op=`.
    var operation = ByteRange()
    /// The setting's name, `audit_enabled`.
    var name = ByteRange()
    var new: Int64?
    var old: Int64?

    init(_ fields: RecordFields, in bytes: Span<UInt8>) {
        operation = fields.kernelValue("op", in: bytes)?.range ?? ByteRange()
        old = fields.kernelValue("old", in: bytes).flatMap { Self.number($0, bytes) }
        // Kernels before 4.x wrote the setting without `op=set`: any audit_… field will do.
        for field in fields.kernel where bytes.extracting(field.name.indices).hasPrefix("audit_") {
            name = field.name
            new = Self.number(field.value, bytes)
        }
    }

    private static func number(_ value: FieldValue, _ bytes: Span<UInt8>) -> Int64? {
        var position = Int(value.range.start)
        return bytes.decimal(at: &position, end: Int(value.range.end)).flatMap { Int64(exactly: $0) }
    }
}

extension Action {
    /// What a record about the audit system tells.
    init(auditRecord type: RecordType, _ setting: AuditSetting, in bytes: Span<UInt8>) {
        let operation = bytes.extracting(setting.operation.indices)
        switch type.rawValue {
        case 1200: self = .auditDaemonStart
        case 1201, 1202: self = .auditDaemonStop
        case 1205: self = .auditLogRotate
        case 1203...1299: self = .auditSetting
        default:
            if operation.equals("add_rule") || operation.equals("add rule") {
                self = .auditRuleAdd
            } else if operation.equals("remove_rule") || operation.equals("remove rule") {
                self = .auditRuleRemove
            } else if operation.equals("updated_rules") {
                self = .auditRuleUpdate
            } else if bytes.equals("audit_enabled", setting.name) {
                self = setting.new == 0 ? .auditDisable : .auditEnable
            } else {
                self = .auditSetting
            }
        }
    }
}
