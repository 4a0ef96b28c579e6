import AuditRecords

/// The lines of an event that waits for more, so that another reading can go on with it.
public struct WaitingEvent: Sendable {
    /// One of its lines, and where it stood.
    public struct Line: Sendable {
        /// The line, byte for byte, without its newline.
        public var bytes: [UInt8]
        /// Where it stood.
        public var position: RecordPosition

        /// A line at its place.
        public init(bytes: [UInt8], position: RecordPosition) {
            self.bytes = bytes
            self.position = position
        }
    }

    /// Its lines, in the order they were read.
    public var lines: [Line]

    /// How many further lines repeated one of these, and where the first of them stood.
    public var duplicates: UInt32 = 0
    /// As `duplicates`; nil where there is none.
    public var firstDuplicate: RecordPosition?

    /// An event of these lines.
    public init(lines: [Line]) {
        self.lines = lines
    }

    /// The lines of an event.
    public init(_ event: borrowing Event) {
        lines = event.records.map { record in
            Line(bytes: Array(event.bytes[record.line.indices]), position: record.position)
        }
        duplicates = event.duplicates
        firstDuplicate = event.firstDuplicate
    }
}
