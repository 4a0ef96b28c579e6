/// Reads the head of a record: prefix, node, type and stamp.
///
/// Knows the forms in which records travel: auditd's own (`type=… msg=audit(…): …`, with or without `node=`), syslog's
/// (any header before it) and the kernel log's (`audit: type=1300 audit(…): …`). Nothing behind the stamp is read.
public struct RecordParser: Sendable {
    private let types = RecordTypeTable.shared
    /// The last time: neighbours often have the same, and comparing is quicker than reading.
    private var latestTime = TimeText()

    /// Seconds that no clock shows: the year 5138.
    ///
    /// A larger number is damage, not a date.
    public static let secondsLimit: Int64 = 100_000_000_000

    /// A parser; it holds only the table of type names, so that one serves any number of logs.
    public init() {}

    /// Finds the record in a line without its newline.
    @inlinable
    @inline(__always)
    public mutating func parse(_ line: Span<UInt8>) -> ParsedLine {
        if let head = usualRecord(in: line) { return .record(head) }
        return parseAnyForm(line)
    }

    /// The form in which auditd writes nearly all records, `type=SYSCALL msg=audit(1795209140.011:44625): …`; nil for any
    /// other.
    @usableFromInline
    mutating func usualRecord(in line: Span<UInt8>) -> RecordHead? {
        let end = line.count
        guard end >= 48, line.word(at: 0) & 0xff_ffff_ffff == packed("type="), line[end - 1] != UInt8(ascii: "\r")
        else {
            return nil
        }
        let name = line.word(at: 5)
        let blanks = Word.bytes(of: name, equalTo: UInt8(ascii: " "))
        var length = blanks != 0 ? Word.indexOfFirst(blanks) : 9
        let type: RecordType
        switch Word.lowest(length, of: name) {
        case packed("SYSCALL"): type = .syscall
        case packed("PATH"): type = .path
        case packed("CWD"): type = .cwd
        case packed("PROCTITL") where line[13] == UInt8(ascii: "E"): type = .proctitle
        default:
            guard let other = otherUsualType(in: line) else { return nil }
            (type, length) = other
        }
        let typeEnd = 5 &+ length
        guard line.word(at: typeEnd) == packed(" msg=aud"),
            line.word(at: typeEnd &+ 8) & 0xff_ffff == packed("it(")
        else { return nil }
        var position = typeEnd &+ 11
        guard let stamp = usualStamp(in: line, at: &position, end: end),
            // Behind the stamp's parenthesis, of which five bytes before belong to this word.
            position &+ 2 <= end, line.word(at: position &- 6) >> 40 == packed("): ")
        else { return nil }
        return RecordHead(
            type: type,
            stamp: stamp,
            typeText: ByteRange(start: 5, end: typeEnd),
            node: ByteRange(),
            body: ByteRange(start: position &+ 2, end: end),
            oddities: []
        )
    }

    /// A type by its name, and the name's length; nil for a name that is in no table.
    private func otherUsualType(in line: Span<UInt8>) -> (type: RecordType, length: Int)? {
        let end = line.firstIndex(of: UInt8(ascii: " "), from: 5, to: 32)  // no name is longer, and 48 bytes are there
        let number = types.number(in: line, from: 5, to: end)
        return number == 0 ? nil : (RecordType(rawValue: number), end - 5)
    }

    /// A stamp with ten digits of seconds, three of milliseconds and at most seven of serial; nil for any other.
    @inline(__always)
    private mutating func usualStamp(in line: Span<UInt8>, at position: inout Int, end: Int) -> Stamp? {
        let start = position
        guard start &+ 26 <= end, let time = latestTime.milliseconds(in: line, at: start),
            let serial = Word.leadingDecimal(line.word(at: start &+ 15)),
            line[start &+ 15 &+ serial.count] == UInt8(ascii: ")")
        else { return nil }
        position = start &+ 16 &+ serial.count
        return Stamp(milliseconds: time, serial: serial.value)
    }

