import SystemPackage

/// Why the kernel's audit system did not do what it was asked.
public struct KernelAuditError: Error, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Kind: Sendable {
        /// The process lacks CAP_AUDIT_CONTROL.
        case notPermitted
        /// The rules are locked until the next boot.
        case locked
        /// There is nobody to talk to: no auditing in this kernel, `audit=0` at boot, or a container.
        case unavailable
        /// An equal rule is loaded already.
        case exists
        /// No equal rule is loaded.
        case absent
        /// A directory on the way to the watched path is missing.
        case pathMissing
        /// The kernel does not know such a rule.
        case refused
        /// An answer did not come, or was not understood.
        case noAnswer
        /// Anything else.
        case other
    }

    /// What went wrong.
    public let kind: Kind
    /// The kernel's error number, or 0.
    public let errno: Int32

    /// A failure of one kind.
    public init(_ kind: Kind, errno: Int32 = 0) {
        self.kind = kind
        self.errno = errno
    }

    /// What a negative or positive error number means when a rule is sent.
    init(number: Int32) {
        let errno = Errno(rawValue: number < 0 ? 0 &- number : number)
        let kind: Kind =
            switch errno {
            case .notPermitted, .permissionDenied: .notPermitted
            case .connectionRefused, .protocolNotSupported, .addressFamilyNotSupported: .unavailable
            case .fileExists: .exists
            case .noSuchFileOrDirectory, .notDirectory: .pathMissing
            case .invalidArgument: .refused
            default: .other
            }
        self.init(kind, errno: errno.rawValue)
    }

    /// What went wrong and what to do, as a sentence without an end.
    public var description: String {
        switch kind {
        case .notPermitted:
            "the audit rules need root (CAP_AUDIT_CONTROL); in a container they belong to the host: run this there, with sudo"
        case .locked: "the audit rules are locked until the next boot (enabled 2)"
        case .unavailable:
            "the kernel's audit system does not answer: it is off (audit=0 at boot), not built in, or this is a container"
        case .exists: "the rule is loaded already"
        case .absent: "no such rule is loaded"
        case .pathMissing: "a directory on the way to the path is missing"
        case .refused: "the kernel does not take such a rule"
        case .noAnswer: "the kernel's answer did not come in time or was not understood"
        case .other: "the kernel refused it: \(reason)"
        }
    }

    /// The error number in words.
    var reason: String { Errno(rawValue: errno).description }
}
