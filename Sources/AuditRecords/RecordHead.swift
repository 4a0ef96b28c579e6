/// What stands before a record's fields, and where the fields are.
///
/// All ranges are offsets into the line that was parsed.
public struct RecordHead: Sendable, BitwiseCopyable {
    /// The record's type.
    public var type: RecordType
    /// Its time and serial.
    public var stamp: Stamp
    /// The type as written: `SYSCALL`, `UNKNOWN[1425]`, or `1300` in a kernel log.
    public var typeText: ByteRange
    /// The value of `node=`; empty where there is none.
    public var node: ByteRange
    /// Fields and enriched tail: from behind `): ` to the end of the line, without a carriage return.
    public var body: ByteRange
    /// What is odd about the line.
    public var oddities: Oddities

    /// A head of known parts.
    public init(
        type: RecordType,
        stamp: Stamp,
        typeText: ByteRange,
        node: ByteRange,
        body: ByteRange,
        oddities: Oddities
    ) {
        self.type = type
        self.stamp = stamp
        self.typeText = typeText
        self.node = node
        self.body = body
        self.oddities = oddities
    }

    /// What can be odd about a line that still holds a record.
    public struct Oddities: OptionSet, Sendable, BitwiseCopyable {
        /// One bit for each oddity.
        public var rawValue: UInt8

        /// A set by its bits.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The type is given as a number.
        @inlinable
        public static var numberedType: Oddities { Oddities(rawValue: 1 << 0) }
        /// Something stands before the record: a syslog header, a kernel log's time.
        @inlinable
        public static var prefix: Oddities { Oddities(rawValue: 1 << 1) }
        /// The record came by way of the kernel's log, which is rate-limited and may have lost others.
        @inlinable
        public static var kernelLog: Oddities { Oddities(rawValue: 1 << 2) }
        /// The line ends with a carriage return.
        @inlinable
        public static var carriageReturn: Oddities { Oddities(rawValue: 1 << 3) }
    }
}

/// What one line turned out to be.
///
/// A bad line is an answer, not a failure: logs get torn.
public enum ParsedLine: Sendable {
    /// A record, with an intact type and stamp.
    case record(RecordHead)
    /// A line in which no record can be recognised.
    case malformed(MalformedLine)
    /// Nothing but white space.
    case blank
}

/// Why a line is no record, and at which byte.
public struct MalformedLine: Error, Hashable, Sendable {
    /// What is wrong.
    public var reason: Reason
    /// Offset in the line of the first byte that does not fit.
    public var offset: Int

    /// What can be wrong with a line.
    public enum Reason: String, Sendable {
        /// Neither `type=` nor a kernel log's `audit(` stands in it.
        case noType = "no record type"
        /// The type is not followed by `audit(`.
        case noStamp = "no stamp"
        /// The stamp is not `seconds.milliseconds:serial`.
        case badStamp = "damaged stamp"
    }

    /// A reason with its place.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
