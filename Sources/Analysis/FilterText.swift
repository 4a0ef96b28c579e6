/// Text of a filter, with which any bytes of a log can be named.
///
/// `*` stands for any bytes, a slash among them, and `?` for one. A backslash before `*`, `?` or another backslash takes
/// its meaning away, and `\xNN` is the byte with that number, which is how text from a log is printed where it is no UTF-8;
/// any other backslash is itself.
public struct FilterText: Hashable, Sendable {
    /// The text as it was given.
    public let text: String
    /// What it stands for: bytes, `anyRun` and `anyByte`.
    private let symbols: [UInt16]

    private static let anyRun: UInt16 = 256
    private static let anyByte: UInt16 = 257

    /// The text of an option, or of a line in a list.
    public init(_ text: String) {
        self.text = text
        symbols = Self.symbols(of: Array(text.utf8))
    }

    private static func symbols(of text: [UInt8]) -> [UInt16] {
        var symbols: [UInt16] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "*"), _): symbols.append(anyRun)
            case (UInt8(ascii: "?"), _): symbols.append(anyByte)
            case (UInt8(ascii: "\\"), UInt8(ascii: "\\")?), (UInt8(ascii: "\\"), UInt8(ascii: "*")?),
                (UInt8(ascii: "\\"), UInt8(ascii: "?")?):
                symbols.append(UInt16(rest.removeFirst()))
            case (UInt8(ascii: "\\"), UInt8(ascii: "x")?):
                let digits = rest.dropFirst().prefix(2)
                if digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                    symbols.append(UInt16(value))
                    rest = rest.dropFirst(3)
                } else {
                    symbols.append(UInt16(byte))
                }
            default: symbols.append(UInt16(byte))
            }
        }
        return symbols
    }

    /// Whether it has wildcards.
    public var isPattern: Bool { symbols.contains { $0 > 255 } }

    /// The bytes that it stands for; nil where it has wildcards.
    public var bytes: [UInt8]? { isPattern ? nil : symbols.map { UInt8(truncatingIfNeeded: $0) } }

    /// Whether it stands for the whole of some bytes.
    public func matches(_ bytes: Span<UInt8>) -> Bool {
        var position = 0
        var wanted = 0
        var star = -1
        var retry = 0
        // Linear but for the last star's retries.
        while position < bytes.count {
            if wanted < symbols.count, symbols[wanted] == Self.anyRun {
                star = wanted
                retry = position
                wanted += 1
            } else if wanted < symbols.count,
                symbols[wanted] == UInt16(bytes[position]) || symbols[wanted] == Self.anyByte
            {
                wanted += 1
                position += 1
            } else if star >= 0 {
                wanted = star + 1
                retry += 1
                position = retry
            } else {
                return false
            }
        }
        while wanted < symbols.count, symbols[wanted] == Self.anyRun { wanted += 1 }
        return wanted == symbols.count
    }

    /// Whether a path is this one or lies below it; with wildcards, whether it stands for the whole path.
    public func matches(path: Span<UInt8>) -> Bool {
        if isPattern { return matches(path) }
        var length = symbols.count
        while length > 1, symbols[length - 1] == UInt8(ascii: "/") { length -= 1 }
        guard length > 0, path.count >= length else { return false }
        for index in 0..<length where symbols[index] != path[index] { return false }
        let isRoot = length == 1 && symbols[0] == UInt8(ascii: "/")
        return path.count == length || isRoot || path[length] == UInt8(ascii: "/")
    }
}

extension FilterText: Comparable {
    /// By the text as it was given.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
