/// All fields of one record, for whoever wants to see them all: `explain`, account records, audit settings.
///
/// Three namespaces are kept apart, because they are three people's word: the kernel's fields, the sender's fields inside
/// `msg='…'`, and the names that auditd added. Repeats are kept, in order. Ranges are offsets into the line.
public struct RecordFields: Sendable {
    /// One field.
    public struct Field: Sendable {
        /// Its name.
        public var name: ByteRange
        /// Its value.
        public var value: FieldValue
    }

    /// Fields that the kernel wrote; for a DAEMON_* record, auditd.
    public private(set) var kernel: [Field] = []
    /// Fields that the sender of a record from user space wrote.
    public private(set) var sender: [Field] = []
    /// Names that auditd added.
    public private(set) var enriched: [Field] = []
    /// Text before the kernel's first field: `avc:  denied  { read } for`.
    public private(set) var leadingText = ByteRange()
    /// The sender's whole text, between the quotes of `msg='…'`.
    public private(set) var message = ByteRange()
    /// The enriched tail, without its separator.
    public private(set) var tail = ByteRange()
    /// Whether a tail separator stands where only a forger would put one: inside the sender's text.
    public private(set) var hasForgedSeparator = false
    /// Whether `msg='` is never closed: the record is cut short.
    public private(set) var isUnterminated = false

    /// Fields in one record; the rest of a longer one is counted, not kept.
    ///
    /// A record of 1 MiB can hold half a million.
    public static let limit = 65_536
    /// Fields that a part of a record usually has at most.
    private static let usualCount = 12
    /// How many fields were beyond the limit.
    public private(set) var omitted = 0

    /// Reads the fields in `body`, a range of `line`, of a record of the given type.
    ///
    /// `readingNames`: whether the names that auditd added are wanted.
    public init(_ line: Span<UInt8>, body: ByteRange, type: RecordType, readingNames: Bool = true) {
        var end = Int(body.end)
        let start = Int(body.start)
        let messageStart = Self.startOfMessage(in: line, from: start, to: end)
        // The sender can put any byte into his text, so the text ends at the line's last quote, and the tail can only
        // begin behind that.
        let closingQuote = messageStart.flatMap { Self.last(UInt8(ascii: "'"), in: line, from: $0, to: end) }
        let searchStart = closingQuote.map { $0 + 1 } ?? messageStart ?? start
        if let separator = Self.last(FieldSeparator.enrichedTail, in: line, from: searchStart, to: end) {
            tail = ByteRange(start: separator + 1, end: end)
            end = separator
        }
        hasForgedSeparator = line.firstIndexFar(of: FieldSeparator.enrichedTail, from: start, to: end) < end
        if let messageStart {
            let messageEnd = closingQuote ?? end
            isUnterminated = closingQuote == nil
            message = ByteRange(start: messageStart, end: messageEnd)
            leadingText = Self.read(line, from: start, to: messageStart - 5, into: &kernel, &omitted, type: type)
            _ = Self.read(line, from: messageStart, to: messageEnd, into: &sender, &omitted, type: type)
        } else {
            leadingText = Self.read(line, from: start, to: end, into: &kernel, &omitted, type: type)
        }
        guard readingNames else { return }
        _ = Self.read(line, from: Int(tail.start), to: Int(tail.end), into: &enriched, &omitted, type: type)
    }

    /// The first field of a name among the kernel's; nil where there is none.
    public func kernelValue(_ name: StaticString, in line: Span<UInt8>) -> FieldValue? {
        Self.first(name, in: kernel, of: line)
    }

    /// The first field of a name among the sender's; nil where there is none.
    public func senderValue(_ name: StaticString, in line: Span<UInt8>) -> FieldValue? {
        Self.first(name, in: sender, of: line)
    }

    /// The last field of a name among the sender's: what the sending library itself put behind the sender's text.
    public func lastSenderValue(_ name: StaticString, in line: Span<UInt8>) -> FieldValue? {
        for field in sender.reversed() where line.equals(name, field.name) { return field.value }
        return nil
    }

    /// The enriched name of a field; nil where auditd added none.
    public func enrichedValue(_ name: StaticString, in line: Span<UInt8>) -> FieldValue? {
        Self.first(name, in: enriched, of: line)
    }

    private static func first(_ name: StaticString, in fields: [Field], of line: Span<UInt8>) -> FieldValue? {
        for field in fields where line.equals(name, field.name) { return field.value }
        return nil
    }

    /// Offset behind `msg='`, if a record has a sender's text.
    private static func startOfMessage(in line: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        let quote = UInt8(ascii: "'")
        var position = line.firstIndexFar(of: quote, from: start, to: end)
        while position < end {
            let name = position - 4
            if name >= start, line.holds("msg=", at: name, end: end),
                name == start || line[name - 1] == UInt8(ascii: " ")
            {
                return position + 1
            }
            position = line.firstIndexFar(of: quote, from: position + 1, to: end)
        }
        return nil
    }

    private static func last(_ byte: UInt8, in line: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var position = end
        while position > start {
            position -= 1
            if line[position] == byte { return position }
        }
        return nil
    }

    /// Reads the fields in a part of the record; gives the text before the first of them.
    private static func read(
        _ line: Span<UInt8>,
        from start: Int,
        to end: Int,
        into fields: inout [Field],
        _ omitted: inout Int,
        type: RecordType
    ) -> ByteRange {
        guard start < end else { return ByteRange() }
        fields.reserveCapacity(Self.usualCount)
        var reader = FieldReader(line, from: start, to: end, type: type)
        while let field = reader.next(in: line) {
            if fields.count < Self.limit { fields.append(field) } else { omitted += 1 }
        }
        return reader.leadingText
    }
}

extension Span<UInt8> {
    /// Whether a range holds exactly `text`.
    public func equals(_ text: StaticString, _ range: ByteRange) -> Bool {
        range.count == text.utf8CodeUnitCount && holds(text, at: Int(range.start), end: Int(range.end))
    }
}
