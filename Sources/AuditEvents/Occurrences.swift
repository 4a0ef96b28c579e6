import AuditRecords

/// When and where something odd was met in a log, and how often.
///
/// Times are told apart by the minute. What it says does not depend on the order in which occurrences are noted, nor on how
/// they are shared out among values that are added up; where they spread over more than `spansLimit` minutes, the minutes
/// become twice as long, until they are few enough.
public struct Occurrences: Sendable {
    /// Spans of time that are told apart.
    public static let spansLimit = 1024

    /// Occurrences that lie close together.
    public struct Span: Sendable {
        /// How many.
        public var count: UInt64
        /// The earliest and the latest of them.
        public var first, last: RecordMark

        /// Occurrences from their parts.
        public init(count: UInt64, first: RecordMark, last: RecordMark) {
            self.count = count
            self.first = first
            self.last = last
        }

        fileprivate mutating func join(_ other: Span) {
            count += other.count
            first = min(first, other.first)
            last = max(last, other.last)
        }
    }

    /// How long a span is at most, in milliseconds.
    public private(set) var width = Self.minute
    private var byNumber: [Int64: Span] = [:]
    private static let minute: Int64 = 60_000

    /// None.
    public init() {}

    /// Occurrences that were kept; nil if they cannot be: too many spans, too long ones, or two of one time.
    public init?(spans: [Span], width: Int64) {
        guard spans.count <= Self.spansLimit, width >= Self.minute, width <= 1 << 60,
            width % Self.minute == 0, (width / Self.minute).nonzeroBitCount == 1
        else { return nil }
        self.width = width
        for span in spans {
            let number = Self.number(span.first, width)
            guard span.first <= span.last, Self.number(span.last, width) == number, byNumber[number] == nil else {
                return nil
            }
            byNumber[number] = span
        }
    }

    /// How many there are.
    public var count: UInt64 { byNumber.values.reduce(0) { $0 + $1.count } }
    /// Whether there is none.
    public var isEmpty: Bool { byNumber.isEmpty }

    /// The occurrences by time, each minute's apart.
    public var spans: [Span] { byNumber.sorted { $0.key < $1.key }.map(\.value) }

    /// The occurrences by time; those of which one follows the other within a minute, or the present width, are one span.
    public var clusters: [Span] {
        var clusters: [Span] = []
        for span in spans {
            if let last = clusters.last, span.first.stamp.milliseconds - last.last.stamp.milliseconds <= width {
                clusters[clusters.count - 1].join(span)
            } else {
                clusters.append(span)
            }
        }
        return clusters
    }

    /// Notes some at a record.
    public mutating func note(_ mark: RecordMark, count: UInt64 = 1) {
        add(Span(count: count, first: mark, last: mark))
    }

    /// Adds occurrences of another part of the log, whose lines are counted from so many further on.
    public mutating func add(_ other: Occurrences, movingLinesBy shift: UInt64 = 0) {
        while width < other.width { widen() }
        for var span in other.byNumber.values {
            span.first.line &+= shift
            span.last.line &+= shift
            add(span)
        }
    }

    /// Adds a span that lies within one of the present width.
    private mutating func add(_ span: Span) {
        let number = Self.number(span.first, width)
        byNumber[number, default: Span(count: 0, first: span.first, last: span.last)].join(span)
        while byNumber.count > Self.spansLimit { widen() }
    }

    private mutating func widen() {
        width *= 2  // before that overflows, all times there can be lie in two spans
        var joined: [Int64: Span] = [:]
        for span in byNumber.values {
            let number = Self.number(span.first, width)
            joined[number, default: Span(count: 0, first: span.first, last: span.last)].join(span)
        }
        byNumber = joined
    }

    /// Rounded down, so that times before 1970 are no exception.
    private static func number(_ mark: RecordMark, _ width: Int64) -> Int64 {
        let (number, rest) = mark.stamp.milliseconds.quotientAndRemainder(dividingBy: width)
        return rest < 0 ? number - 1 : number
    }
}
