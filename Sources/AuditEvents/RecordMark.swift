public import AuditRecords

/// A record by its stamp and its place, to be cited.
public struct RecordMark: Hashable, Sendable, Codable, BitwiseCopyable {
    /// Time and serial of its event.
    public var stamp: Stamp
    /// Which of the sources, as an index into the analysis's list.
    public var source: UInt32
    /// The line's number in the uncompressed source, from 1.
    public var line: UInt64

    /// A record by its parts.
    @inlinable
    public init(stamp: Stamp, source: UInt32, line: UInt64) {
        self.stamp = stamp
        self.source = source
        self.line = line
    }

    /// A record by its stamp and where its line stands.
    @inlinable
    public init(_ stamp: Stamp, at position: RecordPosition) {
        self.init(stamp: stamp, source: position.source, line: position.line)
    }
}

extension RecordMark: Comparable {
    /// By time, serial and place.
    public static func < (left: Self, right: Self) -> Bool {
        left.stamp != right.stamp
            ? left.stamp < right.stamp : (left.source, left.line) < (right.source, right.line)
    }
}
