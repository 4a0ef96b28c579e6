/// Names that auditd put behind the ids of a record: `AUID="alice" UID="root"`.
///
/// They are auditd's word, not the kernel's, and can only name a number that stands in the kernel's part. Ranges are
/// offsets into the line.
public struct EnrichedNames: Sendable {
    /// Name of the login user.
    public var login = ByteRange()
    /// Name of the real user.
    public var user = ByteRange()
    /// Name of the effective user.
    public var effectiveUser = ByteRange()
    /// Name of a file's owner.
    public var owner = ByteRange()
    /// Name of a file's group.
    public var group = ByteRange()

    /// Reads the names of a SYSCALL record or of one from user space; reading ends at the effective user.
    public init(subjectIn line: Span<UInt8>, tail: ByteRange) {
        var fields = FieldScanner(tail)
        if fields.take("ARCH", in: line) { _ = fields.bareValue(in: line) }
        if fields.take("SYSCALL", in: line) { _ = fields.bareValue(in: line) }
        while fields.nextName(in: line) {
            switch fields.name {
            case packed("AUID"): login = fields.value(in: line).range
            case packed("UID"): user = fields.value(in: line).range
            case packed("EUID"):
                effectiveUser = fields.value(in: line).range
                return
            default: fields.skipValue(in: line)
            }
        }
    }

    /// Reads only the login user's name.
    public static func login(in line: Span<UInt8>, tail: ByteRange) -> ByteRange {
        var fields = FieldScanner(tail)
        if line.holds("ARCH=x86_64 SYSCALL=", at: fields.position, end: fields.end) {  // nearly all
            fields.position &+= 20
            _ = fields.bareValue(in: line)
            if fields.skip(" AUID=", in: line) { return fields.value(in: line).range }
        }
        return EnrichedNames(subjectIn: line, tail: tail).login
    }

    /// Reads the names of a PATH record.
    public init(fileIn line: Span<UInt8>, tail: ByteRange) {
        var fields = FieldScanner(tail)
        while fields.nextName(in: line) {
            switch fields.name {
            case packed("OUID"): owner = fields.value(in: line).range
            case packed("OGID"): group = fields.value(in: line).range
            default: fields.skipValue(in: line)
            }
        }
    }
}
