import AuditRecords

/// How one value of an activity is given out.
extension ActivityView {
    func visit(_ range: ByteRange, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard !range.isEmpty else { return .absent }
        let bytes = bytes
        _ = body(bytes.span.extracting(range.indices))
        return .present
    }

    func visit(_ text: String?, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let text else { return .absent }
        _ = body(text.utf8.span)
        return .present
    }

    func visit(_ number: (some BinaryInteger)?, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        visit(number.map { String($0) }, body)
    }

    func visit(_ value: [UInt8], _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard !value.isEmpty else { return .absent }
        _ = body(value.span)
        return .present
    }

    func visit(_ values: [[UInt8]], _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        for value in values where !body(value.span) { break }
        return values.isEmpty ? .absent : .present
    }

    /// Gives out the parts of a text, each of which but the last must have a byte behind it.
    func visitParts(_ range: ByteRange, endingIn separator: UInt8, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard !range.isEmpty else { return .absent }
        let bytes = bytes
        let text = bytes.span.extracting(range.indices)
        var start = 0
        while start < text.count {
            let end = text.firstIndex(of: separator, from: start, to: text.count)
            guard body(text.extracting(start..<end)) else { break }
            start = end + 1
        }
        return .present
    }

    /// Gives out a user's or group's name: auditd's, and where it wrote none the number behind a prefix.
    func visitName(
        _ range: ByteRange,
        number: UInt32?,
        prefix: String,
        _ body: (Span<UInt8>) -> Bool
    ) -> FieldPresence {
        let bytes = bytes
        let name = bytes.span.extracting(range.indices)
        // Where auditd knew no name it wrote `unknown(1001)`.
        if !name.isEmpty, !name.hasPrefix("unknown(") {
            _ = body(name)
            return .present
        }
        guard let number else { return .absent }
        if number == 0, !body("root".utf8.span) { return .present }
        return visit("\(prefix)\(number)", body)
    }

    /// Four octal digits or more.
    func visitMode(_ mode: UInt32?, _ body: (Span<UInt8>) -> Bool) -> FieldPresence {
        guard let mode else { return .absent }
        let digits = String(mode, radix: 8)
        return visit(String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits, body)
    }
}
