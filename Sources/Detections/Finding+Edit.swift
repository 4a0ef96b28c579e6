import AuditRecords
import DockerActivity

extension Finding {
    /// A finding by a card on an edit, whose events are still to be added.
    init(_ card: DetectionCard, on edit: Edit) {
        let activity = edit.activity
        let bytes = edit.text.span
        func text(_ range: ByteRange?) -> [UInt8] { range.map { [UInt8](copying: bytes.extracting($0.indices)) } ?? [] }
        self.init(card, action: activity.action, at: activity.stamp)
        node = text(activity.node)
        actor = Actor(activity, in: bytes)
        process.executable = text(activity.subject.executable)
        process.command = text(activity.subject.command)
        process.arguments = text(activity.subject.arguments)
        process.number = activity.subject.process
        process.parent = activity.subject.parentProcess
        outcome = activity.outcome
        if let facts = activity.file {
            file = text(facts.path.isEmpty ? facts.recorded : facts.path)
            hasTruePath = !facts.path.isEmpty && facts.resolvedBy != .unresolved
            files = 1
            from = text(facts.from)
        }
        image = actor.container?.image ?? []
        if image.isEmpty, activity.action == .execute, let client = ClientFacts(activity, in: bytes) {
            image = client.image
        }
        group = text(activity.group?.name)
        member = text(activity.group?.member)
        setting = text(activity.audit?.key)
        if setting.isEmpty { setting = text(activity.audit?.path) }
        if setting.isEmpty { setting = text(activity.audit?.operation) }
    }
}

extension Finding.Actor {
    /// Who did what an activity tells.
    init(_ activity: Activity, in bytes: Span<UInt8>) {
        func text(_ range: ByteRange) -> [UInt8] { [UInt8](copying: bytes.extracting(range.indices)) }
        let subject = activity.subject
        loginID = subject.loginID
        login = text(subject.login)
        session = subject.session
        source = text(subject.source)
        userID = subject.effectiveUserID ?? subject.userID
        user = text(subject.effectiveUser.isEmpty ? subject.user : subject.effectiveUser)
        kind = subject.kind
        guard let facts = activity.container else { return }
        var container = Finding.Container()
        container.id = text(facts.id)
        container.name = text(facts.name)
        container.image = text(facts.image)
        container.startedBy = text(facts.startedBy)
        container.startedByID = facts.startedByID
        container.confidence = facts.confidence
        container.startedFrom = text(facts.startedFrom)
        self.container = container
    }
}

extension [UInt8] {
    /// A copy of some bytes.
    init(copying bytes: Span<UInt8>) {
        self.init()
        append(copying: bytes)
    }
}

extension Finding {
    /// The detection's id and eight hexadecimal digits of node, time and serial of the first event.
    ///
    /// It does not change when more or fewer logs are read.
    public var id: String {
        var hash = StableHash()
        hash.add(node.span)
        hash.add(UInt64(bitPattern: stamp.milliseconds))
        hash.add(stamp.serial)
        return detection + "." + hash.digits
    }
}

/// FNV-1a of 64 bits, which is the same on every machine and in every run (draft-eastlake-fnv).
struct StableHash {
    /// The hash of what was added.
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Its two halves as one.
    private var folded: UInt32 { UInt32(truncatingIfNeeded: value ^ (value >> 32)) }

    /// Eight hexadecimal digits of it.
    var digits: String {
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices { mix(bytes[index]) }
        mix(0xff)  // no UTF-8, so that two texts in a row are not one
    }

    mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private mutating func mix(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