    @usableFromInline
    mutating func parseAnyForm(_ line: Span<UInt8>) -> ParsedLine {
        var end = line.count
        var oddities: RecordHead.Oddities = []
        if end > 0 && line[end - 1] == UInt8(ascii: "\r") {
            end -= 1
            oddities.insert(.carriageReturn)
        }
        guard let start = startOfRecord(in: line, end: end) else {
            return blankOrMalformed(line, end: end)
        }
        if start.node.isEmpty ? start.type != 5 : start.hasPrefix { oddities.insert(.prefix) }

        let blank = UInt8(ascii: " ")
        var position = line.firstIndex(of: blank, or: blank, from: start.type, to: end)
        let typeText = ByteRange(start: start.type, end: position)
        let type = recordType(in: line, typeText, oddities: &oddities)
        while position < end && line[position] == blank { position += 1 }
        if line.holds("msg=", at: position, end: end) {
            position += 4
        } else {
            oddities.insert(.kernelLog)
        }
        guard line.holds("audit(", at: position, end: end) else {
            return .malformed(MalformedLine(.noStamp, at: position))
        }
        position += 6
        switch stamp(in: line, at: &position, end: end) {
        case .failure(let malformed): return .malformed(malformed)
        case .success(let stamp):
            if position < end && line[position] == UInt8(ascii: ":") { position += 1 }
            if position < end && line[position] == UInt8(ascii: " ") { position += 1 }
            return .record(
                RecordHead(
                    type: type,
                    stamp: stamp,
                    typeText: typeText,
                    node: start.node,
                    body: ByteRange(start: position, end: end),
                    oddities: oddities
                )
            )
        }
    }

    /// Where a record begins: the offset behind `type=`, and the node before it.
    private struct Start {
        var type: Int
        var node = ByteRange()
        var hasPrefix = false
    }

    private func startOfRecord(in line: Span<UInt8>, end: Int) -> Start? {
        if line.holds("type=", at: 0, end: end) { return Start(type: 5) }
        // The first `type=` that begins a word; what a node or a syslog header holds before it does not matter.
        var position = 0
        while position + 5 < end {
            if line[position] == UInt8(ascii: "t") && line.holds("type=", at: position, end: end)
                && (position == 0 || line[position - 1] == UInt8(ascii: " "))
            {
                break
            }
            position += 1
        }
        guard position + 5 < end else { return nil }
        var start = Start(type: position + 5)
        let node = startOfNode(in: line, before: position)
        if let node {
            start.node = ByteRange(start: node + 5, end: position - 1)
            start.hasPrefix = node > 0
        }
        return start
    }

    /// Where `node=` stands, if it is the last word before `type=`.
    private func startOfNode(in line: Span<UInt8>, before type: Int) -> Int? {
        guard type >= 6 else { return nil }
        var position = type - 2
        while position > 0 && line[position] != UInt8(ascii: " ") { position -= 1 }
        if line[position] == UInt8(ascii: " ") { position += 1 }
        return line.holds("node=", at: position, end: type) ? position : nil
    }

    private func recordType(
        in line: Span<UInt8>,
        _ text: ByteRange,
        oddities: inout RecordHead.Oddities
    ) -> RecordType {
        let start = Int(text.start)
        let end = Int(text.end)
        if let common = commonType(in: line, text) { return common }
        let number = types.number(in: line, from: start, to: end)
        if number != 0 { return RecordType(rawValue: number) }
        let isBracketed = line.holds("UNKNOWN[", at: start, end: end) && line[end - 1] == UInt8(ascii: "]")
        var digits = isBracketed ? start + 8 : start
        let digitsEnd = isBracketed ? end - 1 : end
        guard let value = line.decimal(at: &digits, end: digitsEnd), digits == digitsEnd, value <= UInt64(UInt16.max)
        else { return .unnumbered }
        oddities.insert(.numberedType)
        return RecordType(rawValue: UInt16(value))
    }

