/// Where the separator of the enriched tail stands in a record from user space.
///
/// The tail begins behind the sender's text, so a separator inside the text was put there by the sender: who may write to
/// the audit system (a container's root may, with Docker's default capabilities) can so make other tools believe that
/// auditd named another user.
public struct SenderSeparators: Sendable {
    /// Whether auditd added names.
    public private(set) var hasTail = false
    /// Whether a separator stands inside the sender's text.
    public private(set) var isForged = false

    /// Looks at the fields in `body`, a range of `line`.
    public init(_ line: Span<UInt8>, body: ByteRange) {
        var position = Int(body.end)
        while position > Int(body.start) {
            position -= 1
            switch line[position] {
            case FieldSeparator.enrichedTail:
                if hasTail { isForged = true }
                hasTail = true
            case UInt8(ascii: "'"):
                // Behind the sender's closing quote only one separator is auditd's; before it none is.
                for index in Int(body.start)..<position where line[index] == FieldSeparator.enrichedTail {
                    isForged = true
                }
                return
            default: break
            }
        }
    }
}
