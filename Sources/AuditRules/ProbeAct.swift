import CProbe
import Glibc
import SystemPackage

/// A harmless act that a rule must record.
///
/// None of them can change anything, not even a time stamp: each is a call that looks up the path, so that the rule
/// matches, and then has to fail. Reading and execution are the exceptions: a file is opened and closed, and a program is
/// loaded and killed before its first instruction.
enum ProbeAct: Hashable, Sendable {
    /// Creating a file that is there: EEXIST.
    case create(FilePath)
    /// Making a file in a directory and removing it; only where the user allows it.
    case makeAndRemove(FilePath)
    /// Removing an extended attribute that is not there.
    case attribute(FilePath)
    /// Opening for reading, and closing.
    case read(FilePath)
    /// Loading a program and killing it before it runs.
    case execute(FilePath)
    /// Connecting to a stream socket with a socket of another kind: EPROTOTYPE, and the owner hears nothing.
    case connect(FilePath)
    /// A call with arguments that no kernel accepts.
    case call(String)
    /// The same two as a 32-bit program does them.
    case narrowConnect(FilePath)
    case narrowCall(String)

    /// The argument that a probed program is loaded with, so that whoever reads the log knows.
    static let argument = "--docktrail-rules-probe"
    /// The attribute that a probe asks to be removed; nobody has it.
    private static let attributeName = "user.docktrail-rules-probe"
    /// What a probe file is called.
    private static let fileName = ".docktrail-rules-probe"

    /// What the act did.
    enum Result: Equatable {
        /// It was done by this process.
        case done(pid: UInt32)
        /// It could not be done.
        case failed(Int32)
    }

    /// The names of the system calls that the act may be recorded as.
    var calls: [String] {
        switch self {
        case .create, .makeAndRemove, .read: ["openat", "open"]
        case .attribute: ["lremovexattr"]
        case .execute: ["execve"]
        case .connect, .narrowConnect: ["connect"]
        case .call(let name), .narrowCall(let name): [name]
        }
    }

    /// The path as it will stand in a PATH record; nil where there is none.
    var path: FilePath? {
        switch self {
        case .create(let path), .attribute(let path), .read(let path), .execute(let path), .connect(let path),
            .narrowConnect(let path):
            path
        case .makeAndRemove(let folder): folder.appending(Self.fileName)
        case .call, .narrowCall: nil
        }
    }

    /// What the act is, in words.
    var description: String {
        switch self {
        case .create(let path): "asked to create \(path), which is there"
        case .makeAndRemove(let path): "made a file in \(path) and removed it"
        case .attribute(let path): "asked to remove an attribute that \(path) does not have"
        case .read(let path): "opened \(path) for reading"
        case .execute(let path): "loaded \(path) and killed it before it ran"
        case .connect(let path): "asked to connect to \(path) with a socket of the wrong kind"
        case .call(let name): "called \(name) with arguments that it refuses"
        case .narrowConnect(let path):
            "asked to connect to \(path) as a 32-bit program, with a socket of the wrong kind"
        case .narrowCall(let name): "called \(name) as a 32-bit program, with arguments that it refuses"
        }
    }

    /// Does it.
    func perform() -> Result {
        let own = Result.done(pid: UInt32(getpid()))
        switch self {
        case .create(let path):
            let descriptor = unsafe path.withPlatformString {
                unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC, 0o600)
            }
            guard descriptor >= 0 else { return errno == EEXIST ? own : .failed(errno) }
            // It was gone in between, and is made now: taken back.
            close(descriptor)
            _ = unsafe path.withPlatformString { unsafe unlink($0) }
            return own
        case .makeAndRemove(let folder):
            let file = folder.appending(Self.fileName)
            let descriptor = unsafe file.withPlatformString {
                unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            }
            guard descriptor >= 0 else { return .failed(errno) }
            close(descriptor)
            return unsafe file.withPlatformString { unsafe unlink($0) } == 0 ? own : .failed(errno)
        case .attribute(let path):
            let result = unsafe path.withPlatformString { unsafe lremovexattr($0, Self.attributeName) }
            // File systems without such attributes refuse after the lookup, which is all that is needed.
            return result == 0 || [ENODATA, EOPNOTSUPP, EPERM].contains(errno) ? own : .failed(errno)
        case .read(let path):
            let descriptor = unsafe path.withPlatformString {
                unsafe open($0, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
            }
            guard descriptor >= 0 else { return .failed(errno) }
            close(descriptor)
            return own
        case .execute(let path):
            let child = unsafe path.withPlatformString { unsafe cprobe_load_and_kill($0, Self.argument) }
            return child > 0 ? .done(pid: UInt32(child)) : .failed(0 &- child)
        case .connect(let path): return Self.connect(path, own)
        case .call(let name):
            guard let number = AuditNames.call(name, AuditMachine.native.wide) else { return .failed(ENOSYS) }
            return cprobe_call_in_vain(Int(number)) == ENOSYS ? .failed(ENOSYS) : own
        case .narrowConnect(let path):
            return Self.narrow("connect") { number in
                unsafe path.withPlatformString { unsafe cprobe_narrow_call(number, $0) }
            }
        case .narrowCall(let name): return Self.narrow(name) { cprobe_narrow_call($0, nil) }
        }
    }

    private static func narrow(_ name: String, _ body: (CInt) -> CInt) -> Result {
        guard let abi = AuditMachine.native.narrow, let number = AuditNames.call(name, abi) else {
            return .failed(ENOSYS)
        }
        let child = body(CInt(number))
        return child > 0 ? .done(pid: UInt32(child)) : .failed(0 &- child)
    }

    private static func connect(_ path: FilePath, _ own: Result) -> Result {
        let descriptor = socket(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return .failed(errno) }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = path.bytes
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < capacity else { return .failed(ENAMETOOLONG) }
        // The path was compared with the room there is, and the rest is zero.
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        // A socket that nobody listens on refuses after the lookup, as one of another kind does.
        return result == 0 || [EPROTOTYPE, ECONNREFUSED].contains(errno) ? own : .failed(errno)
    }
}
