import AuditRecords

extension Span<UInt8> {
    /// Offset behind the first occurrence of `text`; nil where it does not stand.
    func end(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return nil }
        for start in 0...(count - length) where holds(text, at: start, end: count) { return start + length }
        return nil
    }

    /// Whether a text stands somewhere in the bytes.
    func contains(_ text: StaticString) -> Bool { end(of: text) != nil }
}

extension [UInt8] {
    /// The bytes of a span.
    init(copying span: Span<UInt8>) {
        self.init()
        append(copying: span)
    }
}
