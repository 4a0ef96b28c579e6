import Glibc
import SystemPackage

/// Keeps two runs from changing the rules at once, by a lock on the directory of the rules.
final class RulesLock {
    private let descriptor: CInt

    /// Takes the lock, or waits for it.
    init(_ directory: FilePath) throws(RulesFileError) {
        descriptor = unsafe directory.withPlatformString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw RulesFileError(path: directory, errno: errno) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw RulesFileError(path: directory, errno: errno) }
        }
    }

    deinit { close(descriptor) }
}
