/// Something that rules can look at: fields by number, each with any number of values.
protocol FieldView {
    /// Calls `body` with each value of a field, until it gives false.
    ///
    /// - Returns: Whether the field is there.
    func visit(_ field: Int, _ body: (Span<UInt8>) -> Bool) -> FieldPresence
}

/// Whether a field is there.
enum FieldPresence: Sendable {
    /// It has no value.
    case absent
    /// It has one or more.
    case present
    /// The log can not tell.
    case unknown
}

/// One field with one value, or none.
struct SingleValue: FieldView {
    /// The value; nil where there is none.
    let value: String?

    func visit(_ field: Int, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let value else { return .absent }
        _ = body(Array(value.utf8).span)
        return .present
    }
}
