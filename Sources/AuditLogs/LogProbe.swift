/// What the caller made of a file's first bytes: it holds audit records.
///
/// This module knows lines, not records; whoever looks for logs says how to recognise one.
public struct LogProbe: Hashable, Sendable {
    /// Time of the first record, in milliseconds since 1970-01-01 00:00 UTC.
    public var firstMilliseconds: Int64
    /// Serial number of the first record.
    public var firstSerial: UInt64
    /// Whether the lines are as auditd writes them, without a relay's prefix.
    public var isNative: Bool

    /// An answer from its parts.
    public init(firstMilliseconds: Int64, firstSerial: UInt64, isNative: Bool) {
        self.firstMilliseconds = firstMilliseconds
        self.firstSerial = firstSerial
        self.isNative = isNative
    }
}
