/// One line of a log, split as simply as ausearch splits it: at blanks, quotes respected, the enriched tail apart.
struct InterpretationRecord {
    struct Field {
        var name: String
        var value: [UInt8]
    }

    /// `type=` and its value, as written.
    var type: String
    /// Milliseconds and serial, `447:1375`; ausearch writes the seconds as a date.
    var stamp: String
    var fields: [Field] = []
    /// The tail's names, in lower case.
    var enriched: [Field] = []

    init?(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: 0x1d, maxSplits: 1, omittingEmptySubsequences: false)
        guard let raw = parts.first, let start = raw.firstIndex(of: UInt8(ascii: "(")),
            let end = raw[start...].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let head = String(decoding: raw[..<start], as: UTF8.self)
        guard let typeText = head.split(separator: " ").first, typeText.hasPrefix("type=") else { return nil }
        type = String(typeText.dropFirst("type=".count))
        let stampParts = String(decoding: raw[(start + 1)..<end], as: UTF8.self).split(separator: ".")
        guard stampParts.count == 2 else { return nil }
        stamp = String(stampParts[1])
        fields = Self.fields(in: raw[(end + 1)...])
        if parts.count == 2 {
            enriched = Self.fields(in: parts[1]).map { Field(name: $0.name.lowercased(), value: $0.value) }
        }
    }

    /// The fields of a text; `msg='` before a field and the quote at its end are passed over.
    static func fields(in text: ArraySlice<UInt8>) -> [Field] {
        var fields: [Field] = []
        var position = text.startIndex
        while let equals = text[position...].firstIndex(of: UInt8(ascii: "=")) {
            var name = text[position..<equals]
            if let blank = name.lastIndex(of: UInt8(ascii: " ")) { name = name[(blank + 1)...] }
            if name.first == UInt8(ascii: "'") { name = name.dropFirst() }
            position = equals + 1
            if name.elementsEqual("msg".utf8) { continue }
            var end = endOfBareValue(in: text, from: position)
            if let quote = text[position...].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "{") {
                let close = quote == UInt8(ascii: "{") ? UInt8(ascii: "}") : quote
                end = text[(position + 1)...].firstIndex(of: close).map { $0 + 1 } ?? text.endIndex
            }
            var value = text[position..<end]
            if value.last == UInt8(ascii: "'") { value = value.dropLast() }
            fields.append(Field(name: String(decoding: name, as: UTF8.self), value: Array(value)))
            position = end
        }
        return fields
    }

    /// A bare value may be a sentence (`op=adding user to group acct="…"`): it runs to a blank before `word=`.
    private static func endOfBareValue(in text: ArraySlice<UInt8>, from start: Int) -> Int {
        var position = start
        while let blank = text[position...].firstIndex(of: UInt8(ascii: " ")) {
            let word = text[(blank + 1)...].prefix { $0 != UInt8(ascii: " ") }
            if word.contains(UInt8(ascii: "=")) || word.isEmpty { return blank }
            position = blank + 1
        }
        return text.endIndex
    }

    func value(of name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
