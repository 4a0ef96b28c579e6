import ArgumentParser
import Glibc

/// A file that is there as a whole or not at all: written beside its place, brought to the disk, and then put there.
struct AtomicFile: ~Copyable {
    private let path: String
    private let temporary: String
    private let descriptor: CInt
    private var isInPlace = false

    /// Begins a file; what lies at `path` stays until the whole has been written.
    init(_ path: String) throws {
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            Messages.tell("cannot write \(path): it is not a regular file")
            throw ExitCode(2)
        }
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw Self.failure(path, errno) }
        self.path = path
        self.temporary = temporary
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        if !isInPlace { _ = unsafe unlink(temporary) }
    }

    /// Writes all bytes and puts the file into its place.
    mutating func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            // write(2) wants a pointer; it reads exactly the bytes that are left.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if count >= 0 {
                start += count
            } else if errno != EINTR {
                throw Self.failure(path, errno)
            }
        }
        guard fsync(descriptor) == 0, unsafe rename(temporary, path) == 0 else { throw Self.failure(path, errno) }
        isInPlace = true
        syncDirectory()
    }

    /// Brings the new name to the disk; where a file system cannot, the content is safe all the same.
    private func syncDirectory() {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// Tells why the file could not be written; the exit status for it.
    private static func failure(_ path: String, _ number: CInt) -> ExitCode {
        let reason = unsafe String(cString: strerror(number)).lowercased()  // static text, copied at once
        Messages.tell("cannot write \(path): \(reason)")
        return ExitCode(2)
    }
}
