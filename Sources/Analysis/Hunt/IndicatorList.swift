import AuditLogs

/// A list of indicators: one a line, with blank lines and such that begin with `#` between them.
///
/// `path:`, `exe:`, `name-sha256:`, `name-sha1:`, `name-md5:`, `address:`, `user:`, `container:` and `image:` say what a line
/// is; without one its form does.
public struct IndicatorList: Sendable {
    /// Indicators of one list.
    public static let limit = 100_000

    /// A line that cannot be understood.
    public struct Mistake: Error, Sendable {
        /// The line, from 1.
        public let line: Int
        /// One readable sentence, without a full stop.
        public let reason: String
    }

    /// The indicators, in the order of their lines.
    public private(set) var indicators: [Indicator] = []
    /// Lines that cannot be understood.
    public private(set) var mistakes: [Mistake] = []

    /// Reads a list's bytes.
    public init(_ bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let text = Self.trimmed(bytes)
            if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            do throws(Mistake) {
                guard indicators.count < Self.limit else {
                    throw Mistake(line: index + 1, reason: "a list has \(Self.limit) indicators at most: split it")
                }
                indicators.append(try Self.indicator(text, line: index + 1))
            } catch {
                mistakes.append(error)
                if indicators.count >= Self.limit { return }
            }
        }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
        var rest = line.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        // The mark that some editors put before UTF-8.
        return rest.starts(with: [0xef, 0xbb, 0xbf]) ? rest.dropFirst(3) : rest
    }

    private static func indicator(_ bytes: ArraySlice<UInt8>, line: Int) throws(Mistake) -> Indicator {
        guard let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 })
        else {
            throw Mistake(line: line, reason: "it holds what is no text: write \\xNN for a byte of a name")
        }
        for kind in Indicator.Kind.allCases where text.hasPrefix("\(kind.rawValue):") {
            let value = String(text.dropFirst(kind.rawValue.count + 1).drop { $0 == " " })
            try check(value, kind, line: line)
            return Indicator(kinds: [kind], text: value, line: line)
        }
        if let tag = ["sha256", "sha1", "md5"].first(where: { text.hasPrefix("\($0):") }) {
            throw Mistake(
                line: line,
                reason: "an audit log holds no digest of what is in a file; name-\(tag): is that of a file's name"
            )
        }
        let kinds = kinds(of: text)
        if kinds.isEmpty {
            let names = Indicator.Kind.allCases.map { "\($0.rawValue):" }.joined(separator: ", ")
            throw Mistake(line: line, reason: "it does not show what it is: write one of \(names) before it")
        }
        return Indicator(kinds: kinds, text: text, line: line)
    }

    private static func check(_ value: String, _ kind: Indicator.Kind, line: Int) throws(Mistake) {
        if value.isEmpty { throw Mistake(line: line, reason: "nothing stands behind \(kind.rawValue):") }
        if let digest = kind.digest, !isDigits(value) || value.utf8.count != digest.count * 2 {
            throw Mistake(line: line, reason: "\(kind.rawValue): is \(digest.count * 2) hexadecimal digits")
        }
        if kind == .address, !AddressPattern(value).isAddress {
            throw Mistake(line: line, reason: "\(value) is no address, nor a network such as 203.0.113.0/24")
        }
    }

    /// What a text can be by its form.
    private static func kinds(of text: String) -> [Indicator.Kind] {
        if text.hasPrefix("/") || text.contains("*") && text.contains("/") { return [.path] }
        if AddressPattern(text).isAddress { return [.address] }
        if isDigits(text), text.utf8.count >= shortestID, text.utf8.count <= 64 {
            // A digest and an id look alike.
            return [.container] + Indicator.Kind.allCases.filter { $0.digest.map { $0.count * 2 } == text.utf8.count }
        }
        if text.contains(" ") { return [] }
        if text.contains("/") || text.contains(":") || text.contains("@") { return [.image] }
        let isName = text.utf8.allSatisfy { byte in
            Unicode.Scalar(byte).properties.isAlphabetic || Unicode.Scalar(byte).properties.numericType != nil
                || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$")].contains(byte)
        }
        return isName ? [.user] : []
    }

    /// Digits of a container's id as the engine's client prints it.
    private static let shortestID = 12

    private static func isDigits(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit)
    }
}
