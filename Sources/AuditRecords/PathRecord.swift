/// The fields of a PATH record, read in one pass.
///
/// Ranges are offsets into the line. Fields as in the kernel's audit_log_name() (kernel/auditsc.c).
public struct PathRecord: Sendable {
    /// What the call did with the item, as the kernel saw it.
    ///
    /// The raw values are the ones that are saved.
    public enum NameType: String, Sendable, Codable {
        /// An existing file.
        case normal
        /// The directory that a name is looked up in.
        case parent
        /// A name that was made.
        case create
        /// A name that was removed.
        case delete
        /// Not told: the lookup failed, or the kernel is old.
        case unknown
    }

    /// The item's slot in the kernel; not an order of meaning.
    public var item: UInt32?
    /// The name as the process said it.
    public var name = FieldValue()
    /// Inode number; nil where the lookup failed.
    public var inode: UInt64?
    /// Device of the inode, `fe:00`.
    public var device = ByteRange()
    /// Type and permission bits before the call.
    public var mode: UInt32?
    /// Owner's id before the call.
    public var ownerID: UInt32?
    /// Group's id before the call.
    public var groupID: UInt32?
    /// The item's part in the call.
    public var nameType = NameType.unknown
    /// Where reading stopped: the rest of the record holds file capabilities and the enriched tail.
    public var rest = ByteRange()

    /// Reads the fields in `body`, a range of `line`, up to the last that is of use.
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var fields = FieldScanner(body)
        if !readName(line, &fields) || !readAttributes(line, &fields) { readFields(line, &fields) }
        rest = ByteRange(start: fields.position, end: fields.end)
    }

    /// A record of which nothing has been read yet.
    init() {}

    /// Reads what differs from item to item, as long as it comes as audit_log_name() writes it; true if that was all.
    @inline(__always)
    mutating func readName(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        guard fields.take("item", in: line) else { return false }
        item = fields.identifier(in: line)
        guard fields.take("name", in: line) else { return false }
        name = fields.value(in: line)
        guard fields.take("inode", in: line) else { return false }
        inode = fields.decimal(in: line)
        return true
    }

    /// Reads what follows the inode's number, likewise.
    mutating func readAttributes(_ line: Span<UInt8>, _ fields: inout FieldScanner) -> Bool {
        guard fields.take("dev", in: line) else { return false }
        device = fields.bareValue(in: line)
        guard fields.take("mode", in: line) else { return false }
        mode = fields.number(in: line, bitsPerDigit: 3).flatMap { UInt32(exactly: $0) }
        guard fields.take("ouid", in: line) else { return false }
        ownerID = fields.identifier(in: line)
        guard fields.take("ogid", in: line) else { return false }
        groupID = fields.identifier(in: line)
        guard fields.take("rdev", in: line) else { return false }
        _ = fields.bareValue(in: line)
        guard fields.take("nametype", in: line) else { return false }
        nameType = Self.nameType(line, fields.bareValue(in: line))
        return true
    }

    /// Reads fields in any order, up to the item's part in the call.
    mutating func readFields(_ line: Span<UInt8>, _ fields: inout FieldScanner) {
        while fields.nextName(in: line) {
            switch fields.name {
            case packed("item"): item = fields.identifier(in: line)
            case packed("name"): name = fields.value(in: line)
            case packed("inode"): inode = fields.decimal(in: line)
            case packed("dev"): device = fields.value(in: line).range
            case packed("mode"): mode = fields.number(in: line, bitsPerDigit: 3).flatMap { UInt32(exactly: $0) }
            case packed("ouid"): ownerID = fields.identifier(in: line)
            case packed("ogid"): groupID = fields.identifier(in: line)
            case packed("nametype"), packed("objtype"):
                nameType = Self.nameType(line, fields.value(in: line).range)
                return  // what follows are file capabilities: kernel/auditsc.c, audit_log_fcaps()
            default: fields.skipValue(in: line)
            }
        }
    }

    private static func nameType(_ line: Span<UInt8>, _ value: ByteRange) -> NameType {
        let start = Int(value.start)
        let end = Int(value.end)
        guard value.count == 6 else { return .unknown }
        if line.holds("NORMAL", at: start, end: end) { return .normal }
        if line.holds("PARENT", at: start, end: end) { return .parent }
        if line.holds("CREATE", at: start, end: end) { return .create }
        if line.holds("DELETE", at: start, end: end) { return .delete }
        return .unknown
    }

    /// The enriched tail, found when somebody asks; empty in a RAW log.
    public func tail(in line: Span<UInt8>) -> ByteRange {
        var position = Int(rest.start)
        while position < Int(rest.end) && line[position] != FieldSeparator.enrichedTail { position += 1 }
        return position < Int(rest.end) ? ByteRange(start: position + 1, end: Int(rest.end)) : ByteRange()
    }
}
