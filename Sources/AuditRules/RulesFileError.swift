public import SystemPackage

/// Why a file could not be read, written or removed.
public struct RulesFileError: Error, Equatable, CustomStringConvertible {
    /// The file.
    public let path: FilePath
    /// The system's error number.
    public let errno: Int32
    /// Whether it was to be written.
    private let isWriting: Bool

    init(path: FilePath, errno: Int32, isWriting: Bool = true) {
        self.path = path
        self.errno = errno
        self.isWriting = isWriting
    }

    /// The sentence without an end.
    public var description: String {
        let hint =
            switch Errno(rawValue: errno) {
            case .permissionDenied, .notPermitted: " (try sudo)"
            case .noSuchFileOrDirectory: ": is auditd installed?"
            default: ""
            }
        return "cannot \(isWriting ? "write" : "read") \(path): \(Errno(rawValue: errno))\(hint)"
    }
}
