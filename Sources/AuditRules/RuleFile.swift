/// A file of audit rules, read line by line.
public struct RuleFile: Sendable {
    /// One line that says something.
    public struct Entry: Sendable {
        /// The line's number, from 1.
        public let line: Int
        /// What it says.
        public let statement: RuleStatement
    }

    /// Larger files are refused; 3,000 long rules are a quarter of it.
    public static let sizeLimit = 4 << 20

    /// The lines that say something.
    public private(set) var entries: [Entry] = []
    /// The lines that could not be read.
    public private(set) var errors: [RuleSyntaxError] = []

    /// Reads all lines; one that cannot be read is told and does not stop the rest.
    public init(_ text: some Sequence<UInt8>, parser: RuleParser) {
        let lines = Array(text).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            do {
                guard let statement = try parser.statement(line) else { continue }
                entries.append(Entry(line: index + 1, statement: statement))
            } catch {
                var error = error
                error.line = index + 1
                errors.append(error)
            }
        }
    }

    /// Reads a listing as `auditctl -l` prints it.
    ///
    /// A listing says less than the kernel: blanks in paths and keys are not escaped, so that such a rule cannot be told
    /// from others and is an error; and auditctl 3.0.9 lists an exception (`never`) on a path as if it were a watch.
    public init(listing text: some Sequence<UInt8>, parser: RuleParser) {
        let text = Array(text)
        guard !text.starts(with: Array("No rules".utf8)) else {  // what auditctl says where there is none
            self.init([], parser: parser)
            return
        }
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        self.init(lines.map { Self.apart(Array($0)) }.joined(separator: [UInt8(ascii: "\n")]), parser: parser)
    }

    /// A line with its watch before its permissions: auditctl 3.0.9 lists ` -p x-w /path` where a rule has them first.
    private static func apart(_ line: [UInt8]) -> [UInt8] {
        let start = Array(" -p ".utf8)
        guard line.starts(with: start) else { return line }
        let rest = line[start.count...]
        let letters = rest.prefix { "rwxa".utf8.contains($0) }
        guard rest[letters.endIndex...].starts(with: Array("-w ".utf8)) else { return line }
        let watch = rest[letters.endIndex...]
        let path = watch.dropFirst(3).prefix { $0 != UInt8(ascii: " ") }
        return Array("-w ".utf8) + path + start + letters + watch[path.endIndex...]
    }

    /// The rules that the file adds.
    public var rules: [AuditRule] { entries.compactMap(\.statement.added) }
}
