/// The system calls that a rule is asked at: the kernel's bit mask of them.
///
/// Numbers, because names mean something only together with a machine and its ABI.
public struct SystemCallSet: Hashable, Sendable {
    /// Words of the mask: AUDIT_BITMASK_SIZE of linux/audit.h.
    static let wordCount = 64
    /// Numbers the kernel keeps; the 16 bits above stand for classes of calls, which it replaces by their members.
    static let limit: UInt32 = 64 * 32 - 16

    /// All calls.
    public static let all = SystemCallSet(words: Array(repeating: .max, count: wordCount))
    /// No call.
    public static let none = SystemCallSet(words: Array(repeating: 0, count: wordCount))

    /// The mask's words.
    private(set) var words: [UInt32]

    /// A set of its mask; missing words are empty, and class bits are taken away.
    ///
    /// As auditctl sees it, all calls are meant where the first 63 words are full.
    init(words: [UInt32]) {
        var words = Array(words.prefix(Self.wordCount))
        words += Array(repeating: 0, count: Self.wordCount - words.count)
        if words[..<(Self.wordCount - 1)].allSatisfy({ $0 == .max }) {
            words[Self.wordCount - 1] = .max
            isAll = true
        } else {
            words[Self.wordCount - 1] &= 0xffff
            isAll = false
        }
        self.words = words
    }

    /// A set of the calls' numbers; those beyond the kernel's limit are left out.
    public init(_ numbers: some Sequence<UInt32>) {
        var words = Array(repeating: UInt32(0), count: Self.wordCount)
        for number in numbers where number < Self.limit { words[Int(number / 32)] |= 1 << (number % 32) }
        self.init(words: words)
    }

    /// Whether all calls are meant.
    public let isAll: Bool
    /// Whether no call is meant.
    public var isEmpty: Bool { self == .none }

    /// The numbers, smallest first.
    public var numbers: [UInt32] {
        (0..<Self.limit).filter { contains($0) }
    }

    /// Whether a call is in the set.
    public func contains(_ number: UInt32) -> Bool {
        number < Self.limit && words[Int(number / 32)] & (1 << (number % 32)) != 0
    }

    /// Whether every call of another set is in this one.
    public func isSuperset(of other: SystemCallSet) -> Bool {
        if isAll { return true }
        return zip(words, other.words).allSatisfy { $0 & $1 == $1 }
    }

    /// Whether the two have a call in common.
    func intersects(_ other: SystemCallSet) -> Bool {
        if isAll { return !other.isEmpty }
        if other.isAll { return !isEmpty }
        return zip(words, other.words).contains { $0 & $1 != 0 }
    }
}
