/// What stands before a member's header because it has no room there: long names, large sizes.
struct TarExtra {
    var name: [UInt8]?
    var link: [UInt8]?
    var size: UInt64?
    var isSparse = false

    /// Takes pax records, each `LENGTH KEY=VALUE` and a newline; leaves out what is not written so.
    mutating func add(_ records: [UInt8]) {
        var rest = records[...]
        while let blank = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<blank], as: UTF8.self)), length > blank - rest.startIndex + 1,
            length <= rest.count
        {
            let record = rest.prefix(length).dropLast()[(blank + 1)...]
            rest = rest.dropFirst(length)
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = record[(equals + 1)...]
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": name = Self.untilNUL(Array(value))
            case "linkpath": link = Self.untilNUL(Array(value))
            case "size": size = UInt64(String(decoding: value, as: UTF8.self)) ?? size
            case "GNU.sparse.major", "GNU.sparse.map", "GNU.sparse.size": isSparse = true
            case "GNU.sparse.name": name = Self.untilNUL(Array(value))
            default: break
            }
        }
    }

    static func untilNUL(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.prefix { $0 != 0 })
    }
}
