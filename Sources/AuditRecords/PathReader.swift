/// Reads the PATH records of a log; quicker than each by itself, since items differ in little but name and inode.
public struct PathReader: Sendable {
    /// What stands behind the inode's number: device, mode, owner, part in the call, and the names that auditd added.
    private var attributes = RepeatedText(bits: 6, empty: PathRecord())

    /// A reader that has seen nothing yet.
    public init() {}

    /// Reads the fields in `body`, a range of `line`; the same as `PathRecord(line, body: body)`.
    @inline(__always)
    public mutating func read(_ line: Span<UInt8>, body: ByteRange) -> PathRecord {
        var fields = FieldScanner(body)
        var record = PathRecord()
        guard record.readUsualName(line, &fields) || record.readName(line, &fields), fields.position &+ 32 <= fields.end
        else { return PathRecord(line, body: body) }
        let start = fields.position
        // Device and mode, and which item it is, tell most attributes from each other.
        let hint =
            line.word(at: start &+ 5) ^ line.word(at: start &+ 16) &* 31 ^ line.word(at: start &+ 24) &* 131
            ^ UInt64(record.item ?? 0) &* 0x1_0000_0001
        let place = attributes.place(hint)
        if attributes.find(in: line, from: start, to: fields.end, at: place) == fields.end {
            record.setAttributes(attributes.facts.span[place], from: start)
            return record
        }
        return readAttributes(of: record, line, body, from: start, at: place)
    }

    private mutating func readAttributes(
        of named: PathRecord,
        _ line: Span<UInt8>,
        _ body: ByteRange,
        from start: Int,
        at place: Int
    ) -> PathRecord {
        var record = named
        var fields = FieldScanner(ByteRange(start: start, end: Int(body.end)))
        guard record.readAttributes(line, &fields) else { return PathRecord(line, body: body) }
        record.rest = ByteRange(start: fields.position, end: fields.end)
        var facts = PathRecord()
        facts.setAttributes(record, from: -start)
        attributes.keep(facts, of: line, start..<fields.end, at: place)
        return record
    }
}

extension PathRecord {
    /// Reads what `readName` does in the form that nearly all items have, `item=0 name="/etc/docker/daemon.json" inode=5`,
    /// by a few comparisons; false, having read nothing, for any other.
    @inline(__always)
    fileprivate mutating func readUsualName(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        let start = fields.position
        guard start &+ 32 <= fields.end else { return false }
        let beginning = line.word(at: start)
        let digit = UInt32(truncatingIfNeeded: beginning >> 40) & 0xff ^ 0x30  // the sixth byte
        guard beginning & 0xffff_00ff_ffff_ffff == packed("item=\0 n"), digit < 10,
            line.word(at: start &+ 8) & 0xff_ffff_ffff == packed("ame=\"")
        else { return false }
        let nameEnd = line.firstIndexFar(of: UInt8(ascii: "\""), from: start &+ 13, to: fields.end)
        guard nameEnd &+ 10 <= fields.end, line.word(at: nameEnd) == packed("\" inode=") else { return false }
        item = digit
        name = FieldValue(ByteRange(start: start &+ 13, end: nameEnd), isQuoted: true)
        fields.position = nameEnd &+ 8
        inode = fields.decimal(in: line)
        return true
    }

    /// Takes another record's attributes, whose ranges are counted from `start`.
    @inline(__always)
    fileprivate mutating func setAttributes(_ other: PathRecord, from start: Int) {
        device = other.device.shifted(by: start)
        mode = other.mode
        ownerID = other.ownerID
        groupID = other.groupID
        nameType = other.nameType
        rest = other.rest.shifted(by: start)
    }
}
