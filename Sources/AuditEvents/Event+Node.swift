import AuditRecords

extension Event {
    /// The node's name as text; empty where records name none.
    public var nodeName: String {
        String(decoding: bytes[node.indices], as: UTF8.self)
    }
}
