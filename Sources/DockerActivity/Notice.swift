public import AuditRecords

/// What an event tells that is no activity of its own, but that the trail has to know: who logged in, which process is
/// whose child, under which name a file was seen.
///
/// Text lies in the bytes of the `ActivityBatch` that holds the notice.
public struct Notice: Sendable, Codable {
    /// What it is about.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// The kernel gave a process its login user and session (LOGIN).
        case login
        /// A program says that a session began: USER_LOGIN, USER_START.
        case sessionOpened
        /// A program says that a session ended: USER_END.
        case sessionClosed
        /// sudo says which command it was asked to run (USER_CMD).
        case command
        /// A call made a process: clone, fork, vfork.
        case fork
        /// A call that is no activity named files, as loading a watch does.
        case sighting
        /// The machine started (SYSTEM_BOOT).
        case boot
        /// Something happened to the host that detections have to know.
        case fact
        /// A record of the event matches detections: `object` has their ids, with the byte 0x01 between them.
        case match
    }

    /// What it is about.
    public var kind: Kind
    /// Time and serial of the event.
    public var stamp: Stamp
    /// Where the event's first record stands.
    public var evidence: Activity.Evidence
    /// The machine that the records name with `node=`; empty where they name none.
    public var node = ByteRange()
    /// Who: the kernel's fields, and of the sender's his executable, terminal and source address.
    ///
    /// The command line of a `command` notice is `command`.
    public var subject = SubjectFacts()
    /// Whether it took effect.
    public var outcome = Outcome.unknown
    /// The account that the sender names: `acct=`.
    public var account = ByteRange()
    /// The working directory of a command.
    public var directory = ByteRange()
    /// What happened to the host; nil where the notice is about something else.
    public var fact: HostFact?
    /// What it happened to, as `HostFact` says.
    public var object = ByteRange()
    /// What detections that count matches need to know of one.
    public var matchInput = ByteRange()
    /// The login user that a process had before it was given another (LOGIN's `old-auid=`); nil where it had none.
    public var formerLoginID: UInt32?
    /// The process that a fork made.
    public var child: UInt32?
    /// The keys of the audit rule that fired.
    public var keys = ByteRange()
    /// Whether the call loaded an audit rule, which only a process of the host's first namespaces can (kernel/audit.c,
    /// audit_netlink_ok).
    public var loadsRule = false
    /// The files that the call named.
    public var items = ItemRange()

    /// A notice of which only kind, stamp and place are known.
    public init(_ kind: Kind, stamp: Stamp, evidence: Activity.Evidence) {
        self.kind = kind
        self.stamp = stamp
        self.evidence = evidence
    }

    /// Bytes of its texts.
    public var textBytes: Int {
        var count = 0
        var copy = self
        copy.mapText { range in
            count += range.count
            return range
        }
        return count
    }

    mutating func mapText(_ place: (ByteRange) -> ByteRange) {
        func move(_ range: inout ByteRange) { range = range.isEmpty ? ByteRange() : place(range) }
        move(&node)
        move(&account)
        move(&object)
        move(&matchInput)
        move(&directory)
        move(&keys)
        subject.mapText(move)
    }
}

extension Notice {
    /// Whether all text lies within a number of bytes, and all files within a number of items.
    func isWithin(bytes: Int, items count: Int) -> Bool {
        var isWithin = items.isWithin(count)
        var copy = self
        copy.mapText { range in
            if range.end > bytes { isWithin = false }
            return range
        }
        return isWithin
    }
}
