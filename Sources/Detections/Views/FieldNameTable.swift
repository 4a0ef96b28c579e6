import AuditRecords

/// Finds the number of a field's name without making a text of it.
struct FieldNameTable: Sendable {
    private var names: [[UInt8]] = []
    private var buckets = [[Int32]](repeating: [], count: 256)

    /// A table of names; a name's number is its place.
    init(_ names: [String]) {
        for (number, name) in names.enumerated() {
            self.names.append(Array(name.utf8))
            if !name.isEmpty { buckets[Self.bucket(Array(name.utf8).span)].append(Int32(number)) }
        }
    }

    /// The number of a name; nil where no rule asks for it.
    func number(of name: Span<UInt8>) -> Int? {
        guard !name.isEmpty else { return nil }
        for number in buckets[Self.bucket(name)] where isName(Int(number), name) { return Int(number) }
        return nil
    }

    private func isName(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let known = names[number]
        return name.holdsSame(as: known.span)
    }

    private static func bucket(_ name: Span<UInt8>) -> Int {
        let last = name.count - 1
        return (Int(name[0]) &* 7 &+ Int(name[last]) &* 31 &+ name.count &* 3) & 255
    }
}
