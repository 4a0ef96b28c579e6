import ArgumentParser
import AuditLogs
import Glibc
import Reports
import Synchronization

/// Where results go that need not be whole: standard output, or a device or pipe that `-o` names.
struct Output: ~Copyable {
    private let descriptor: CInt
    private let path: String?
    private let isHashed: Bool
    private let digest = Mutex(RunningDigest())

    /// What was written so far.
    ///
    /// Asked for only where the output is hashed.
    var written: WrittenFile { WrittenFile(path: path, digest: digest.withLock { $0 }) }

    /// Standard output if `path` is nil.
    init(_ path: String? = nil, isHashed: Bool = false) throws {
        self.path = path
        self.isHashed = isHashed
        // Without this a reader that leaves early would kill the program; write(2) tells of it as well.
        _ = signal(SIGPIPE, SIG_IGN)
        guard let path else {
            descriptor = STDOUT_FILENO
            return
        }
        descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw Self.failure(path, errno) }
    }

    deinit {
        if path != nil { close(descriptor) }
    }

    /// Writes what waits and empties the buffer.
    ///
    /// Ends the program quietly when nobody reads any more, as `head` does.
    func write(_ buffer: inout OutputBuffer) throws {
        try buffer.empty { bytes in
            try write(bytes)
            if isHashed { digest.withLock { $0.update(bytes) } }
        }
    }

    private func write(_ bytes: Span<UInt8>) throws {
        var start = 0
        while start < bytes.count {
            let rest = bytes.extracting(start..<bytes.count)
            // write(2) wants a pointer; it reads exactly the span's bytes.
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                start += count
            } else if errno == EPIPE {
                throw ExitCode(0)
            } else if errno != EINTR {
                throw Self.failure(path ?? "standard output", errno)
            }
        }
    }

    /// Tells why a result could not be written; the exit status for it.
    private static func failure(_ path: String, _ number: CInt) -> ExitCode {
        let reason = unsafe String(cString: strerror(number)).lowercased()  // static text, copied at once
        Messages.tell("cannot write \(path): \(reason)")
        return ExitCode(2)
    }
}
