/// What is usual on a site: which programs and users change which kinds of Docker files, and who uses the socket.
///
/// Detections of what was never seen before are silent without one. The same file serves a report over archives and the
/// following of a live log.
public struct Baseline: Sendable, Equatable {
    /// What was seen.
    public enum Kind: String, Sendable, CaseIterable {
        /// A program that changed a kind of files.
        case program
        /// A login user who changed a kind of files.
        case user
        /// A login user who connected to a socket.
        case socket
    }

    /// One thing that was seen.
    public struct Entry: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// The kind of files: `daemon-config`.
        public var place: String
        /// The program's path, or the user's name.
        public var name: [UInt8]

        /// An entry of its parts.
        public init(_ kind: Kind, place: String, name: [UInt8]) {
            self.kind = kind
            self.place = place
            self.name = name
        }
    }

    /// Entries of one baseline.
    public static let limit = 100_000
    /// Bytes of its file.
    public static let fileLimit = 32 << 20
    private static let heading = "docktrail-baseline 1"

    /// What was seen.
    public private(set) var entries: Set<Entry> = []

    /// A baseline of nothing.
    public init() {}

    /// Whether something was seen.
    public func contains(_ entry: Entry) -> Bool { entries.contains(entry) }

    /// Adds what was seen; false where there are too many entries.
    @discardableResult
    public mutating func insert(_ entry: Entry) -> Bool {
        guard entries.count < Self.limit || entries.contains(entry) else { return false }
        entries.insert(entry)
        return true
    }

    /// The baseline as a file's text: a heading, and a line for each entry, in order.
    ///
    /// Bytes of a name that are no printable ASCII, and `%`, stand as `%` and two hexadecimal digits.
    public var text: String {
        let lines = entries.map { "\($0.kind.rawValue)\t\($0.place)\t\(Self.escaped($0.name))" }.sorted()
        return ([Self.heading] + lines).map { $0 + "\n" }.joined()
    }

    /// Reads a file's text.
    ///
    /// - Throws: the first line that is none of a baseline's, with the path as given.
    public init(text: [UInt8], path: String) throws(DetectionError) {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first, Array(first) == Array(Self.heading.utf8) else {
            throw DetectionError(
                file: path,
                line: 1,
                reason: "this is no baseline: its first line is not \"\(Self.heading)\""
            )
        }
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard parts.count == 3, let kind = Kind(rawValue: String(decoding: parts[0], as: UTF8.self)),
                let name = Self.unescaped(parts[2])
            else {
                throw DetectionError(
                    file: path,
                    line: index + 1,
                    reason: "a kind, a class of files and a name are expected, between tabs"
                )
            }
            let entry = Entry(kind, place: String(decoding: parts[1], as: UTF8.self), name: name)
            guard insert(entry) else {
                throw DetectionError(file: path, line: index + 1, reason: "there are more than \(Self.limit) entries")
            }
        }
    }

    private static func escaped(_ name: [UInt8]) -> String {
        var text = ""
        for byte in name {
            if byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "%") {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var name: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
                name.append(value)
                rest = rest.dropFirst(2)
            } else {
                name.append(byte)
            }
        }
        return name
    }
}
