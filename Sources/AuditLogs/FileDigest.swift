import SystemPackage

/// SHA-256 and length of a file as it is stored.
public struct FileDigest: Sendable, Hashable {
    /// The digest, in lower-case hex.
    public let sha256: String
    /// Bytes of the file.
    public let bytes: UInt64
    /// The digest of as many bytes from its beginning as were asked for; nil if it has fewer.
    public let ofBeginning: String?

    /// Reads a file to its end.
    ///
    /// - Parameters:
    ///   - path: the path, in bytes as the system knows it.
    ///   - beginning: how many bytes from the beginning are wanted as well.
    /// - Throws: if it cannot be read, or is no regular file.
    public init(path: [UInt8], beginning: UInt64? = nil) throws(LogFileError) {
        let shown = FilePath.shown(path)
        let descriptor: FileDescriptor
        do {
            descriptor = try Self.open(path)
        } catch {
            throw LogFileError(system: error, path: shown)
        }
        defer { try? descriptor.close() }
        do {
            guard try Stat(descriptor).type == .regular else { throw LogFileError(.notAFile, path: shown) }
            self = try Self.read(descriptor, beginning: beginning)
        } catch {
            throw (error as? LogFileError) ?? LogFileError(system: error, path: shown)
        }
    }

    private init(sha256: String, bytes: UInt64, ofBeginning: String?) {
        (self.sha256, self.bytes, self.ofBeginning) = (sha256, bytes, ofBeginning)
    }

    private static func open(_ path: [UInt8]) throws -> FileDescriptor {
        let text = path.map(CChar.init(bitPattern:)) + [0]
        // The array ends with a NUL and lives until the call returns; a FIFO must not keep it waiting.
        return try unsafe text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { throw Errno.noSuchFileOrDirectory }
            return try unsafe FileDescriptor.open(start, .readOnly, options: [.closeOnExec, .nonBlocking])
        }
    }

    private static func read(_ descriptor: FileDescriptor, beginning: UInt64?) throws -> FileDigest {
        var digest = RunningDigest()
        var ofBeginning = beginning == 0 ? digest.text : nil
        var buffer = [UInt8](repeating: 0, count: LogReader.blockSize)
        while true {
            var room = buffer.count
            if let beginning, beginning > digest.count { room = min(room, Int(clamping: beginning - digest.count)) }
            // The system call writes at most `room` bytes, all of them inside the array.
            let count = try unsafe buffer.withUnsafeMutableBytes { bytes in
                try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<room]))
            }
            if count == 0 { break }
            digest.update(buffer.span.extracting(0..<count))
            if digest.count == beginning { ofBeginning = digest.text }
        }
        return FileDigest(sha256: digest.text, bytes: digest.count, ofBeginning: ofBeginning)
    }
}
