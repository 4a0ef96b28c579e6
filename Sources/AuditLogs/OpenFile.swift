import Glibc
import SystemPackage

/// An open descriptor, closed with its owner.
struct OpenFile: ~Copyable, Sendable {
    let descriptor: FileDescriptor
    /// Bytes that the file had when it was opened; nil for a stream.
    let size: UInt64?
    private let isOwner: Bool

    /// Opens a log for reading, at an offset; a FIFO waits for its writer.
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
            let options: FileDescriptor.OpenOptions = file.isStream ? [.closeOnExec] : [.closeOnExec, .nonBlocking]
            descriptor = try FileDescriptor.open(file.location, .readOnly, options: options)
        } catch {
            throw LogFileError(system: error, path: file.errorPath)
        }
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

    private static func prepare(_ descriptor: FileDescriptor, of file: LogFile, at offset: UInt64) throws -> UInt64 {
        let status = try Stat(descriptor)
        guard LogFile.Identity(status) == file.identity else { throw LogFileError(.replaced, path: file.errorPath) }
        if offset > 0 { try descriptor.seek(offset: Int64(clamping: offset), from: .start) }
        // Twice the read-ahead; only advice, so the answer does not matter.
        _ = posix_fadvise(descriptor.rawValue, 0, 0, POSIX_FADV_SEQUENTIAL)
        return UInt64(clamping: status.size)
    }
}
