import AuditRecords

extension Span<UInt8> {
    /// Offset behind the first occurrence of `text`; nil where it does not stand.
    func end(of text: StaticString, from first: Int = 0) -> Int? {
        let length = text.utf8CodeUnitCount
        guard count - first >= length else { return nil }
        for start in first...(count - length) where holds(text, at: start, end: count) { return start + length }
        return nil
    }

    func contains(_ text: StaticString) -> Bool { end(of: text) != nil }
}
