public import AuditEvents
public import AuditRecords

/// A time of which the log tells less than it should, or a place where it contradicts itself.
///
/// Text is bytes, not escaped.
public struct CoverageGap: Sendable {
    /// What it is.
    ///
    /// The raw values are the ones that are saved.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// auditd had ended.
        case daemonEnded = "daemon-ended"
        /// auditd was started though it had not ended: it was killed, or crashed.
        case daemonKilled = "daemon-killed"
        /// The kernel was told to audit nothing.
        case auditOff = "audit-off"
        /// The kernel dropped a rule, since what it watched is gone.
        case ruleDied = "rule-died"
        /// The kernel took some rules and refused others.
        case rulesRefused = "rules-refused"
        /// The clock was set, as a record says.
        case clockSet = "clock-set"
        /// Times go back, and serials go on.
        case clockBack = "clock-back"
        /// Times and serials go back.
        case outOfOrder = "out-of-order"
        /// A container's process says that something was done, and nothing bears it out.
        case unconfirmedClaim = "unconfirmed-claim"
    }

    /// What it is.
    public var kind: Kind
    /// From when, in milliseconds since 1970.
    public var from: Int64
    /// Until when; nil where it goes on to the end of the log.
    public var to: Int64?
    /// How often: rules that were refused, claims.
    public var count: UInt64 = 1
    /// By how many milliseconds a clock was moved.
    public var distance: Int64 = 0
    /// The node; empty where records name none.
    public var node: [UInt8] = []
    /// The rule's key.
    public var key: [UInt8] = []
    /// What the rule watched, where that is known.
    public var path: [UInt8] = []
    /// The records that show it, in order; of a time those at its beginning and its end.
    public var evidence: [RecordMark]

    /// A gap that begins with a record.
    public init(_ kind: Kind, at mark: RecordMark) {
        self.kind = kind
        from = mark.stamp.milliseconds
        evidence = [mark]
    }

    /// Takes the record that ends it.
    mutating func end(at mark: RecordMark) {
        to = max(from, mark.stamp.milliseconds)
        evidence.append(mark)
    }
}

extension CoverageGap: SavedState {
    /// Whether times and counts are some, and no more records are cited than are.
    public var isSound: Bool {
        Stamp.isTime(from) && Stamp.isTime(to ?? 0) && Stamp.isTime(distance) && count < 1 << 48 && evidence.count <= 2
    }
}
