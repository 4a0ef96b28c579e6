import SystemPackage

extension FilePath {
    /// The path as text, with bytes that are not UTF-8 written as `\xNN`.
    var shown: String { Self.shown(bytes) }

    /// The path's bytes.
    var bytes: [UInt8] {
        unsafe withPlatformString { text in
            // A path ends with its NUL, which the bytes read here leave out.
            unsafe Array(UnsafeBufferPointer(start: text, count: length).lazy.map(UInt8.init(bitPattern:)))
        }
    }

    /// A path's bytes as text, likewise.
    static func shown(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var result = ""
        var rest = bytes[...]
        while let byte = rest.first {
            // The longest text at the front is at most four bytes for one character.
            let length = (1...4)
                .first { count in
                    count <= rest.count && String(validating: rest.prefix(count), as: UTF8.self) != nil
                }
            if let length, let text = String(validating: rest.prefix(length), as: UTF8.self) {
                result += text
                rest = rest.dropFirst(length)
            } else {
                result += LogFileError.escaped(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
