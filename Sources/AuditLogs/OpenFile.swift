import Glibc
import SystemPackage

/// An open descriptor, closed with its owner.
struct OpenFile: ~Copyable, Sendable {
    let descriptor: FileDescriptor
    /// Bytes that the file had when it was opened; nil for a stream.
    let size: UInt64?
    private let isOwner: Bool

    /// Opens a log for reading, at an offset; a FIFO waits a while for its first writer.
    ///
    /// - Throws: `replaced` if the path leads to another file than the one that was found.
    init(_ file: LogFile, at offset: UInt64 = 0) throws(LogFileError) {
        if file.isStandardInput {
            self.init(.standardInput, size: nil, isOwner: false)
            return
        }
        let descriptor: FileDescriptor
        do {
            // Should a FIFO have taken a file's place, opening it must not wait for a writer.
            let isBlocking = file.isStream && !file.isFIFO
            let options: FileDescriptor.OpenOptions = isBlocking ? [.closeOnExec] : [.closeOnExec, .nonBlocking]
            descriptor = try FileDescriptor.open(file.location, .readOnly, options: options)
        } catch {
            throw LogFileError(system: error, path: file.errorPath)
        }
        if file.isFIFO { Self.awaitWriter(descriptor) }
        do {
            let size = file.isStream ? nil : try Self.prepare(descriptor, of: file, at: offset)
            self.init(descriptor, size: size, isOwner: true)
        } catch {
            try? descriptor.close()
            throw (error as? LogFileError) ?? LogFileError(system: error, path: file.errorPath)
        }
    }

    private init(_ descriptor: FileDescriptor, size: UInt64?, isOwner: Bool) {
        self.descriptor = descriptor
        self.size = size
        self.isOwner = isOwner
    }

    deinit {
        // Nothing was written, so closing has nothing to report.
        if isOwner { try? descriptor.close() }
    }

    /// Waits for something to read, or for a writer that came and went, and lets reading wait for the rest.
    ///
    /// Without any writer, reading finds the end at once.
    private static func awaitWriter(_ descriptor: FileDescriptor) {
        var watched = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        // Interrupted or not, what comes of it is read; the pointer is valid for the one descriptor that is told.
        _ = unsafe poll(&watched, 1, CInt(LogReader.fifoWait * 1000))
        let flags = fcntl(descriptor.rawValue, F_GETFL)
        if flags >= 0 { _ = fcntl(descriptor.rawValue, F_SETFL, flags & ~O_NONBLOCK) }
    }

    private static func prepare(_ descriptor: FileDescriptor, of file: LogFile, at offset: UInt64) throws -> UInt64 {
        let status = try Stat(descriptor)
        guard LogFile.Identity(status) == file.identity else { throw LogFileError(.replaced, path: file.errorPath) }
        if offset > 0 { try descriptor.seek(offset: Int64(clamping: offset), from: .start) }
        // Twice the read-ahead; only advice, so the answer does not matter.
        _ = posix_fadvise(descriptor.rawValue, 0, 0, POSIX_FADV_SEQUENTIAL)
        return UInt64(clamping: status.size)
    }
}
