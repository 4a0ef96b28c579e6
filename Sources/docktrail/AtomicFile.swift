import ArgumentParser
import Glibc

/// A file that is there as a whole or not at all: written beside its place, brought to the disk, and then put there.
struct AtomicFile {
    private let path: String
    private let directory: String

    /// A file to be written; one whose place cannot be written shows at once.
    ///
    /// Where the path is a symbolic link, what it leads to is written.
    init(_ path: String) throws {
        let path = Self.target(of: path)
        self.path = path
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var status = stat()
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            Messages.tell("cannot write \(path): it is not a regular file")
            throw ExitCode(2)
        }
        if unsafe access(directory, W_OK) != 0 { throw failure(errno) }
    }

    /// Whether a path is, or can become, a regular file: none of a device, a pipe or a socket, which are written as they are.
    static func canBe(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
            || status.st_mode & S_IFMT == S_IFDIR
    }

    /// The path without links; itself where it leads nowhere yet.
    private static func target(of path: String) -> String {
        // The text that realpath(3) makes is copied and freed at once.
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// Writes all bytes and puts the file into its place; where there was none, only its owner may read it.
    func write(_ bytes: [UInt8]) throws {
        let (descriptor, temporary) = Interruption.makeTemporaryFile("\(path).XXXXXX")
        if descriptor < 0 { throw failure(errno) }
        defer {
            close(descriptor)
            Interruption.forget(temporary)
        }
        do {
            // A file that is replaced keeps who may read it; without one of the name the status stays zero.
            var status = stat()
            if unsafe stat(path, &status) == 0 { _ = fchmod(descriptor, status.st_mode & 0o777) }
            try write(bytes, to: descriptor)
            guard fsync(descriptor) == 0, unsafe rename(temporary, path) == 0 else { throw failure(errno) }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
        syncDirectory()
    }

    private func write(_ bytes: [UInt8], to descriptor: CInt) throws {
        var start = 0
        while start < bytes.count {
            // write(2) wants a pointer; it reads exactly the bytes that are left.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if count >= 0 {
                start += count
            } else if errno != EINTR {
                throw failure(errno)
            }
        }
    }

    /// Brings the new name to the disk; where a file system cannot, the content is safe all the same.
    private func syncDirectory() {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// Tells why the file could not be written; the exit status for it.
    private func failure(_ number: CInt) -> ExitCode {
        let reason = unsafe String(cString: strerror(number)).lowercased()  // static text, copied at once
        Messages.tell("cannot write \(path): \(reason)")
        return ExitCode(2)
    }
}
