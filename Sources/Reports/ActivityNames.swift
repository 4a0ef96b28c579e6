internal import AuditRecords
internal import DockerActivity

/// The words for an activity's numbers, in the order in which one believes them.
struct ActivityNames: Sendable {
    let context: ActivityContext
    private var users = NameCache<UInt32>()
    private var groups = NameCache<UInt32>()
    private var calls = NameCache<Activity.SystemCall>()
    private var architectures = NameCache<UInt32>()
    private var errors = NameCache<Int32>()

    /// What is known of a user or group.
    enum Principal {
        /// The records do not name one.
        case absent
        /// A login user that was never set.
        case unset
        /// The name that auditd wrote beside the number.
        case recorded(ByteRange)
        /// The name that account files give.
        case named(String)
        /// Nothing but the number.
        case numbered(UInt32)
    }

    init(context: ActivityContext) {
        self.context = context
    }

    mutating func login(of subject: SubjectFacts, in text: Span<UInt8>) -> Principal {
        if subject.loginID == SubjectFacts.unset { return .unset }
        return user(subject.loginID, recorded: subject.login, in: text)
    }

    mutating func user(_ id: UInt32?, recorded: ByteRange, in text: Span<UInt8>) -> Principal {
        if Self.isName(recorded, in: text) { return .recorded(recorded) }
        guard let id else { return .absent }
        let name = users.name(of: id, context.userName)
        return name.map { .named($0) } ?? .numbered(id)
    }

    mutating func group(_ id: UInt32?, recorded: ByteRange, in text: Span<UInt8>) -> Principal {
        if Self.isName(recorded, in: text) { return .recorded(recorded) }
        guard let id else { return .absent }
        let name = groups.name(of: id, context.groupName)
        return name.map { .named($0) } ?? .numbered(id)
    }

    mutating func systemCall(_ call: Activity.SystemCall) -> String? {
        calls.name(of: call, context.systemCallName)
    }

    mutating func architecture(_ architecture: UInt32) -> String? {
        architectures.name(of: architecture, context.architectureName)
    }

    mutating func error(_ number: Int32) -> String? {
        errors.name(of: number, context.errorName)
    }

    /// Whether auditd knew a name: where it did not, it wrote `unknown(1001)`.
    private static func isName(_ range: ByteRange, in text: Span<UInt8>) -> Bool {
        guard !range.isEmpty else { return false }
        let prefix: StaticString = "unknown("
        let name = text.extracting(range.clamped(to: text))
        guard name.count > prefix.utf8CodeUnitCount else { return !name.isEmpty }
        var position = 0
        for byte in "unknown(".utf8 {
            if name[position] != byte { return true }
            position += 1
        }
        return false
    }
}

extension ByteRange {
    /// The range as indices that are safe to use, whatever it was made from.
    func clamped(to text: Span<UInt8>) -> Range<Int> {
        let end = min(Int(end), text.count)
        return min(Int(start), end)..<end
    }
}