    /// The types that nine of ten records have, found by one comparison.
    private func commonType(in line: Span<UInt8>, _ text: ByteRange) -> RecordType? {
        guard Int(text.start) + 8 <= line.count else { return nil }
        return switch Word.lowest(text.count, of: line.word(at: Int(text.start))) {
        case packed("SYSCALL"): .syscall
        case packed("PATH"): .path
        case packed("CWD"): .cwd
        case packed("PROCTITL") where text.count == 9 && line[Int(text.end) - 1] == UInt8(ascii: "E"): .proctitle
        case packed("EXECVE"): .execve
        case packed("SOCKADDR") where text.count == 8: .sockaddr
        default: nil
        }
    }

    /// `seconds.milliseconds:serial)`, exactly; leaves `position` behind the parenthesis.
    private mutating func stamp(
        in line: Span<UInt8>,
        at position: inout Int,
        end: Int
    ) -> Result<Stamp, MalformedLine> {
        if let stamp = usualStamp(in: line, at: &position, end: end) { return .success(stamp) }
        return anyStamp(in: line, at: &position, end: end)
    }

    private func anyStamp(in line: Span<UInt8>, at position: inout Int, end: Int) -> Result<Stamp, MalformedLine> {
        guard let seconds = line.decimal(at: &position, end: end), seconds < UInt64(Self.secondsLimit),
            position < end, line[position] == UInt8(ascii: ".")
        else { return .failure(MalformedLine(.badStamp, at: position)) }
        position += 1
        let fraction = position
        guard let milliseconds = line.decimal(at: &position, end: end), position - fraction <= 3,
            position < end, line[position] == UInt8(ascii: ":")
        else { return .failure(MalformedLine(.badStamp, at: position)) }
        position += 1
        guard let serial = line.decimal(at: &position, end: end), position < end, line[position] == UInt8(ascii: ")")
        else { return .failure(MalformedLine(.badStamp, at: position)) }
        position += 1
        return .success(Stamp(milliseconds: Int64(seconds) &* 1000 &+ Int64(milliseconds), serial: serial))
    }

    private func blankOrMalformed(_ line: Span<UInt8>, end: Int) -> ParsedLine {
        var position = 0
        while position < end && (line[position] == UInt8(ascii: " ") || line[position] == UInt8(ascii: "\t")) {
            position += 1
        }
        return position == end ? .blank : .malformed(MalformedLine(.noType, at: position))
    }
}

/// The time of a stamp, ten digits of seconds and three of milliseconds, with its text: `1795209140.011:`.
private struct TimeText: Sendable {
    private var milliseconds: Int64?
    /// The first eight bytes of the text and the last eight, of fifteen.
    private var first: UInt64 = 0
    private var last: UInt64 = 0

    /// The time whose text stands at an offset; nil where none of this form does.
    @inline(__always)
    mutating func milliseconds(in line: Span<UInt8>, at start: Int) -> Int64? {
        let (first, last) = (line.word(at: start), line.word(at: start &+ 7))
        if let milliseconds, first == self.first, last == self.last { return milliseconds }
        return read(first, last)
    }

    private mutating func read(_ first: UInt64, _ last: UInt64) -> Int64? {
        // The last word: three digits, a point, three digits, a colon. Point and colon are taken out.
        guard last >> 24 & 0xff == UInt64(UInt8(ascii: ".")), last >> 56 == UInt64(UInt8(ascii: ":")),
            let high = Word.decimal(first),
            let low = Word.leadingDecimal(last & 0xff_ffff | (last >> 32 & 0xff_ffff) &<< 24), low.count == 6
        else { return nil }
        // The eighth digit stands in both words.
        let time = Int64(truncatingIfNeeded: high / 10 &* 1_000_000 &+ low.value)
        (milliseconds, self.first, self.last) = (time, first, last)
        return time
    }
}
