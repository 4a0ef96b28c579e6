/// A pattern that tells from a log's path which host's it is: `archive/{host}/{date}/*`.
///
/// `{host}` stands for the host's name and `{date}` for a year, with or without month, day and time (`2026`, `2026-11-20`,
/// `20261120T2112`); `*` for any text and `?` for any byte, but for a slash, and `**` for any text with slashes. A pattern that
/// does not begin with a slash is compared with the end of a path, so that it does not matter where an archive lies.
public struct HostPattern: Hashable, Sendable {
    private enum Part: Hashable {
        case byte(UInt8)
        case anyByte
        case anyText
        case anyPath
        case host
        case date
    }

    /// The pattern as given.
    public let text: String
    private var parts: [Part] = []
    private let isWhole: Bool

    /// Reads a pattern; refuses one that names no host, or more than one, or has other names in braces.
    public init(_ text: String) throws(HostPatternError) {
        self.text = text
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: "./".utf8) { bytes = bytes.dropFirst(2) }
        isWhole = bytes.first == UInt8(ascii: "/")
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "*"):
                let isPath = bytes.first == UInt8(ascii: "*")
                if isPath { bytes.removeFirst() }
                parts.append(isPath ? .anyPath : .anyText)
            case UInt8(ascii: "?"): parts.append(.anyByte)
            case UInt8(ascii: "{"):
                guard let end = bytes.firstIndex(of: UInt8(ascii: "}")) else { throw .openBrace }
                let name = String(decoding: bytes[..<end], as: UTF8.self)
                switch name {
                case "host": parts.append(.host)
                case "date": parts.append(.date)
                default: throw .unknownName(name)
                }
                bytes = bytes[(end + 1)...]
            default: parts.append(.byte(byte))
            }
        }
        guard parts.count(where: { $0 == .host }) == 1 else { throw .notOneHost }
    }

    /// The host that a path names; nil where the pattern does not match.
    ///
    /// Of several ways to match, that with the shortest name and as few directories before it as can be.
    public func host(of path: String) -> String? {
        var bytes = Array(path.utf8)
        if bytes.starts(with: "./".utf8) { bytes.removeFirst(2) }
        var match = Match(path: bytes, parts: parts)
        let starts =
            isWhole ? [0] : [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { $0 + 1 }.reversed()
        for start in starts where match.matches(from: start, part: 0) {
            return String(decoding: bytes[match.host], as: UTF8.self)
        }
        return nil
    }

    /// A path that is compared with a pattern.
    private struct Match {
        let path: [UInt8]
        let parts: [Part]
        /// Where the host's name stands, once all matches.
        var host = 0..<0
        /// Places from which the rest of the pattern is known not to match.
        private var failures: Set<Int> = []

        init(path: [UInt8], parts: [Part]) {
            self.path = path
            self.parts = parts
        }

        /// Whether the pattern from a part on matches the path from a place on.
        mutating func matches(from place: Int, part: Int) -> Bool {
            guard part < parts.count else { return place == path.count }
            let key = place * (parts.count + 1) + part
            if failures.contains(key) { return false }
            let isMatch = takes(parts[part], from: place, part)
            if !isMatch { failures.insert(key) }
            return isMatch
        }

        private mutating func takes(_ kind: Part, from place: Int, _ part: Int) -> Bool {
            switch kind {
            case .byte(let byte):
                return place < path.count && path[place] == byte && matches(from: place + 1, part: part + 1)
            case .anyByte: return isText(place) && matches(from: place + 1, part: part + 1)
            case .anyText, .anyPath:
                if matches(from: place, part: part + 1) { return true }
                let goesOn = kind == .anyPath ? place < path.count : isText(place)
                return goesOn && matches(from: place + 1, part: part)
            case .host:
                var end = place
                while isText(end) {
                    end += 1
                    if matches(from: end, part: part + 1) {
                        host = place..<end
                        return true
                    }
                }
                return false
            case .date:
                for end in dateEnds(from: place).reversed() where matches(from: end, part: part + 1) { return true }
                return false
            }
        }

        private func isText(_ place: Int) -> Bool { place < path.count && path[place] != UInt8(ascii: "/") }

        /// Where a date may end that begins at a place: four digits of a year, then twice as many digits each time, with or
        /// without one sign between.
        private func dateEnds(from place: Int) -> [Int] {
            guard let year = digits(4, from: place),
                path[place] == UInt8(ascii: "1") || path[place] == UInt8(ascii: "2")
            else { return [] }
            var ends = [year]
            while ends.count < 6, let end = ends.last {
                let isSigned = end < path.count && "-_.T:".utf8.contains(path[end])
                guard let next = digits(2, from: isSigned ? end + 1 : end) else { break }
                ends.append(next)
            }
            return ends
        }

        private func digits(_ count: Int, from place: Int) -> Int? {
            let end = place + count
            guard end <= path.count,
                path[place..<end].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            return end
        }
    }
}

/// What is wrong with a pattern for hosts.
public enum HostPatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `{host}` does not stand in it exactly once.
    case notOneHost
    /// A brace is opened and not closed.
    case openBrace
    /// Braces hold another name than `host` and `date`.
    case unknownName(String)

    /// What is wrong, and what to do, in a sentence's end.
    public var description: String {
        switch self {
        case .notOneHost: "{host} has to stand in it once, as in archive/{host}/{date}/*"
        case .openBrace: "a { is not closed; names in braces are {host} and {date}"
        case .unknownName(let name): "{\(name)} is not known; names in braces are {host} and {date}"
        }
    }
}
