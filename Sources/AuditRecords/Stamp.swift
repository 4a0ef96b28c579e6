/// The kernel's stamp on a record: `audit(seconds.milliseconds:serial)`.
///
/// All records of one event carry the same stamp. The serial is a counter from boot (32 bits in the kernel); DAEMON_*
/// records are stamped by auditd itself, from a counter of its own.
public struct Stamp: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public var milliseconds: Int64
    /// The number behind the colon.
    public var serial: UInt64

    /// A stamp from its two numbers.
    @inlinable
    public init(milliseconds: Int64, serial: UInt64) {
        self.milliseconds = milliseconds
        self.serial = serial
    }

    /// By time, then by serial.
    @inlinable
    public static func < (left: Stamp, right: Stamp) -> Bool {
        left.milliseconds != right.milliseconds
            ? left.milliseconds < right.milliseconds : left.serial < right.serial
    }
}

extension Stamp: SavedState {
    /// Whether a number can be a time in milliseconds since 1970: less than 2^53 in either direction.
    ///
    /// No log has another (`RecordParser.secondsLimit`), and sums of some of them stay below 64 bits.
    public static func isTime(_ milliseconds: Int64) -> Bool { milliseconds.magnitude < 1 << 53 }

    /// Whether its time can be one.
    public var isSound: Bool { Self.isTime(milliseconds) }
}
