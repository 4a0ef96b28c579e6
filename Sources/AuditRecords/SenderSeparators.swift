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
        let end = Int(body.end)
        var last = line.firstIndexFar(of: FieldSeparator.enrichedTail, from: Int(body.start), to: end)
        if last == end { return }
        // Of several one at most is auditd's.
        while true {
            let next = line.firstIndexFar(of: FieldSeparator.enrichedTail, from: last + 1, to: end)
            if next == end { break }
            isForged = true
            last = next
        }
        // Nor is one that the sender's closing quote follows.
        if line.firstIndexFar(of: UInt8(ascii: "'"), from: last + 1, to: end) < end {
            isForged = true
        } else {
            hasTail = true
        }
    }
}
