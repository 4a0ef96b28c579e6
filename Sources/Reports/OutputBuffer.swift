/// Bytes on their way out, gathered so that one write takes many lines.
///
/// Renderers append; the program hands the bytes over with `empty(into:)` once `isFull`, which keeps the memory. Nothing
/// is escaped here: text from a log goes through `JSONText`, `CSVText` or `TerminalText`.
public struct OutputBuffer: Sendable {
    /// How many bytes are worth a write of their own.
    public static let fullSize = 65_536

    /// Bytes that wait, but for the staged ones.
    private var settled: [UInt8] = []
    /// The newest bytes.
    ///
    /// An array asks at each append whether it is shared, which takes longer than the append: here nothing is asked, and
    /// the array is touched once for many appends.
    private var stage = InlineArray<2048, UInt8>(repeating: 0)
    private var staged = 0

    /// A buffer without bytes.
    public init() {}

    /// How many bytes wait.
    public var count: Int { settled.count + staged }

    /// Whether enough bytes wait for a write.
    public var isFull: Bool { settled.count >= Self.fullSize }

    /// All bytes that wait, copied.
    public var bytes: [UInt8] {
        var all = self
        all.settle()
        return all.settled
    }

    /// Lends all bytes out, and lets go of them when that has succeeded.
    public mutating func empty<Failure: Error>(
        into body: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        settle()
        try body(settled.span)
        settled.removeAll(keepingCapacity: true)
    }

    /// Appends one byte.
    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if staged == stage.count { settle() }
        stage[staged] = byte
        staged += 1
    }

    /// Appends a text of the program's own.
    public mutating func append(_ text: StaticString) {
        // A pointer, because a StaticString lends its bytes in no other way; ours are never single scalars.
        unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends text as it is: only for what cannot come from a log.
    public mutating func append(verbatim text: String) {
        append(verbatim: text.utf8.span)
    }

    /// Appends bytes that an escaper has found harmless.
    mutating func append(verbatim text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe append($0) }  // copied whole, not byte by byte
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        let count = text.count
        if count > stage.count - staged {
            settle()
            if count > stage.count {
                unsafe settled.append(contentsOf: text)
                return
            }
        }
        let start = staged
        staged += count
        var target = stage.mutableSpan
        // Both lengths were compared above.
        unsafe target.withUnsafeMutableBufferPointer { bytes in
            guard let source = text.baseAddress, let first = bytes.baseAddress else { return }
            unsafe (first + start).update(from: source, count: count)
        }
    }

    /// Moves the staged bytes to the others.
    @inline(never)
    private mutating func settle() {
        let new = stage.span.extracting(0..<staged)
        unsafe new.withUnsafeBufferPointer { unsafe settled.append(contentsOf: $0) }  // one copy
        staged = 0
    }
}
