public import AuditRecords

/// The arguments of an execution, put together from its EXECVE records.
///
/// The kernel splits long lists over several records of up to 7,500 bytes, and long arguments into pieces (`a1[0]`,
/// `a1[1]`), whose number of characters stands before them (`a1_len`); only the first record has `argc` (kernel/auditsc.c,
/// audit_log_execve_info). Ranges are offsets into the event's bytes.
public struct Execution: Sendable {
    /// How many arguments the program was given; nil where the first record is missing.
    public private(set) var count: UInt64?
    /// The arguments that the records hold, each as its pieces in order.
    public private(set) var arguments: [Argument] = []

    /// One argument.
    public struct Argument: Sendable {
        /// Its number; 0 is the program's own name.
        public var index: UInt32
        /// Its pieces: number and value.
        public fileprivate(set) var pieces: [(number: UInt32, value: FieldValue)] = []
        /// How many characters all pieces have together, as written; nil where no record says it.
        public fileprivate(set) var length: UInt64?
    }

    /// No arguments yet.
    public init() {}

    /// Adds the arguments of one EXECVE record, whose fields are in `body`, a range of `line`.
    public mutating func add(_ line: Span<UInt8>, body: ByteRange) {
        for field in RecordFields(line, body: body, type: .execve, readingNames: false).kernel {
            let name = line.extracting(field.name.indices)
            if name.equals("argc") {
                count = Self.number(in: line, field.value.range)
            } else if let part = ArgumentName(name) {
                let argument = position(of: part.argument)
                switch part.kind {
                case .whole: arguments[argument].add(0, field.value)
                case .piece(let number): arguments[argument].add(number, field.value)
                case .length: arguments[argument].length = Self.number(in: line, field.value.range)
                }
            }
        }
    }

    /// Whether all arguments are there, with all their pieces.
    public var isComplete: Bool {
        guard let count, UInt64(arguments.count) == count else { return false }
        return arguments.allSatisfy(\.isComplete)
    }

    /// Appends the arguments with blanks between them; `…` stands for what the records do not hold.
    public func appendCommandLine(from bytes: Span<UInt8>, to output: inout [UInt8]) {
        var expected: UInt32 = 0
        for (place, argument) in arguments.enumerated() {
            if place > 0 { output.append(UInt8(ascii: " ")) }
            if argument.index > expected { output.append(contentsOf: "… ".utf8) }
            for piece in argument.pieces { piece.value.appendText(from: bytes, to: &output) }
            if !argument.isComplete { output.append(contentsOf: "…".utf8) }
            expected = argument.index &+ 1
        }
        if let count, count > UInt64(expected) { output.append(contentsOf: arguments.isEmpty ? "…".utf8 : " …".utf8) }
    }

    /// Appends the arguments with a zero behind each; nothing where the records do not hold them all.
    public func appendArguments(from bytes: Span<UInt8>, to output: inout [UInt8]) {
        guard isComplete else { return }
        for argument in arguments {
            for piece in argument.pieces { piece.value.appendText(from: bytes, to: &output) }
            output.append(0)
        }
    }

    /// Where an argument stands, made if need be; arguments come in order but for damaged logs.
    private mutating func position(of index: UInt32) -> Int {
        let position = arguments.position(notBelow: index) { $0.index }
        if position < arguments.count, arguments[position].index == index { return position }
        if position == arguments.count {
            arguments.append(Argument(index: index))
        } else {
            arguments.insert(Argument(index: index), at: position)
        }
        return position
    }

    private static func number(in line: Span<UInt8>, _ range: ByteRange) -> UInt64? {
        var position = Int(range.start)
        return line.decimal(at: &position, end: Int(range.end))
    }
}

extension Event {
    /// The arguments of its execution; without any where it has no EXECVE record.
    public var execution: Execution {
        var execution = Execution()
        for record in records where record.type == .execve { execution.add(bytes.span, body: record.body) }
        return execution
    }
}

extension Execution.Argument {
    fileprivate init(index: UInt32) { self.index = index }

    fileprivate mutating func add(_ number: UInt32, _ value: FieldValue) {
        pieces.insert((number, value), at: pieces.position(notBelow: number) { $0.number })
    }

    /// Whether its pieces follow each other from the first and add up to its length.
    fileprivate var isComplete: Bool {
        for (expected, piece) in pieces.enumerated() where Int(piece.number) != expected { return false }
        guard let length else { return !pieces.isEmpty }
        return pieces.reduce(UInt64(0)) { $0 + UInt64($1.value.range.count) } == length
    }
}

extension Array {
    /// Index of the first element whose number is not below another; numbers ascend, and most are asked for at the end.
    fileprivate func position(notBelow number: UInt32, by property: (Element) -> UInt32) -> Int {
        if let last, property(last) < number { return count }
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if property(self[middle]) < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// What the name of an EXECVE field says: `a1`, `a1_len`, `a1[0]`.
private struct ArgumentName {
    enum Kind {
        case whole, length
        case piece(UInt32)
    }

    var argument: UInt32
    var kind: Kind

    init?(_ name: Span<UInt8>) {
        guard name.count >= 2, name[0] == UInt8(ascii: "a") else { return nil }
        var position = 1
        guard let number = name.decimal(at: &position, end: name.count), let argument = UInt32(exactly: number) else {
            return nil
        }
        self.argument = argument
        if position == name.count {
            kind = .whole
        } else if name.holds("_len", at: position, end: name.count), position + 4 == name.count {
            kind = .length
        } else if name[position] == UInt8(ascii: "[") {
            position += 1
            guard let piece = name.decimal(at: &position, end: name.count), let piece = UInt32(exactly: piece) else {
                return nil
            }
            kind = .piece(piece)
        } else {
            return nil
        }
    }
}
